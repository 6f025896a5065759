import Foundation
import NeuralNetwork
import SeededRandom
import Study
import Synchronization
import TestSupport
import Testing
import TrialStorage

/// What every ``TrialStore`` must do.
@Suite struct TrialStoreContractTests {
  enum Kind: CaseIterable {
    case memory, sqlite

    func open(in folder: TemporaryFolder) throws -> any TrialStore {
      switch self {
      case .memory: InMemoryTrialStore()
      case .sqlite: try SQLiteTrialStore(folder.file("store.sqlite"))
      }
    }
  }

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func sorted(_ results: [TrajectoryResult]) -> [TrajectoryResult] { results.sorted { $0.key < $1.key } }

  @Test(arguments: Kind.allCases) func aNewStoreIsEmpty(kind: Kind) throws {
    #expect(try kind.open(in: folder).results().isEmpty)
  }

  @Test(arguments: Kind.allCases) func whatIsSavedComesBack(kind: Kind) throws {
    let store = try kind.open(in: folder)
    var none = TrajectoryResult.sample("no rules")
    none.trials = []
    var plain = TrajectoryResult.sample("plain")
    plain.configuration.hidden = []
    plain.configuration.varied = []
    plain.recordings = Recordings()
    let saved = [
      .sample("a"), .sample("b", replicate: 7, epochs: 40), TrajectoryResult.sample("no validation").withoutValidation,
      .diverged("diverged"), none, plain,
    ]
    for result in saved { try store.save(result) }
    #expect(try sorted(store.results()) == sorted(saved))
  }

  @Test(arguments: Kind.allCases) func savingAgainReplaces(kind: Kind) throws {
    let store = try kind.open(in: folder)
    try store.save(.sample("a", epochs: 9))
    try store.save(.sample("b"))
    try store.save(.sample("a", epochs: 2))
    #expect(try sorted(store.results()) == [.sample("a", epochs: 2), .sample("b")])
    try store.save(.diverged("a"))
    #expect(try sorted(store.results()) == [.diverged("a"), .sample("b")])
  }

  @Test(arguments: Kind.allCases) func aCheckpointIsThereUntilItsTrajectoryIs(kind: Kind) throws {
    let store = try kind.open(in: folder)
    #expect(try store.checkpoint(of: "a") == nil && store.checkpointedKeys().isEmpty)
    let bytes = Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 * $0) })
    try store.saveCheckpoint(Data([1, 2]), of: "a")
    try store.saveCheckpoint(Data(), of: "b")
    try store.saveCheckpoint(bytes, of: "a")
    #expect(try store.checkpoint(of: "a") == bytes && store.checkpoint(of: "b") == Data())
    #expect(try store.checkpointedKeys() == ["a", "b"])
    #expect(try store.results().isEmpty)
    try store.save(.sample("a"))
    #expect(try store.checkpoint(of: "a") == nil && store.checkpointedKeys() == ["b"])
  }

  @Test(arguments: Kind.allCases) func aFinalStateIsKeptUntilATrajectoryGoesOnFromIt(kind: Kind) throws {
    let store = try kind.open(in: folder)
    #expect(try store.finalState(of: "a") == nil && store.finalStateKeys().isEmpty)
    let bytes = Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 * $0) })
    try store.saveCheckpoint(Data([1, 2]), of: "a")
    try store.save(.sample("a"), finalState: bytes, continuing: nil)
    #expect(try store.checkpointedKeys().isEmpty && store.finalState(of: "a") == bytes)
    try store.save(.sample("a", epochs: 2))
    #expect(try store.finalState(of: "a") == bytes, "new rules leave it")
    try store.save(.sample("b"), finalState: Data(), continuing: "a")
    #expect(try store.finalStateKeys() == ["b"] && store.finalState(of: "b") == Data())
    #expect(try sorted(store.results()) == [.sample("a", epochs: 2), .sample("b")])
  }

  @Test(arguments: Kind.allCases) func numbersComeBackToTheBit(kind: Kind) throws {
    let seed = printedSeed()
    var generator = StudySeed(seed).generator(for: .bootstrap)
    let store = try kind.open(in: folder)
    var extreme = TrajectoryResult.sample("extreme")
    let numbers: [Double] = [
      0, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
      .ulpOfOne, 0.1, 1 / 3, 1e22, 0x1p53 + 2, .leastNormalMagnitude / 3, .pi, 1.0.nextDown,
    ]
    extreme.history = numbers.enumerated().map { index, number in
      let fraction = abs(number) <= 1 ? abs(number) : 1 / abs(number)
      return EpochRecord(
        epoch: index + 1, updates: index, train: Score(loss: number, [.accuracy: fraction]),
        validation: Score(loss: number, [.accuracy: fraction]), test: Score(loss: number, [.accuracy: fraction]),
        seconds: number)
    }
    extreme.recordings = Recordings()
    extreme.trials = numbers.flatMap { number in
      [.lossChange(threshold: number), .patience(epochs: 3, threshold: number), .generalisationLoss(threshold: number)]
        .map { TrialResult(rule: $0, status: .ok, epoch: 1, stoppedEpoch: 1) }
    }
    let random = (0..<50).map { TrajectoryResult.sample("\($0)").withAnyNumbers(from: &generator) }
    for result in random + [extreme] { try store.save(result) }
    let found = Dictionary(uniqueKeysWithValues: try store.results().map { ($0.key, $0) })
    for result in random + [extreme] { #expect(found[result.key]?.bits == result.bits, "seed \(seed)") }
  }

  @Test(arguments: Kind.allCases) func severalThreadsMaySave(kind: Kind) throws {
    let store = try kind.open(in: folder)
    let errors = Mutex<[any Error]>([])
    // Every key is saved by all four threads, so that they meet; each thread also reads.
    DispatchQueue.concurrentPerform(iterations: 4) { thread in
      do {
        for index in 0..<20 {
          try store.save(.sample("\((index + 5 * thread) % 20)", replicate: index % 3 + 1))
          if index % 5 == 0 { _ = try store.results() }
        }
      } catch { errors.withLock { $0.append(error) } }
    }
    #expect(errors.withLock { $0.isEmpty })
    let results = try store.results()
    #expect(Set(results.map(\.key)) == Set((0..<20).map { "\($0)" }))
    #expect(results.count == 20)
    #expect(results.allSatisfy { $0 == .sample($0.key, replicate: $0.replicate) }, "none is a mixture of two")
  }

  /// The study's promise, with a store that is opened anew after each interruption.
  @Test(arguments: Kind.allCases) func aResumedStudyIsTheUninterruptedOne(kind: Kind) throws {
    let study = SmallStudy()
    var store = try kind.open(in: folder)
    for _ in 0..<SmallStudy.trajectoryCount where try store.results().count < SmallStudy.trajectoryCount {
      let cancellation = Cancellation()
      try study.run(in: store, jobs: 2, cancellation: cancellation) { progress in
        if progress.finished > progress.resumed + 1 { cancellation.request() }
      }
      if kind == .sqlite { store = try kind.open(in: folder) }
    }
    #expect(try study.results(in: store) == study.results())
  }
}
