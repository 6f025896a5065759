public import NeuralNetwork
public import Study

/// What belongs together on one learning curve: a model, its varied settings, and a stopping rule with its threshold.
public struct CurveKey: Sendable, Hashable {
  public var modelIndex: Int
  public var model: String
  /// Nil for a model that is no network, as are its parameters.
  public var hidden: [Int]?
  public var parameters: Int?
  /// Values of the keys under `vary`, as the study file spells them.
  public var varied: [String]
  public var rule: StoppingRule

  /// Number of hidden layers; nil for a model that is no network.
  public var depth: Int? { hidden?.count }

  public init(
    modelIndex: Int, model: String, hidden: [Int]?, parameters: Int?, varied: [String], rule: StoppingRule
  ) {
    self.modelIndex = modelIndex
    self.model = model
    self.hidden = hidden
    self.parameters = parameters
    self.varied = varied
    self.rule = rule
  }

  /// The curve that the trials of a configuration under `rule` lie on.
  public init(_ configuration: Configuration, _ rule: StoppingRule) {
    self.init(
      modelIndex: configuration.modelIndex, model: configuration.model, hidden: configuration.hidden,
      parameters: configuration.parameters, varied: configuration.varied, rule: rule)
  }
}

/// One point of a learning curve: the replicates of a configuration under one stopping rule, summed up.
///
/// Diverged trials are counted and left out of every interval.
public struct CurvePoint: Sendable, Equatable {
  public var key: CurveKey
  /// Number of training samples.
  public var size: Int
  /// Trials that the intervals summarise (status ok or max-epochs).
  public var count: Int
  /// Of `count`, the trials whose rule had not fired by the last epoch.
  public var maxEpochs: Int
  public var diverged: Int
  /// Of `count`, the trials not distinguishable from chance: see `TrajectoryResult.isAtChance(_:)`.
  public var atChance: Int
  /// Summaries over the counted trials; empty where nothing was measured.
  public var summaries: [Measure: Interval]

  public init(
    key: CurveKey, size: Int, count: Int, maxEpochs: Int, diverged: Int, atChance: Int = 0,
    summaries: [Measure: Interval]
  ) {
    self.key = key
    self.size = size
    self.count = count
    self.maxEpochs = maxEpochs
    self.diverged = diverged
    self.atChance = atChance
    self.summaries = summaries
  }

  public subscript(measure: Measure) -> Interval? { summaries[measure] }
}
