public import NeuralNetwork
public import Study

/// What one trained model looks like: the first replicate of a configuration.
public struct ModelPortrait: Sendable, Equatable {
  public var configuration: Configuration
  /// What was measured after the last epoch.
  public var record: EpochRecord
  /// The class of every point of the plane, for data with two features.
  public var decisions: DecisionMap?
  /// Weights as images, for networks on images.
  public var firstLayer: FirstLayerImages?

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
