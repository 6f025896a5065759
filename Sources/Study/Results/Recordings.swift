/// What a trajectory kept beside its history.
public struct Recordings: Sendable, Equatable {
  /// Mean loss of every batch at the weights before its update, in the order of the updates; nil if not recorded.
  public var batchLosses: [Float]?
  /// Nil if not recorded.
  public var deadNeurons: DeadNeuronHistory?
  /// Of the first replicate, for data with two features.
  public var decisions: DecisionMap?
  /// Of the first replicate, for networks on images.
  public var firstLayer: FirstLayerImages?
  /// Nil if not recorded.
  public var predictions: Predictions?
  /// The epochs whose weights were written to files, ascending.
  public var savedEpochs: [Int] = []

  public init() {}
}

/// The neurons of each hidden layer that were active on none of the probe samples, epoch by epoch.
public struct DeadNeuronHistory: Sendable, Equatable, Codable {
  /// Number of samples that the neurons were probed with.
  public var probes: Int
  /// Dead neurons [epoch][hidden layer], before training at index 0.
  public var counts: [[Int]]

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
    // What is no network has no batches, no neurons and no weights.
    guard configuration.hidden != nil else { return true }
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
