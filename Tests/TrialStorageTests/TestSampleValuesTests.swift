import Foundation
import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import TrialStorage

@Suite struct TestSampleValuesTests {
  private static func correct(_ flags: [Bool]) -> SampleValues {
    let labels = flags.map { _ in Int32(0) }
    return SampleValues(of: .accuracy, classes: flags.map { $0 ? 0 : 1 }, labels: labels) ?? .numbers([])
  }

  /// A trajectory with values of its first and last epoch.
  private static func trajectory(_ flags: [[Bool]], drawn: [Int]? = nil) -> TrajectoryResult {
    var result = TrajectoryResult.sample("1")
    let epochs = [1, 3]
    result.recordings.testValues = TestSampleValues(
      metric: .accuracy, drawn: drawn, byEpoch: Dictionary(uniqueKeysWithValues: zip(epochs, flags.map(correct))))
    for (epoch, flags) in zip(epochs, flags) {
      result.history[epoch - 1].test[.accuracy] = Double(flags.count { $0 }) / Double(flags.count)
    }
    return result
  }

  /// Around the 64 bits of a word.
  @Test(arguments: [1, 63, 64, 65, 500, 10_000]) func whatIsStoredComesBack(count: Int) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let drawn = (0..<count).map { 3 * $0 + generator.below(3) }
    let flags = (0..<2).map { _ in (0..<count).map { _ in generator.below(10) > 0 } }
    let numbers = (0..<count).map { _ in Float(generator.uniform()) }
    for drawn in [nil, drawn] {
      for byEpoch in [[2: Self.correct(flags[0]), 7: Self.correct(flags[1])], [1: .numbers(numbers)]] {
        var values = TestSampleValues(metric: .accuracy, drawn: drawn, byEpoch: byEpoch)
        #expect(TestSampleValues(stored: values.stored()) == values, "seed \(seed)")
        values.groups = (0..<(byEpoch.first?.value.count ?? 0)).map { ($0 * 7) % 5 }
        #expect(TestSampleValues(stored: values.stored()) == values, "seed \(seed)")
      }
    }
    let folder = try TemporaryFolder()
    let store = try SQLiteTrialStore(folder.file("store.sqlite"))
    let result = Self.trajectory(flags, drawn: drawn)
    try store.save(result)
    #expect(try store.results() == [result])
  }

  /// Of ten thousand samples a twentieth is wrong, at both epochs mostly the same ones.
  @Test func theyAreSmall() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let first = (0..<10_000).map { _ in generator.below(20) > 0 }
    let second = first.map { generator.below(100) == 0 ? !$0 : $0 }
    let values = TestSampleValues(
      metric: .accuracy, drawn: nil, byEpoch: [1: Self.correct(first), 2: Self.correct(second)])
    // The entropies are 0.286 and 0.081 bits a sample, 459 bytes in all; 2,500 without packing.
    #expect(values.stored().count < 1000, "seed \(seed)")
  }

  static let damage: [@Sendable (inout TestSampleValues) -> Void] = [
    { $0.byEpoch = [:] }, { $0.byEpoch[0] = $0.byEpoch[1] }, { $0.byEpoch[4] = $0.byEpoch[1] },
    { $0.byEpoch[3] = correct([true]) }, { $0.drawn = [1] },
  ]

  static let disagreements: [SampleValues] = [
    correct(Array(repeating: false, count: 70)), .numbers(Array(repeating: .nan, count: 70)),
  ]

  /// Values whose mean is another than that of the history are left out, and nothing else.
  @Test(arguments: disagreements.indices) func whatDisagreesIsLeftOut(index: Int) throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteTrialStore(folder.file("store.sqlite"))
    let half = (0..<70).map { $0 % 2 == 0 }
    var result = Self.trajectory([half, half])
    result.recordings.testValues?.byEpoch = [1: Self.disagreements[index]]
    try store.save(result)
    result.recordings.testValues = nil
    #expect(try store.results() == [result])
  }

  @Test(arguments: damage.indices) func whatDoesNotFitIsDamage(index: Int) throws {
    let folder = try TemporaryFolder()
    let store = try SQLiteTrialStore(folder.file("store.sqlite"))
    let half = (0..<70).map { $0 % 2 == 0 }
    var result = Self.trajectory([half, half])
    if var values = result.recordings.testValues {
      Self.damage[index](&values)
      result.recordings.testValues = values
    }
    try store.save(result)
    let error = #expect(throws: StoreError.self) { _ = try store.results() }
    #expect(error?.description.contains("damaged") == true)
  }

  /// A header may ask for more than there is, and bytes may be anything.
  @Test func bytesThatAreNoValues() {
    let good = TestSampleValues(
      metric: .accuracy, drawn: [1, 5, 9], byEpoch: [1: Self.correct([true, false, true])]
    ).stored()
    #expect(TestSampleValues(stored: good) != nil)
    let text = String(decoding: good.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    let packed = good.dropFirst(text.utf8.count)
    for (part, other) in [
      ("\"count\":3", "\"count\":4"), ("\"count\":3", "\"count\":-3"), ("\"count\":3", "\"count\":4294967296"),
      ("\"count\":3", "\"count\":9223372036854775807"), ("[1]", "[1,1]"), ("[1]", "[1,2]"), ("accuracy", "speed"),
      ("\"isDrawn\":true", "\"isDrawn\":false"),
    ] {
      #expect(text.contains(part))
      #expect(TestSampleValues(stored: Data(text.replacing(part, with: other).utf8) + packed) == nil, "\(other)")
    }
    #expect(TestSampleValues(stored: Data()) == nil && TestSampleValues(stored: good.dropLast()) == nil)
  }
}
