public import NeuralNetwork
public import Study

/// Pictures of one trained model: the first replicate of a configuration.
public struct ModelPortrait: Sendable, Equatable {
  /// The configuration that was trained.
  public var configuration: Configuration
  /// The measurements after the last epoch.
  public var record: EpochRecord
  /// The predicted class at each point of a grid; nil unless the data have two features.
  public var decisions: DecisionMap?
  /// First-layer weights as images; nil unless the model is a network on images.
  public var firstLayer: FirstLayerImages?

  /// Creates a portrait from its parts.
  public init(
    configuration: Configuration, record: EpochRecord, decisions: DecisionMap?, firstLayer: FirstLayerImages?
  ) {
    self.configuration = configuration
    self.record = record
    self.decisions = decisions
    self.firstLayer = firstLayer
  }

  /// The portrait that the first replicate left; nil if it left none.
  static func portrait(of cell: ConfigurationRuns) -> ModelPortrait? {
    guard let first = cell.byReplicate.first ?? nil, let record = first.history.last,
      first.recordings.decisions != nil || first.recordings.firstLayer != nil
    else { return nil }
    return ModelPortrait(
      configuration: first.configuration, record: record, decisions: first.recordings.decisions,
      firstLayer: first.recordings.firstLayer)
  }
}
