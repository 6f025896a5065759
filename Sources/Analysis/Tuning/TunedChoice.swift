import NeuralNetwork
import Study

/// How often one value of a tuned key was chosen, for one model at one size under one stopping rule.
///
/// In each replicate, of all combinations of values under `tune`, the one is chosen whose reported epoch is best by the
/// leading metric on validation data.
public struct TunedChoice: Sendable, Equatable {
  /// An end of the values that were tried.
  public enum End: String, Sendable {
    case lowest, highest
  }

  /// The curve that the choice belongs to: a model, its varied settings and the stopping rule.
  public var key: CurveKey
  /// Number of training samples.
  public var size: Int
  /// The key under `tune`.
  public var setting: String
  /// The value, as the study file spells it.
  public var value: String
  /// Whether it is the lowest or highest of two or more numbers, beyond which there are others; nil for a number between
  /// others or at the end of what the key may be, and for words.
  public var end: End?
  /// In how many replicates the value was chosen.
  public var chosen: Int
  /// Number of replicates in which a choice was made; none is made where the runs of all values diverged.
  public var count: Int
  /// The leading metric on validation data with this value, other tuned keys at their best: mean over replicates.
  public var validation: Interval?
  /// The same on test data, which choices do not see.
  public var test: Interval?

  /// Whether most replicates took an end of the values tried.
  public var isMostlyEnd: Bool { end != nil && 2 * chosen > count }

  /// Creates a choice from its parts.
  public init(
    key: CurveKey, size: Int, setting: String, value: String, end: End?, chosen: Int, count: Int,
    validation: Interval?, test: Interval?
  ) {
    self.key = key
    self.size = size
    self.setting = setting
    self.value = value
    self.end = end
    self.chosen = chosen
    self.count = count
    self.validation = validation
    self.test = test
  }
}

extension TunedChoice {
  /// The choices of every configuration, rule and tuned key, value by value, in the order of the study.
  static func all(
    _ cells: [ConfigurationRuns], of study: StudyDescription, bootstrap: ReplicateBootstrap
  ) -> [TunedChoice] {
    guard !study.tune.isEmpty else { return [] }
    return cells.concurrentMap { cell in
      study.rules.flatMap { rule in
        study.tune.enumerated().flatMap { choices(of: $1, at: $0, in: cell, rule, study.metric, bootstrap) }
      }
    }.flatMap { $0 }
  }

  private static func choices(
    of setting: VariedSetting, at position: Int, in cell: ConfigurationRuns, _ rule: StoppingRule, _ metric: Metric,
    _ bootstrap: ReplicateBootstrap
  ) -> [TunedChoice] {
    // A damaged store may have fewer values than the study has keys.
    func value(_ configuration: Configuration) -> String {
      configuration.tuned.indices.contains(position) ? configuration.tuned[position] : ""
    }
    let trials = cell.trials(rule).compactMap(\.self)
    // An empty text stands for a key that does not affect the model.
    guard trials.contains(where: { !value($0.trajectory.configuration).isEmpty }) else { return [] }
    // Where the chosen run diverged, those of all other values did, too.
    let chosen = trials.filter { $0.trial.status != .diverged }.map { value($0.trajectory.configuration) }
    return setting.values.map(\.text).map { text in
      let runs = cell.trials(rule) { value($0) == text }
      func mean(_ measure: Measure) -> Interval? {
        bootstrap.interval(
          ReplicateValues(runs.map { $0.flatMap { measure.value(of: $0.trial, in: $0.trajectory) } }),
          within: measure.bounds)
      }
      return TunedChoice(
        key: CurveKey(cell.configuration, rule), size: cell.configuration.size, setting: setting.key, value: text,
        end: end(text, of: setting), chosen: chosen.count { $0 == text }, count: chosen.count,
        validation: mean(.validation(metric)), test: mean(.test(metric)))
    }
  }

  private static func end(_ text: String, of setting: VariedSetting) -> End? {
    let numbers = setting.values.compactMap { Double($0.text) }
    guard let number = Double(text), let least = numbers.min(), let most = numbers.max(), least < most else {
      return nil
    }
    var range = NumberRange()
    if case .number(let allowed)? = TrainingSetting.named(setting.key)?.format { range = allowed }
    if number == least { return number == range.from ? nil : .lowest }
    return number == most && number != range.to ? .highest : nil
  }
}
