public import Datasets
import Foundation
import NeuralNetwork
public import Study

/// The memory that a study takes at most: data, samples prepared for each worker, and the largest network.
public struct MemoryEstimate: Sendable, Equatable {
  /// Bytes in use at once, the program itself left out.
  public let bytes: Double
  /// The model that takes the most.
  public let largestModel: String

  public init(_ plan: StudyPlan, data: LoadedData, jobs: Int) {
    let heldOut = plan.facts.validation + plan.facts.test
    var largest = (bytes: 0.0, model: "")
    for planned in plan.trajectories {
      let size = planned.configuration.size
      let samples = Double(size + heldOut) * Double(plan.facts.inputs)
      var bytes: Double
      switch planned.learner {
      case .network(let architecture, let settings):
        // Parameters, their gradient and at most two moments; outputs and deltas of a batch, or of an evaluation.
        let rows: Int =
          switch settings.batch {
          case .full: size
          case .count(let count): min(count, size)
          }
        let units = architecture.widths.dropFirst().reduce(0.0) { $0 + Double($1) }
        let parameters = Double(architecture.parameterCount)
        bytes = 4 * (samples + 4 * parameters + 2 * Double(rows + 256) * units)
        // The weights that rules report, and the best so far.
        if plan.study.keepsStops { bytes += 4 * parameters * Double(plan.rules.count + 1) }
        if settings.precision == .double {
          // Samples, parameters and outputs once more, twice as wide.
          bytes *= 3
        }
        if settings.engine == .autodiff {
          // In doubles: the batch and its derivative, some three values a unit, parameters and their derivatives; and the
          // floats that were copied.
          bytes += Double(rows) * (20 * Double(plan.facts.inputs) + 24 * units) + 36 * parameters
        }
      case .supportVectorMachine:
        // The samples as floats, LIBSVM's sparse ones, 16 bytes a value that is not zero, and its cache of 100 MB.
        bytes = 4 * samples + 16 * Double(size) * Double(plan.facts.inputs) + 100 * 1_048_576
      }
      if bytes > largest.bytes { largest = (bytes, planned.configuration.model) }
    }
    let stored = data.pool.features.byteCount + (data.canonicalTest?.features.byteCount ?? 0)
    bytes = Double(stored) + Double(min(jobs, max(plan.trajectories.count, 1))) * largest.bytes
    largestModel = largest.model
  }

  public var megabytes: Int { Int(min(bytes / 1_048_576, 1e12)) }

  /// Refuses what this machine cannot hold.
  public func check() throws {
    let available = Double(ProcessInfo.processInfo.physicalMemory)
    guard bytes < available else {
      throw WorkflowError(
        "models: \(largestModel) needs about \(count(megabytes)) MB, and this machine has "
          + "\(count(Int(available / 1_048_576))) MB; make it smaller, or use fewer --jobs")
    }
  }
}
