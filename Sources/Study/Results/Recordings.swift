/// What a trajectory kept besides its history.
public struct Recordings: Sendable, Equatable {
  /// Mean loss of every batch before its update, in the order of the updates; nil if not recorded.
  public var batchLosses: [Float]?
  /// Dead neurons by epoch; nil if not recorded.
  public var deadNeurons: DeadNeuronHistory?
  /// Predicted classes over the plane of two features; nil except for the first replicate on data with two features.
  public var decisions: DecisionMap?
  /// Weights of the first layer as images; nil except for networks on images, first replicate.
  public var firstLayer: FirstLayerImages?
  /// Predicted classes of the test samples; nil if not recorded.
  public var predictions: Predictions?
  /// The leading metric on each test sample; nil if it was not kept.
  public var testValues: TestSampleValues?
  /// The standard errors of the scores, where these are means over replicates that another program did not keep; nil else.
  public var standardErrors: StandardErrors?
  /// Epochs whose weights were written to files, ascending.
  public var savedEpochs: [Int] = []

  /// Creates empty recordings.
  public init() {}
}

/// Number of dead neurons of each hidden layer, epoch by epoch: those that were active for none of the probe samples.
public struct DeadNeuronHistory: Sendable, Equatable, Codable {
  /// Number of probe samples.
  public var probes: Int
  /// Dead neurons [epochs + 1 × hidden layers]; index 0 is before training.
  public var counts: [[Int]]

  /// Creates a history from its counts.
  public init(probes: Int, counts: [[Int]]) {
    self.probes = probes
    self.counts = counts
  }
}

extension TrajectoryResult {
  /// Whether the trajectory kept all that `study` asks for, its models in `archive`; `testSamples` is how many there are
  /// to predict, and to probe neurons with.
  func keeps(_ study: StudyDescription, testSamples: Int, in archive: (any ModelArchive)?) -> Bool {
    if study.keepsPredictions {
      let kept = trials.compactMap(\.epoch).allSatisfy { recordings.predictions?.byEpoch[$0]?.count == testSamples }
      guard kept else { return false }
    }
    let recording = study.record
    // A model that is not a network has no batches, no neurons and no weights.
    guard configuration.kind == .network else { return true }
    if recording.batchLoss && recordings.batchLosses == nil { return false }
    if recording.deadNeurons && recordings.deadNeurons?.probes != min(recording.probeSamples, testSamples) {
      return false
    }
    return wantedEpochs(recording.models).allSatisfy { epoch in
      recordings.savedEpochs.contains(epoch)
        && archive?.holds(configuration, replicate: replicate, key: key, epoch: epoch) ?? true
    }
  }

  /// The epochs whose weights are to be written to files, without order.
  func wantedEpochs(_ models: RecordingSettings.Models) -> Set<Int> {
    switch models {
    case .none: []
    case .final: diverged ? [] : [history.count]
    case .everyStop: Set(trials.compactMap(\.epoch))
    }
  }
}
