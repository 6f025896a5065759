public import Datasets
import NeuralNetwork
import Synchronization

/// Prepares the samples of trajectories, and lets one share with the next what is equal for both.
///
/// Trajectories are trained replicate by replicate, so what is kept is what was asked for last: the split, and each of the
/// training, validation and test sets. Where scaling does not depend on the training subset, the held-out sets serve all
/// sizes and models of a replicate, and the data set's own test set serves the whole study.
public final class SharedSamples: Sendable {
  private let study: StudyDescription
  private let data: LoadedData
  private let kept = Mutex(Kept())

  private struct Kept {
    /// With the draw of the data that it is of.
    var split: (draw: Int, parts: ReplicateSplit)?
    var train: Prepared?
    var validation: Prepared?
    var test: Prepared?
  }

  private struct Prepared {
    let selection: SampleSelection
    let samples: LabelledSamples<Float>
  }

  public init(_ study: StudyDescription, _ data: LoadedData) {
    self.study = study
    self.data = data
  }

  /// What `planned` learns from and is measured on: the same bits, whatever was asked for before.
  ///
  /// Whoever asks at the same time waits, because it will mostly want the same.
  public func inputs(of planned: PlannedTrajectory) throws -> TrajectoryInputs {
    try kept.withLock { kept in
      let draw = study.replicates.draws(of: planned.replicate).data
      let split =
        if let known = kept.split, known.draw == draw {
          known.parts
        } else {
          try study.split(data, replicate: planned.replicate)
        }
      kept.split = (draw, split)
      let selection = try TrajectorySelection(
        data: data, split: split, size: planned.configuration.size, scaling: study.data.scale)
      return TrajectoryInputs(
        selection: selection, shape: data.pool.shape, classNames: data.pool.classNames,
        featureNames: data.pool.featureNames, shared: self)
    }
  }

  /// The samples of a selection in the form that networks take.
  func samples(of selection: TrajectorySelection) -> TrajectorySamples<Float> {
    kept.withLock { kept in
      TrajectorySamples(
        train: Self.prepare(selection.train, keeping: &kept.train),
        validation: selection.validation.map { Self.prepare($0, keeping: &kept.validation) },
        test: Self.prepare(selection.test, keeping: &kept.test))
    }
  }

  /// How many sets are prepared, of training, validation and test set.
  var preparedCount: Int {
    kept.withLock { [$0.train, $0.validation, $0.test].count { $0 != nil } }
  }

  private static func prepare(
    _ selection: SampleSelection, keeping kept: inout Prepared?
  ) -> LabelledSamples<Float> {
    if let kept, kept.selection == selection { return kept.samples }
    // Let go of the old samples before the new ones take their memory.
    kept = nil
    let samples = LabelledSamples<Float>(labels: selection.labels, featureCount: selection.featureCount) {
      selection.samples($0).features[...]
    }
    kept = Prepared(selection: selection, samples: samples)
    return samples
  }
}
