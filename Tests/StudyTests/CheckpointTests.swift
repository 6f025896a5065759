import Foundation
import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@testable import Study

/// A trajectory that goes on from its checkpoint comes out as one that was never interrupted.
@Suite struct CheckpointTests {
  private static let studies: [SmallStudy] = [
    SmallStudy(),
    SmallStudy {
      $0.record.batchLoss = true
      $0.record.deadNeurons = true
      $0.record.models = .everyStop
      $0.training.optimiser = .defaultAdam
      $0.training.learningRate = 0.01
    },
    SmallStudy {
      $0.training.precision = .double
      $0.training.optimiser = .momentum(0.9)
      $0.training.learningRate = 0.05
      $0.record.batchLoss = true
    },
    SmallStudy {
      $0.training.optimiser = .defaultAdamW
      $0.training.learningRate = 0.01
      ($0.training.dropout, $0.training.inputDropout) = (0.2, 0.1)
      ($0.training.schedule, $0.training.warmUp) = (.cosine, 2)
      $0.training.classWeights = .balanced
      $0.record.batchLoss = true
    },
    SmallStudy {
      ($0.training.optimiser, $0.training.batch) = (.rprop, .full)
      ($0.training.learningRate, $0.training.epochs) = (0.01, 60)
      ($0.training.loss, $0.training.output) = (.meanSquaredError, .linear)
    },
    SmallStudy {
      $0.models[1] = Model(
        name: "deep", hidden: .widths([8, 8]), structure: LayerStructure(normalisation: .layer, isResidual: true))
      $0.record.deadNeurons = true
      $0.record.models = .everyStop
      $0.training.optimiser = .momentum(0.9)
      $0.training.learningRate = 0.05
    },
  ]

  /// Holds one checkpoint in memory.
  private final class Keeper {
    var content: Data?
    var saved = 0
  }

  /// Trains `planned` with an interruption after every `batches()` batches, and a new start from the checkpoint.
  private func train(
    _ planned: PlannedTrajectory, of study: SmallStudy, archive: InMemoryModelArchive? = nil,
    _ keeper: Keeper = Keeper(),
    batches: () -> Int
  ) throws -> TrajectoryResult {
    let plan = try study.plan
    let shared = try SharedSamples(study.description, SmallStudy.data)
    for _ in 0..<10_000 {
      let cancellation = Cancellation()
      var left = batches()
      let checkpoints = StudyPlan.Checkpoints(
        load: { keeper.content },
        save: {
          keeper.content = $0
          keeper.saved += 1
        },
        isDue: {
          left -= 1
          if left < 0 { cancellation.request() }
          return left < 0
        })
      let result = try plan.train(
        planned, on: shared.inputs(of: planned), cancellation: cancellation, archive: archive, checkpoints: checkpoints)
      if let result { return result.withoutSeconds }
    }
    throw CancellationError()
  }

  @Test(arguments: studies.indices) func interruptionsLeaveNoTrace(index: Int) throws {
    let study = Self.studies[index]
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for planned in try study.plan.trajectories where planned.replicate == 1 {
      let (keeper, archive, whole) = (Keeper(), InMemoryModelArchive(), InMemoryModelArchive())
      let found = try train(planned, of: study, archive: archive, keeper) { 1 + generator.below(12) }
      #expect(keeper.saved > 2)
      let expected = try train(planned, of: study, archive: whole) { .max }
      #expect(found == expected, "seed \(seed)")
      #expect(archive.entries.keys.sorted() == whole.entries.keys.sorted())
      for (name, entry) in archive.entries {
        #expect(entry.train == whole.entries[name]?.train && entry.test == whole.entries[name]?.test)
      }
      #expect(study.description.record.models == .none || !archive.entries.isEmpty)
    }
  }

  /// Without a step forward the loop above would not end; this looks at it more closely.
  @Test func goesOnWhereItStood() throws {
    let study = SmallStudy()
    let planned = try #require(try study.plan.trajectories.first)
    let keeper = Keeper()
    let plan = try study.plan
    let shared = try SharedSamples(study.description, SmallStudy.data)
    func run(_ batches: Int) throws -> TrajectoryCheckpoint? {
      let cancellation = Cancellation()
      var left = batches
      let checkpoints = StudyPlan.Checkpoints(
        load: { keeper.content }, save: { keeper.content = $0 },
        isDue: {
          left -= 1
          if left < 0 { cancellation.request() }
          return left < 0
        })
      _ = try plan.train(planned, on: shared.inputs(of: planned), cancellation: cancellation, checkpoints: checkpoints)
      return keeper.content.flatMap { TrajectoryCheckpoint($0) }
    }
    // 40 samples in batches of 8.
    let first = try #require(try run(7))
    #expect(first.epoch == 1 && first.batches == 2 && first.updates == 7 && first.history.count == 1)
    let second = try #require(try run(4))
    #expect(second.epoch == 2 && second.batches == 1 && second.updates == 11 && second.history.count == 2)
  }

  /// A checkpoint that is not of this trajectory as it is now wanted changes nothing: it starts anew.
  @Test func whatDoesNotFitIsNotUsed() throws {
    var study = SmallStudy()
    study.description.record.batchLoss = true
    study.description.record.deadNeurons = true
    study.description.record.models = .everyStop
    let planned = try #require(try study.plan.trajectories.first)
    let keeper = Keeper()
    let expected = try train(planned, of: study) { .max }
    _ = try train(planned, of: study, archive: InMemoryModelArchive(), keeper) { 17 }
    let good = try #require(keeper.content.flatMap { TrajectoryCheckpoint($0) })
    #expect(good.epoch > 1 && !good.candidates.isEmpty && !good.testValues.isEmpty)
    let changes: [(inout TrajectoryCheckpoint) -> Void] = [
      { $0.rules.removeLast() }, { $0.record.probeSamples = 3 }, { $0.precision = .double },
      { $0.history.removeLast() }, { $0.history[0].epoch = 2 }, { $0.epoch += 1 }, { $0.updates += 1 },
      { $0.values[0].removeLast() }, { $0.values[0].removeLast(4) }, { $0.values = [] }, { $0.batchLosses = nil },
      { $0.batchLosses?.removeLast(4) }, { $0.deadNeurons = nil }, { $0.deadNeurons?.counts[1].removeLast() },
      { $0.deadNeurons?.counts[0][0] = -1 }, { $0.candidates[0].epoch = 0 },
      { $0.candidates[0].parameters.removeLast() },
      { $0.metric = "log-loss" }, { $0.testValues[0].count += 1 }, { $0.testValues[0].content.removeLast() },
      { $0.testValues[0].epoch = 0 },
      { $0.seconds = -.infinity },
    ]
    let plan = try study.plan
    let shared = try SharedSamples(study.description, SmallStudy.data)
    func resumes(_ checkpoint: TrajectoryCheckpoint) throws -> Bool {
      guard case .network(let architecture, let settings) = planned.learner else { return false }
      var trajectory = try NetworkTrajectory(
        plan, planned, architecture, settings, shared.inputs(of: planned), keepsModels: true)
      let did = trajectory.resume(from: checkpoint)
      #expect(did || trajectory.history.isEmpty)
      return did
    }
    #expect(try resumes(good))
    for (index, change) in changes.enumerated() {
      var changed = good
      change(&changed)
      #expect(try !resumes(changed), "change \(index)")
    }
    for bytes in [Data(), Data("nonsense".utf8), try good.encoded().prefix(500)] {
      keeper.content = bytes
      #expect(try train(planned, of: study, keeper) { .max } == expected)
    }
  }

  @Test func numbersAsBytesComeBack() {
    let floats: [Float] = [0, -0.0, 1.5, .infinity, .leastNonzeroMagnitude, -.pi]
    #expect(NumberBytes.floats(NumberBytes.data(floats)) == floats)
    #expect(Array(NumberBytes.data([Float(1)])) == [0, 0, 0x80, 0x3F])
    let doubles: [Double] = [0, 1 / 3, -.greatestFiniteMagnitude]
    #expect(NumberBytes.doubles(NumberBytes.data(doubles)) == doubles)
    #expect(Array(NumberBytes.data([1.0])) == [0, 0, 0, 0, 0, 0, 0xF0, 0x3F])
    #expect(NumberBytes.floats(Data([1, 2, 3])) == nil && NumberBytes.doubles(Data([1, 2, 3, 4])) == nil)
  }
}
