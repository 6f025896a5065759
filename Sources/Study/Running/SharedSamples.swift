public import Datasets
import Kernels
import NeuralNetwork
import SeededRandom
import Synchronization

/// Prepares the samples of trajectories, and reuses what consecutive trajectories have in common.
///
/// Trajectories are trained replicate by replicate, so what was asked for last is kept: the split, and each of the
/// training, validation and test sets. Where scaling does not depend on the training subset, the held-out sets serve
/// all sizes and models of a replicate, and the data set's own test set serves the whole study.
public final class SharedSamples: Sendable {
  private let study: StudyDescription
  private let data: LoadedData
  private let kept = Mutex(Kept())

  private struct Kept {
    /// The split, with the number of its data draw.
    var split: (draw: Int, parts: ReplicateSplit)?
    var single = KeptSets<Float>()
    var double = KeptSets<Double>()
  }

  /// Creates an empty cache for one study and its data.
  public init(_ study: StudyDescription, _ data: LoadedData) {
    self.study = study
    self.data = data
  }

  /// Returns the samples that `planned` trains on and is measured on: the same bits, whatever was asked for before.
  ///
  /// Threads that ask at the same time wait for each other, since they mostly want the same samples.
  /// - Throws: `DataError` if the data cannot be split as the study asks.
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
      let settings = study.data(varied: planned.configuration.varied)
      let selection = try TrajectorySelection(
        data: data, split: split, size: planned.configuration.size, scaling: settings.scale,
        noise: LabelNoise(share: settings.labelNoise, seed: StudySeed(study.seed), replicate: draw))
      return TrajectoryInputs(
        selection: selection, shape: data.pool.shape, classNames: data.pool.classNames,
        featureNames: data.pool.featureNames, columns: data.pool.table?.columns, firstColumn: data.pool.firstColumn,
        shared: self)
    }
  }

  /// The samples of a selection in the form that networks take.
  func samples(of selection: TrajectorySelection) -> TrajectorySamples<Float> {
    kept.withLock { kept in
      kept.single.samples(of: selection) { selection, range in selection.samples(range).features }
    }
  }

  /// The samples of a selection in the form that networks take that are trained in double precision.
  func samplesInDoublePrecision(of selection: TrajectorySelection) -> TrajectorySamples<Double> {
    kept.withLock { kept in
      kept.double.samples(of: selection) { selection, range in selection.featuresInDoublePrecision(range) }
    }
  }

  /// Number of prepared sets (training, validation and test set).
  var preparedCount: Int { kept.withLock { $0.single.count + $0.double.count } }
}

/// The training, validation and test set that were asked for last.
private struct KeptSets<Scalar: KernelScalar> {
  private var train: Prepared?
  private var validation: Prepared?
  private var test: Prepared?

  private struct Prepared {
    let selection: SampleSelection
    let samples: LabelledSamples<Scalar>
  }

  var count: Int { [train, validation, test].count { $0 != nil } }

  /// The samples of a selection; `features` computes their features.
  mutating func samples(
    of selection: TrajectorySelection, features: (SampleSelection, Range<Int>) -> [Scalar]
  ) -> TrajectorySamples<Scalar> {
    TrajectorySamples(
      train: Self.prepare(selection.train, keeping: &train, features),
      validation: selection.validation.map { Self.prepare($0, keeping: &validation, features) },
      test: Self.prepare(selection.test, keeping: &test, features))
  }

  private static func prepare(
    _ selection: SampleSelection, keeping kept: inout Prepared?, _ features: (SampleSelection, Range<Int>) -> [Scalar]
  ) -> LabelledSamples<Scalar> {
    if let kept, kept.selection == selection { return kept.samples }
    // Let go of the old samples before the new ones take their memory.
    kept = nil
    let (labels, width) = (selection.labels, selection.featureCount)
    let quantities = selection.quantities.flatMap { values in
      selection.quantityScaler.map { QuantityTargets<Scalar>(values, mean: $0.mean, deviation: $0.deviation) }
    }
    let samples =
      if selection.keepsZeros {
        LabelledSamples<Scalar>(
          labels: labels, quantities: quantities, featureCount: width,
          nonzeros: { position, take in
            selection.forEachNonzero(at: position) { take($0, Scalar($1)) }
          })
      } else {
        LabelledSamples<Scalar>(labels: labels, quantities: quantities, featureCount: width) {
          features(selection, $0)[...]
        }
      }
    kept = Prepared(selection: selection, samples: samples)
    return samples
  }
}
