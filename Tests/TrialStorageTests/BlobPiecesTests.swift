import Foundation
import GRDB
import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import TrialStorage

/// Recordings and checkpoints that one row does not hold.
@Suite struct BlobPiecesTests {
  let folder: TemporaryFolder
  private var file: URL { folder.file("store.sqlite") }

  init() throws { folder = try TemporaryFolder() }

  private func count(_ sql: String) throws -> Int? {
    try DatabaseQueue(path: file.path(percentEncoded: false)).read { try Int.fetchOne($0, sql: sql) }
  }

  @Test(arguments: [1, 7, 64, 1000, 1 << 20]) func whatIsKeptInPiecesIsReadBackWhole(length: Int) throws {
    let store = try SQLiteTrialStore(file, pieceLength: length)
    let results = [TrajectoryResult.sample("a"), .sample("b", replicate: 2, epochs: 9), .diverged("c")]
    for result in results { try store.save(result) }
    #expect(try store.results().sorted { $0.key < $1.key } == results)
    // Written and read by others with other pieces.
    #expect(try SQLiteTrialStore(file, readOnly: true).results().sorted { $0.key < $1.key } == results)
    // 36 losses of 4 bytes.
    #expect(
      try count("SELECT count(*) FROM recording WHERE kind = 'batch-loss' AND trajectory = 2") == (36 * 4 - 1) / length
        + 1)
    #expect(try count("SELECT max(length(content)) FROM recording") ?? .max <= length)
    try store.save(.sample("b", replicate: 2, epochs: 2))
    #expect(
      try count("SELECT count(*) FROM recording WHERE trajectory NOT IN (SELECT id FROM trajectory)") == 0)
  }

  @Test func checkpointsOfAnyLengthComeBack() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let store = try SQLiteTrialStore(file, pieceLength: 10)
    var kept: [String: Data] = [:]
    for length in [0, 1, 9, 10, 11, 20, 99, 100, 101, 5] {
      for key in ["a", "b"] {
        let content = Data((0..<length).map { _ in UInt8(generator.uniform(from: 0, to: 255.9)) })
        // A slice, whose indices do not begin at 0.
        try store.saveCheckpoint((Data([1, 2]) + content).dropFirst(2), of: key)
        kept[key] = content
      }
      for (key, content) in kept { #expect(try store.checkpoint(of: key) == content, "seed \(seed)") }
    }
    #expect(try store.checkpointedKeys() == ["a", "b"])
    try store.save(.sample("a"))
    #expect(try store.checkpoint(of: "a") == nil && store.checkpoint(of: "b") == kept["b"])
    #expect(try count("SELECT count(*) FROM checkpoint") == 1)
  }

  @Test func aStoreOfVersion4IsReadAndBroughtUpToDate() throws {
    do {
      let store = try SQLiteTrialStore(file)
      try store.save(.sample("a"))
      try store.saveCheckpoint(Data([1, 2, 3]), of: "b")
    }
    try makeFormat4(file)
    let before = try Data(contentsOf: file)
    let reader = try SQLiteTrialStore(file, readOnly: true)
    var old = TrajectoryResult.sample("a")
    (old.chance.train.loss, old.chance.test.loss) = (nil, nil)
    #expect(try reader.results() == [old])
    #expect(try reader.checkpoint(of: "b") == Data([1, 2, 3]))
    #expect(try Data(contentsOf: file) == before)
    let store = try SQLiteTrialStore(file, pieceLength: 5)
    #expect(try count("PRAGMA user_version") == Int(StoreSchema.version))
    #expect(try store.results() == [old])
    #expect(try store.checkpoint(of: "b") == Data([1, 2, 3]))
    try store.save(.sample("c"))
    #expect(try SQLiteTrialStore(file, readOnly: true).results().count == 2)
    try store.save(.sample("a", epochs: 2))
    #expect(try count("SELECT count(*) FROM recording WHERE trajectory NOT IN (SELECT id FROM trajectory)") == 0)
  }
}
