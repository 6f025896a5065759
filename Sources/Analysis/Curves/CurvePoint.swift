public import NeuralNetwork
public import Study

/// What identifies one learning curve: a model, its varied settings, and a stopping rule with its threshold.
public struct CurveKey: Sendable, Hashable {
  /// Position of the model in the study file, from 0.
  public var modelIndex: Int
  /// Name of the model.
  public var model: String
  /// Units of each hidden layer, first to last; nil for a model that is not a network.
  public var hidden: [Int]?
  /// Number of weights and biases; nil for a model that is not a network.
  public var parameters: Int?
  /// Values of the keys under `vary`, as the study file spells them.
  public var varied: [String]
  /// As `Configuration.storedVaried`.
  public var storedVaried: [String]?
  /// The stopping rule with its threshold.
  public var rule: StoppingRule

  /// Number of hidden layers; nil for a model that is not a network.
  public var depth: Int? { recorded?.depth ?? hidden?.count }

  /// As `Configuration.recorded`.
  public var recorded: RecordedLearner?

  /// How the model learns.
  public var kind: LearnerKind { recorded?.kind ?? LearnerKind(hidden: hidden) }

  /// The key without settings that do not affect its model, like `Configuration.effective`.
  public var effective: CurveKey {
    var effective = self
    effective.varied = ownVaried
    return effective
  }

  /// As `Configuration.ownVaried`.
  public var ownVaried: [String] { recorded != nil || kind == .network ? varied : storedVaried ?? [] }

  /// Creates a key from its parts.
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

  /// Creates the key of the curve that the trials of a configuration under `rule` belong to.
  public init(_ configuration: Configuration, _ rule: StoppingRule) {
    self.init(
      modelIndex: configuration.modelIndex, model: configuration.model, hidden: configuration.hidden,
      parameters: configuration.parameters, varied: configuration.varied, rule: rule)
    storedVaried = configuration.storedVaried
    recorded = configuration.recorded
  }
}

/// One point of a learning curve: a summary of the replicates of a configuration under one stopping rule.
///
/// Diverged trials are counted but left out of every interval.
public struct CurvePoint: Sendable, Equatable {
  /// The curve that the point belongs to.
  public var key: CurveKey
  /// Number of training samples.
  public var size: Int
  /// Number of trials that the intervals summarise (status ok or max-epochs).
  public var count: Int
  /// How many of `count` trials reached the last epoch without their rule firing.
  public var maxEpochs: Int
  /// Number of trials that diverged.
  public var diverged: Int
  /// How many of `count` trials are not distinguishable from chance; see `TrajectoryResult.isAtChance(_:)`. Nil if the limits
  /// of chance are not known.
  public var atChance: Int?
  /// Whether the intervals of the leading metric on test data, and of the gap, cover other test samples.
  public var coversTestSamples: Bool
  /// Mean and interval of each measure over the counted trials. Measures without any value are missing.
  public var summaries: [Measure: Interval]

  /// Creates a point from its parts.
  public init(
    key: CurveKey, size: Int, count: Int, maxEpochs: Int, diverged: Int, atChance: Int? = 0,
    coversTestSamples: Bool = false, summaries: [Measure: Interval]
  ) {
    self.key = key
    self.size = size
    self.count = count
    self.maxEpochs = maxEpochs
    self.diverged = diverged
    self.atChance = atChance
    self.coversTestSamples = coversTestSamples
    self.summaries = summaries
  }

  /// Returns the mean and interval of a measure; nil where nothing was measured.
  public subscript(measure: Measure) -> Interval? { summaries[measure] }
}
