import ArgumentParser
import Datasets
import StudyFile

/// The keys of a study file's section `data`, for commands that work without a study.
struct DataOptions: ParsableArguments {
  @Option(help: "The data: a source such as mnist (see `fathom data list`), or a CSV file.")
  var data: String?

  @Option(help: "The folder to look in first, or the CSV file.")
  var path: String?

  @Option(help: "The CSV column that holds the class; label unless given.")
  var target: String?

  @Option(help: "Points to make, for data that are made.")
  var samples: String?

  @Option(help: "Standard deviation of the noise on made points.")
  var noise: String?

  @Option(help: "Classes of made points.")
  var classes: String?

  @Option(help: "How often the line of sawtooth is folded.")
  var folds: String?

  @Option(help: "Features of sawtooth.")
  var inputs: String?

  /// Whether `--data` names a file.
  private var isFile: Bool { data.map(DataSource.isFile) ?? false }

  var settings: [StudyFileSetting] {
    [
      setting("source", isFile ? "csv" : data, origin: "--data"),
      setting("path", isFile ? data : path, origin: isFile ? "--data" : "--path"),
      setting("target", target), setting("samples", samples), setting("noise", noise), setting("classes", classes),
      setting("folds", folds), setting("inputs", inputs),
    ].compactMap { $0 }
  }

  func validate() throws {
    if isFile && path != nil { throw ValidationError("--path: --data names the file already; leave one of them out") }
  }

  private func setting(_ key: String, _ text: String?, origin: String? = nil) -> StudyFileSetting? {
    text.map { StudyFileSetting(["data", key], .text($0), origin: origin ?? "--\(key)") }
  }
}

/// The other keys of a study file that say how one network is trained.
struct TrainingOptions: ParsableArguments {
  @Option(help: "The test set: canonical, or a fraction or count drawn from the data.")
  var test: String?

  @Option(help: "Fraction or count of the training pool to watch while training; 0 for none, 0.2 unless given.")
  var validation: String?

  @Option(help: "How features are scaled; unit unless given.")
  var scale: String?

  @Option(help: "What all random numbers derive from; 2026 unless given.")
  var seed: String?

  @Option(help: "relu, sigmoid, tanh or identity; relu unless given.")
  var activation: String?

  @Option(help: "cross-entropy, mean-squared-error or binary-cross-entropy; cross-entropy unless given.")
  var loss: String?

  @Option(help: "sgd, momentum, nesterov or adam; sgd unless given.")
  var optimiser: String?

  @Option(help: "Share of the last step that momentum and nesterov keep; 0.9 unless given.")
  var momentum: String?

  @Option(help: "Adam's decay rate of the mean gradient; 0.9 unless given.")
  var beta1: String?

  @Option(help: "Adam's decay rate of the mean squared gradient; 0.999 unless given.")
  var beta2: String?

  @Option(help: "Adam's guard against division by zero; 1e-8 unless given.")
  var epsilon: String?

  @Option(help: "Length of a step along the gradient; 0.1 unless given.")
  var learningRate: String?

  @Option(help: "Factor on the learning rate after each epoch; 1 unless given.")
  var decay: String?

  @Option(help: "Samples per update, or full; 32 unless given.")
  var batch: String?

  @Option(help: "Adds l2 times the sum of squared weights to the loss; 0 unless given.")
  var l2: String?

  @Option(help: "Distribution of the initial weights; kaiming-uniform unless given.")
  var initialiser: String?

  @Option(help: "Distribution of the initial biases; 'constant(0)' unless given.")
  var biasInitialiser: String?

  @Option(help: "The most epochs that are trained; 500 unless given.")
  var epochs: String?

  @Option(help: "How gradients are found; backprop unless given.")
  var engine: String?

  @Option(help: "Numbers that weights are kept in: single, in which models are saved, even if the study says double.")
  var precision: String?

  @Option(help: "The stopping rule, such as loss-change or patience; without one, all epochs are trained.")
  var rule: String?

  @Option(help: "The threshold of the rule.")
  var threshold: String?

  @Option(help: "Epochs without an improvement that patience bears; 10 unless given.")
  var patience: String?

  @Option(help: "Epochs in a strip, of progress-quotient and validation-up; 5 unless given.")
  var strip: String?

  var settings: [StudyFileSetting] {
    let data = [("test", test), ("validation", validation), ("scale", scale)]
    let training = [
      ("activation", activation), ("loss", loss), ("optimiser", optimiser), ("momentum", momentum), ("beta1", beta1),
      ("beta2", beta2), ("epsilon", epsilon), ("learning-rate", learningRate), ("decay", decay), ("batch", batch),
      ("l2", l2), ("initialiser", initialiser), ("bias-initialiser", biasInitialiser), ("epochs", epochs),
      ("engine", engine), ("precision", precision),
    ]
    func settings(_ section: [String], _ values: [(key: String, text: String?)]) -> [StudyFileSetting] {
      values.compactMap { key, text in
        text.map { StudyFileSetting(section + [key], .text($0), origin: "--\(key)") }
      }
    }
    return settings(["data"], data) + settings([], [("seed", seed)]) + settings(["training"], training) + stopping
  }

  private var stopping: [StudyFileSetting] {
    guard let rule else { return [] }
    let values = [("rule", rule), ("threshold", threshold), ("epochs", patience), ("strip", strip)]
    let keys = values.compactMap { key, text in text.map { (key, StudyFileSetting.Value.text($0)) } }
    return [
      StudyFileSetting(
        ["stopping"], .list([.keys(Dictionary(uniqueKeysWithValues: keys))]), origin: "--rule")
    ]
  }

  func validate() throws {
    if rule == nil, threshold != nil || patience != nil || strip != nil {
      throw ValidationError("--threshold, --patience and --strip need --rule: they are its numbers")
    }
  }
}
