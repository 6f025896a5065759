import Datasets
import Foundation
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@testable import Study

/// What trajectories record is true, changes nothing else, and is trained again where it is missing.
@Suite struct RecordingTests {
  private static func study(_ models: RecordingSettings.Models = .none) -> SmallStudy {
    SmallStudy {
      $0.record.batchLoss = true
      $0.record.deadNeurons = true
      $0.record.probeSamples = 40
      $0.record.models = models
    }
  }

  private func run(
    _ study: SmallStudy, in store: any TrialStore, archive: InMemoryModelArchive, jobs: Int = 2
  ) throws -> StudyRunner.Progress {
    try StudyRunner(plan: study.plan, data: SmallStudy.data, store: store, archive: archive, jobs: jobs)
      .run(cancellation: Cancellation()) { _ in }
  }

  @Test func recordingChangesNoHistory() throws {
    let plain = try SmallStudy().results().map(\.withoutTestValues)
    let recorded = try Self.study().results().map { result in
      var result = result
      let portrait = result.recordings.firstLayer
      result.recordings = Recordings()
      result.recordings.firstLayer = portrait
      return result
    }
    #expect(recorded == plain)
  }

  /// With full batches the loss of a batch is the train loss at the end of the epoch before, but for the order of sums.
  @Test func batchLossesAreThoseBeforeTheUpdate() throws {
    let results = try SmallStudy {
      $0.record.batchLoss = true
      $0.training.batch = .full
      $0.stopping = [StoppingSpecification(name: "none", rules: [.none])]
    }.results()
    for result in results {
      let losses = try #require(result.recordings.batchLosses)
      #expect(losses.count == result.history.count)
      for (loss, record) in zip(losses.dropFirst(), result.history) {
        #expect(abs(Double(loss) - (record.train.loss ?? .nan)) < 1e-5)
      }
    }
  }

  @Test func thereIsALossForEveryUpdateAndACountForEveryEpoch() throws {
    for result in try Self.study().results() {
      #expect(result.recordings.batchLosses?.count == result.history.last?.updates)
      let dead = try #require(result.recordings.deadNeurons)
      #expect(dead.probes == 40)
      #expect(dead.counts.count == result.history.count + 1)
      for counts in dead.counts {
        #expect(counts.count == result.configuration.hidden?.count)
        #expect(zip(counts, result.configuration.hidden ?? []).allSatisfy { 0...$1 ~= $0 })
      }
    }
  }

  /// Archived networks score what their epochs reported, bit for bit.
  @Test func modelsOfEveryStopAreTheReportedOnes() throws {
    let archive = InMemoryModelArchive()
    let store = InMemoryTrialStore()
    let study = Self.study(.everyStop)
    _ = try run(study, in: store, archive: archive)
    var epochs: Set<String> = []
    for result in store.results() {
      #expect(result.recordings.savedEpochs == Set(result.trials.compactMap(\.epoch)).sorted())
      epochs.formUnion(result.recordings.savedEpochs.map { "\(result.key) \($0)" })
    }
    #expect(Set(archive.entries.keys) == epochs)
    for (name, entry) in archive.entries {
      #expect(entry.record.train == entry.train, "\(name)")
      #expect(entry.record.validation == entry.validation, "\(name)")
      #expect(entry.record.test == entry.test, "\(name)")
    }
    // Some rules report an epoch before the one that they stop at.
    #expect(store.results().contains { $0.trials.contains { ($0.epoch ?? 0) < ($0.stoppedEpoch ?? 0) } })
  }

  @Test func finalModelsAreThoseOfTheLastEpoch() throws {
    let archive = InMemoryModelArchive()
    let store = InMemoryTrialStore()
    _ = try run(Self.study(.final), in: store, archive: archive)
    #expect(
      Set(archive.entries.keys) == Set(store.results().map { "\($0.key) \($0.history.count)" }))
  }

  @Test func whatIsMissingIsTrainedAgainAndNothingElse() throws {
    let archive = InMemoryModelArchive()
    let store = InMemoryTrialStore()
    try SmallStudy().run(in: store)
    let recording = Self.study(.final)
    #expect(try recording.plan.remaining(given: store.results(), archive: archive).missing.count == 12)
    _ = try run(recording, in: store, archive: archive)
    #expect(try recording.plan.remaining(given: store.results(), archive: archive).isEmpty)
    // Less to record is no work.
    #expect(try SmallStudy().plan.remaining(given: store.results()).isEmpty)
    let lost = try #require(store.results().first)
    archive.lose(lost.key)
    #expect(try recording.plan.remaining(given: store.results(), archive: archive).missing.map(\.key) == [lost.key])
  }

  /// There are 70 test samples.
  @Test(arguments: [(40, 20, 12), (20, 40, 12), (70, 1000, 0), (40, 40, 0)])
  func anotherNumberOfProbesIsTrainedAgain(before: Int, after: Int, missing: Int) throws {
    func study(_ probes: Int) -> SmallStudy {
      SmallStudy {
        $0.record.deadNeurons = true
        $0.record.probeSamples = probes
      }
    }
    let store = InMemoryTrialStore()
    try study(before).run(in: store)
    #expect(try study(after).plan.remaining(given: store.results()).missing.count == missing)
  }

  @Test func recordingsDoNotDependOnTheNumberOfWorkers() throws {
    #expect(try Self.study().results(jobs: 1) == Self.study().results(jobs: 3))
  }

  /// Constant biases of −10 keep every unit of the first layer from ever being active, and a network without any active
  /// unit learns nothing but the share of each class.
  @Test func deadNetworksStayAtChance() throws {
    let results = try SmallStudy {
      $0.record.deadNeurons = true
      $0.training.initialiser = .constant(0)
      $0.training.biasInitialiser = .constant(-10)
      $0.training.epochs = 3
    }.results()
    for result in results {
      let dead = try #require(result.recordings.deadNeurons)
      #expect(dead.counts.allSatisfy { $0 == result.configuration.hidden })
      #expect(result.trials.allSatisfy(result.isAtChance))
    }
    #expect(try SmallStudy().results().contains { result in !result.trials.contains(where: result.isAtChance) })
  }

  /// 20 of one class and 80 of another: 0.8 + 3·√(0.8·0.2/100) = 0.92.
  @Test func chanceIsTheMostFrequentClassAndThreeStandardErrors() {
    let labels = (0..<100).map { Int32($0 % 5 == 0 ? 1 : 0) }
    #expect(abs(chanceAccuracy(labels) - 0.92) < 1e-12)
    #expect(chanceAccuracy([Int32](repeating: 3, count: 7)) == 1)
  }

  /// A share of ¼ of two classes: −¼·ln ¼ − ¾·ln ¾ = 0.562335; less a twentieth of it with 1,000 samples, and with 100
  /// less ln(1/α)/100, α = 0.00134990 the probability of a normal number beyond three standard deviations.
  @Test func aLossClearlyBelowThatOfTheSharesIsBetterThanChance() {
    func labels(_ count: Int) -> [Int32] { (0..<count).map { $0 % 4 == 0 ? 1 : 0 } }
    for loss in [Loss.crossEntropy, .binaryCrossEntropy] {
      #expect(abs(chanceLoss(loss, labels(1000), classes: 2) - 0.95 * 0.5623351446188083) < 1e-12)
      #expect(
        abs(chanceLoss(loss, labels(100), classes: 2) - (0.5623351446188083 - 0.06607726221510349)) < 1e-12)
    }
    // Squared errors: (1 − 1/16 − 9/16)/2 = 0.1875, less a twentieth or ln(1/α)/200.
    #expect(abs(chanceLoss(.meanSquaredError, labels(1000), classes: 2) - 0.178125) < 1e-12)
    #expect(
      abs(chanceLoss(.meanSquaredError, labels(100), classes: 2) - (0.1875 - 0.033038631107551744)) < 1e-12)
  }

  /// A model that knows nothing of the labels, however it is chosen, is told from chance by its loss in at most α of all
  /// sets of labels; here it predicts shares of its own for each sample.
  @Test func whatKnowsNothingHardlyEverPasses() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    var passed = 0
    for _ in 0..<4000 {
      let count = [20, 100, 400][generator.below(3)]
      let share = [0.5, 0.9, 0.99][generator.below(3)]
      let labels = (0..<count).map { _ in Int32(generator.uniform() < share ? 0 : 1) }
      let spread = 0.3 * generator.uniform()
      let loss = labels.reduce(0.0) { sum, label in
        let first = min(max(share + spread * (generator.uniform() - 0.5), 0.001), 0.999)
        return sum - log(label == 0 ? first : 1 - first)
      }
      if loss / Double(count) < chanceLoss(.crossEntropy, labels, classes: 2) { passed += 1 }
    }
    print("chance: \(passed) of 4,000 passed without knowledge")
    // α is 1 in 741.
    #expect(passed <= 12, "seed \(seed): \(passed) of 4,000")
  }

  /// 990 to 10: no accuracy may exceed chance of 100 samples, and the loss of a model that has learnt does.
  @Test func aPerfectModelOfARareClassIsNotAtChance() {
    let labels = (0..<100).map { Int32($0 == 0 ? 1 : 0) }
    #expect(chanceAccuracy(labels) > 1)
    var result = TrajectoryResult.sample("rare")
    func isAtChance(_ score: Score, loss: Double?) -> Bool {
      result.history = [
        EpochRecord(epoch: 1, updates: 1, train: score, validation: nil, test: score, seconds: 0)
      ]
      result.chance = ChanceLimits(train: 1.02, test: 1.02, trainLoss: loss, testLoss: loss)
      return result.isAtChance(TrialResult(rule: .none, status: .ok, epoch: 1, stoppedEpoch: 1))
    }
    let labelled = (0..<1000).map { Int32($0 < 10 ? 1 : 0) }
    let limit = chanceLoss(.crossEntropy, labelled, classes: 2)
    #expect(limit > 0.04 && limit < 0.056)
    #expect(!isAtChance(Score(loss: 0.001, [.accuracy: 1]), loss: limit))
    #expect(isAtChance(Score(loss: 0.056, [.accuracy: 0.99]), loss: limit))
    // Without a loss there is only the accuracy to go by.
    #expect(isAtChance(Score(loss: nil, [.accuracy: 1]), loss: nil))
  }

  /// Few training samples leave much to luck; what many test samples show is none.
  @Test func aTrialThatLearntFromFewSamplesIsNotAtChance() {
    func trained(_ train: Double, _ test: Double) -> Bool {
      let rule = StoppingRule.none
      let record = EpochRecord(
        epoch: 1, updates: 1, train: Score(loss: 1, [.accuracy: train]), validation: nil,
        test: Score(loss: 1, [.accuracy: test]), seconds: 0)
      var result = TrajectoryResult.sample("few")
      result.history = [record]
      result.chance = ChanceLimits(train: 0.835, test: 0.53)
      return result.isAtChance(TrialResult(rule: rule, status: .ok, epoch: 1, stoppedEpoch: 1))
    }
    #expect(trained(0.6, 0.5))
    #expect(!trained(0.8, 0.7), "better than chance on the test set")
    #expect(!trained(0.9, 0.5), "learnt by heart")
  }

  /// With images of 8×8 and one hidden unit whose weights are known.
  @Test func firstLayersAreOfTheFirstReplicateAndScaledByTheirLargestWeight() throws {
    let results = try SmallStudy {
      $0.training.initialiser = .constant(-0.5)
      $0.training.learningRate = 1e-30
      $0.training.epochs = 1
    }.results()
    for result in results {
      guard result.replicate == 1 else {
        #expect(result.recordings.firstLayer == nil)
        continue
      }
      let images = try #require(result.recordings.firstLayer)
      #expect(images.shape == .image(width: 8, height: 8, channels: 1))
      #expect(images.units == Array(0..<8), "equal norms keep their order")
      #expect(images.pixels.count == 8 * 64 && images.pixels.allSatisfy { $0 == 1 })
    }
  }

  /// Weights so small that their reciprocals are not finite, subnormal ones among them.
  @Test(arguments: [Float(1e-37), 1e-38, .leastNormalMagnitude / 128, .leastNonzeroMagnitude, 0])
  func tinyWeightsAreDrawn(weight: Float) throws {
    let results = try SmallStudy {
      $0.training.initialiser = .constant(Double(weight))
      $0.training.learningRate = 1e-60
      $0.training.epochs = 1
      $0.replicates = 1
    }.results()
    for result in results {
      let images = try #require(result.recordings.firstLayer)
      #expect(images.pixels.allSatisfy { $0 == (weight > 0 ? 255 : 128) })
    }
  }
}

/// The accuracy that a model may reach on samples with `labels` by chance.
private func chanceAccuracy(_ labels: [Int32]) -> Double {
  Score.chanceLimit(labels, classes: 4, loss: nil, metrics: [.accuracy])[.accuracy] ?? .nan
}

/// The same of the loss.
private func chanceLoss(_ loss: Loss, _ labels: [Int32], classes: Int) -> Double {
  Score.chanceLimit(labels, classes: classes, loss: loss, metrics: []).loss ?? .nan
}
