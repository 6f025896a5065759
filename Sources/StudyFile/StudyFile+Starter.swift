import Datasets
import NeuralNetwork

extension StudyFile {
  /// Returns a commented study file with this name to start from; it trains in seconds on the built-in digits.
  ///
  /// - Throws: ``StudyFileError`` if `name` is not a valid name of a study.
  public static func starter(name: String) throws -> String {
    guard Format<String>.isStudyName(name) else {
      throw StudyFileError(
        file: oneLine(name, limit: 80), message: "cannot name a study, expected \(Format<String>.studyName.accepted)")
    }
    return """
      # A Fathom study. Every key but name, data.source, sizes and models has a default.
      name: \(name)                       # names the results folder
      title: Shallow and deep networks on handwritten digits

      data:
        source: digits                # \(DataSection.sources.joined(separator: " "))
        test: 500                     # drawn anew for each replicate; a count, a share, or canonical: the data's own
        validation: 0.2               # share of the training pool kept for stopping rules; 0 = none
        scale: unit                   # \(Scaling.allCases.map(\.rawValue).joined(separator: " | "))

      # Training-set sizes: {from, to, count}, {from, to, step}, a list, or all.
      sizes: {from: 50, to: 1000, count: 6}
      replicates: 20                  # fewer than 6 decide nothing about which model is better, 10 little
      seed: 2026

      # The networks to compare, by name, as the units of their hidden layers.
      models:
        shallow: {hidden: [64]}
        deep: {hidden: [64, 64, 64]}
      # depths: {from: 1, to: 5, width: 64}   # or models depth-1 … depth-5; match: parameters for equal sizes

      training:
        activation: relu              # \(names("activation"))
        loss: cross-entropy           # \(names("loss"))
        optimiser: sgd                # \(names("optimiser"))
        learning-rate: 0.1
        batch: 32                     # or full
        epochs: 100                   # the most that are trained

      # All rules and thresholds are answered by one training run, so more of them cost little.
      stopping:
        - {rule: loss-change, threshold: [0.05, 0.01, 0.002]}   # training loss changes by less than this
        - {rule: patience, epochs: 10}                          # validation loss has not fallen for 10 epochs
        - {rule: none}                                          # all epochs

      # vary: {learning-rate: [0.01, 0.1]}   # any key of training; every combination is trained and reported
      # tune: {learning-rate: [0.03, 0.1, 0.3]}   # the best on validation data is reported, for each model and size
      # figures: [learning-curves, gaps]     # every figure that applies, if not given

      """
  }

  /// The values of a key of `training` that takes one of several.
  private static func names(_ key: String) -> String {
    guard let accepted = TrainingSection.keys.first(where: { $0.setting.name == key })?.key.format.accepted else {
      return key
    }
    return accepted.replacing("one of ", with: "").replacing(",", with: "")
  }
}
