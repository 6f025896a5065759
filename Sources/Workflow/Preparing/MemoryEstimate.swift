public import Datasets
import Foundation
import NeuralNetwork
public import Study

/// Estimate of the memory that a study needs: data, samples prepared for each worker, the largest network with its
/// checkpoint, recordings, and the histories of all runs.
///
/// Recorded batch losses and histories are counted for all epochs only if the rule `none` trains all of them, otherwise for
/// one epoch.
public struct MemoryEstimate: Sendable, Equatable {
  /// Bytes in use at the same time, without the program itself.
  public let bytes: Double
  /// What needs the most memory, as messages name it.
  private let subject: String

  /// Estimates the memory for a plan with `jobs` trajectories trained at the same time.
  public init(_ plan: StudyPlan, data: LoadedData, jobs: Int) {
    let heldOut = plan.facts.validation + plan.facts.test
    let trainsAllEpochs = plan.rules.contains(.none)
    // Features of sparse tables are values with their columns, unless scaling makes other values of their zeros.
    let sparse = plan.study.scalings.allSatisfy(\.keepsZerosOfSparseTables) ? data.pool.features.sparse : nil
    let valuesOfSample =
      sparse.map { 2 * Double($0.storedCount) / Double(max($0.sampleCount, 1)) }
      ?? Double(plan.facts.inputs)
    var largest = (bytes: 0.0, model: "")
    var (recorded, epochs) = (0.0, 0.0)
    for planned in plan.trajectories {
      let size = planned.configuration.size
      var bytes: Double
      switch planned.learner {
      case .network(let architecture, let settings):
        epochs += Double(trainsAllEpochs ? settings.epochs : 1)
        bytes = Self.training(
          architecture, settings, size: size, features: Double(size + heldOut) * valuesOfSample)
        // What a checkpoint holds: parameters, moments and recordings.
        let values = architecture.parameterCount * (1 + settings.optimiser.stateCount(with: settings.engine))
        var kept = Self.scalarBytes(settings) * Double(values)
        if plan.study.keepsStops {
          // The weights that rules report, and the best so far.
          let weights = 4 * Double(architecture.parameterCount) * Double(plan.rules.count + 1)
          bytes += weights
          kept += weights
        }
        if plan.study.record.batchLoss {
          let batches = (size + Self.rows(settings, size: size) - 1) / max(Self.rows(settings, size: size), 1)
          let losses = 4 * Double(batches) * Double(trainsAllEpochs ? settings.epochs : 1)
          // During training in an array that doubles its capacity, at the end together with those of all others.
          bytes += 2 * losses
          kept += losses
          recorded += losses
        }
        bytes += Self.checkpointFactor * kept
      case .supportVectorMachine:
        // The samples as floats, LIBSVM's sparse ones, 16 bytes a value that is not zero, and its cache of 100 MB.
        bytes = 4 * Double(size + heldOut) * valuesOfSample + 16 * Double(size) * valuesOfSample + 100 * 1_048_576
      }
      if bytes > largest.bytes { largest = (bytes, planned.configuration.model) }
    }
    let stored = data.pool.features.byteCount + (data.canonicalTest?.features.byteCount ?? 0)
    let workers = Double(min(jobs, max(plan.trajectories.count, 1)))
    let training = max(workers * largest.bytes, Self.readingFactor * recorded)
    self.bytes = Double(stored) + training + Self.historyBytes * epochs
    subject =
      Self.historyBytes * epochs > training
      ? "training: the history of all runs, with \(count(Int(min(epochs, 1e15)))) epochs," : "models: \(largest.model)"
  }

  /// Estimates the memory for `jobs` copies of one network, each trained on `samples` samples, without checkpoints.
  init(_ architecture: Architecture, _ settings: TrainingSettings, samples: Int, jobs: Int, named name: String) {
    let features = Double(samples) * Double(architecture.inputs)
    bytes = Double(jobs) * Self.training(architecture, settings, size: samples, features: features)
    subject = name
  }

  /// Memory for building a checkpoint, as a multiple of what it holds: the numbers as `Double`, as bytes, and the file
  /// twice. Counted in the code, not measured.
  private static let checkpointFactor = 6.0
  /// Memory for reading recordings, as a multiple of them: pieces, the whole, and the numbers. Counted in the code, not
  /// measured.
  private static let readingFactor = 3.0

  /// Memory for what is measured after an epoch of a run, while results are summed up: the peak of runs of 2 × 50,000 to
  /// 2 × 250,000 epochs with one metric, less that of 2 × 100 epochs, was 1,570 to 1,700 bytes for each epoch.
  private static let historyBytes = 1700.0

  /// Memory for training: the samples, which have so many `features` in all, parameters, their gradient and moments, outputs,
  /// deltas and masks of a batch, or outputs of an evaluation.
  private static func training(
    _ architecture: Architecture, _ settings: TrainingSettings, size: Int, features: Double
  ) -> Double {
    let rows = Double(Updater<Float>.blockCapacity(rows(settings, size: size), engine: settings.engine))
    let units = architecture.widths.dropFirst().reduce(0.0) { $0 + Double($1) }
    let parameters = Double(architecture.parameterCount)
    let inputs = Double(architecture.inputs)
    // Normalised pre-activations, and outputs of activations and deltas beside those of layers with skip connections.
    let more = architecture.hidden.indices.reduce(0.0) { sum, layer in
      let matrices = (architecture.normalises(layer) ? 1 : 0) + (architecture.skips(to: layer) ? 2 : 0)
      return sum + Double(matrices * architecture.hidden[layer])
    }
    var bytes = 4 * (features + 4 * parameters + (rows + 256) * (2 * units + more))
    // Masks, and what they leave.
    if settings.dropout > 0 { bytes += 4 * 2 * rows * units }
    if settings.inputDropout > 0 { bytes += 4 * 2 * rows * inputs }
    // Samples, parameters and outputs once more, twice as wide.
    if settings.precision == .double { bytes *= 3 }
    if settings.engine == .autodiff {
      // In doubles: the batch and its derivative, some three values a unit, parameters and their derivatives; and the
      // floats that were copied.
      bytes += rows * (20 * inputs + 24 * (units + 2 * more)) + 36 * parameters
    }
    return bytes
  }

  /// Number of samples in a batch.
  private static func rows(_ settings: TrainingSettings, size: Int) -> Int {
    switch settings.batch {
    case .full: size
    case .count(let count): min(count, size)
    }
  }

  private static func scalarBytes(_ settings: TrainingSettings) -> Double { settings.precision == .double ? 8 : 4 }

  /// ``bytes`` in MiB, rounded down.
  public var megabytes: Int { Int(min(bytes / 1_048_576, 1e12)) }

  /// Compares the estimate with the memory of this machine.
  ///
  /// - Throws: ``WorkflowError`` if the machine has less.
  public func check() throws {
    let available = Double(ProcessInfo.processInfo.physicalMemory)
    guard bytes < available else {
      throw WorkflowError(
        "\(subject) needs about \(count(megabytes)) MB, and this machine has "
          + "\(count(Int(available / 1_048_576))) MB; make it smaller, or use fewer --jobs")
    }
  }
}
