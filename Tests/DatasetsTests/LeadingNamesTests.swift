import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// Tables whose rows have one field more than the header has names: with row names, as R writes them, or with a name too few.
@Suite struct LeadingNamesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func table(_ first: [String]) -> String {
    (["x,kind"] + first.enumerated().map { "\($1),\($0 % 7 - 3).5,\(["a", "b"][$0 % 2])" }).joined(separator: "\n")
  }

  private static let names: [[String]] = [
    texts(12) { "car \($0)" }, texts(12) { "\($0 + 1)" }, texts(12) { "\($0 + 51)" }, texts(12) { "\($0)" },
    ["8", "x9", "x10", "x11"],
  ]

  /// Names of rows are all different: texts, or numbers that go up by one from any.
  @Test(arguments: names) func rowNamesAreNoFeature(first: [String]) throws {
    let data = try folder.load(table(first))
    #expect(data.featureNames == ["x"] && data.classNames == ["a", "b"])
  }

  private static func texts(_ count: Int, _ text: (Int) -> String) -> [String] { (0..<count).map(text) }

  private static let others: [(first: [String], reason: String)] = [
    (texts(12) { "car \($0 / 2)" }, #""car 0" occurs twice"#), (texts(12) { "\($0 % 5)" }, #""0" occurs twice"#),
    (texts(12) { "\($0).25" }, #"such as "0.25""#), (texts(12) { "\(12 - $0)" }, #"such as "11""#),
    (texts(12) { "\(5 * $0)" }, #"such as "5""#), (texts(12) { $0 == 3 ? "NA" : "\($0).5" }, #"such as "0.5""#),
  ]

  /// What repeats, is measured or is in no order names no rows, so that a name is missing somewhere.
  @Test(arguments: others.indices) func aNameTooFewIsRefused(index: Int) throws {
    let (first, reason) = Self.others[index]
    let error = #expect(throws: DataError.self) { try folder.load(table(first)) }
    let message = error?.message ?? ""
    #expect(
      message.contains("t.csv:2: 3 fields, but the header has 2 names; the first fields are no row names"), "\(message)"
    )
    #expect(message.contains(reason), "\(message)")
  }

  /// A column of measured numbers at the front never becomes row names, whatever the numbers are.
  @Test func measuredNumbersAreNeverLeftOut() throws {
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var generator = SeededGenerator(key: seed)
    for _ in 0..<50 {
      let count = 4 + generator.below(30)
      let first = (0..<count).map { _ in "\(Double(generator.below(2000)) / 10 - 100)" }
      #expect(throws: DataError.self, "seed \(seed)") { try folder.load(table(first)) }
    }
  }
}
