import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// Remarks on what may stand for a missing value, and on names that are nearly the same.
@Suite struct SentinelTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func remarks(_ text: String, _ change: (inout DataSource) -> Void = { _ in }) throws -> [String] {
    try folder.file("t.csv").write(Array(text.utf8))
    var source = DataSource(name: "csv", path: folder.file("t.csv").path, target: "kind")
    change(&source)
    return try DataLoader.load(source, seed: StudySeed(1)).remarks
  }

  /// A column with these numbers among 30 to 89, in no order that means anything.
  private func table(_ numbers: String...) -> String {
    let rows = (0..<60).map { "\(30 + $0 * 7 % 60),\($0 * 11 % 13 + 1),\($0 % 3 == 0 ? "a" : "b")\n" }
    return "age,y,kind\n" + rows.joined() + numbers.enumerated().map { "\($1),\($0),a\n" }.joined()
  }

  /// Answers on a scale from 1 to 5, and codes for none; 9 and a single 99 may be answers.
  @Test(
    arguments: [
      (["999"], "999 (in 1 row; all others 1 to 5)"), (["99", "99", "99"], "99 (in 3 rows; all others 1 to 5)"),
      (["-9", "-9", "-9"], "-9 (in 3 rows; all others 1 to 5)"), (["9", "9", "9"], nil), (["99"], nil), ([], nil),
    ] as [([String], String?)])
  func namesCodesBesideAScale(codes: [String], words: String?) throws {
    let answers = (0..<60).map { row in "\(row * 7 % 5 + 1)" } + codes
    let rows = answers.enumerated().map { row, answer in "\(answer),\(row * 11 % 17),\(row % 3 == 0 ? "a" : "b")\n" }
    let found = try remarks("answer,y,kind\n" + rows.joined()).filter { $0.hasPrefix("Numbers far from all others") }
    #expect(found.count == (words == nil ? 0 : 1), "\(found)")
    if let words { #expect(found.first?.contains(#""answer" \#(words); list them"#) == true, "\(found)") }
  }

  @Test(arguments: [
    (["-999"], "-999 (in 1 row; all others 30 to 89)"), (["9999", "9999"], "9999 (in 2 rows; all others 30 to 89)"),
    (["-1", "-1"], "-1 (in 2 rows; all others 30 to 89)"),
    (["-99", "-99", "-99"], "-99 (in 3 rows; all others 30 to 89)"),
  ]) func namesNumbersFarFromTheRest(numbers: [String], words: String) throws {
    var text = table()
    for number in numbers { text += "\(number),3,a\n" }
    let found = try remarks(text).filter { $0.hasPrefix("Numbers far from all others") }
    #expect(found.count == 1 && found.first?.contains(#""age" \#(words); list them"#) == true, "\(found)")
    // Declared, they are missing values.
    let declared = try remarks(text) { ($0.missingValues, $0.missing) = (numbers, "drop") }
    #expect(!declared.contains { $0.hasPrefix("Numbers far") })
  }

  @Test func targetsAreLookedAtToo() throws {
    let rows = (0..<40).map { "\($0 * 7 % 41),\(Double($0) / 8 + 3)\n" }.joined()
    let found = try remarks("x,kind\n\(rows)5,-9999\n") { $0.task = "regression" }
    #expect(found.contains { $0.contains(#""kind" -9999 (in 1 row; all others 3 to 7.875)"#) }, "\(found)")
  }

  /// Numbers that lie among the others, or beside them, and columns of few values are as they should be.
  @Test(arguments: ["99", "95", "90", "120", "-100", "29"]) func ordinaryNumbersAreNotNamed(number: String) throws {
    #expect(!(try remarks(table(number)).contains { $0.hasPrefix("Numbers far") }))
  }

  /// Random columns of ordinary kinds: normal, counts, signs, shares.
  @Test func ordinaryColumnsAreNotNamed() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for _ in 0..<20 {
      let rows = (0..<200).map { row -> String in
        let scale = [1.0, 50, 1000][generator.below(3)]
        let values = [
          "\(generator.uniform(from: -scale, to: scale))", "\(generator.below(12) - 1)",
          "\(generator.below(2) * 2 - 1)",
          "\(generator.uniform())", "\(generator.below(1000))",
        ]
        return values.joined(separator: ",") + ",\(row % 2)\n"
      }
      let found = try remarks("a,b,c,d,e,kind\n" + rows.joined())
      #expect(!found.contains { $0.hasPrefix("Numbers far") }, "\(found)")
    }
  }

  @Test func namesThatAreNearlyTheSameAreNamed() throws {
    let rows = (0..<30).map {
      "\($0 * 7 % 31),\(["red", "Red", "blue", "green"][$0 * 5 % 4]),\(["Yes", "\"yes \"", "no"][$0 % 3])\n"
    }
    let found = try remarks("x,colour,kind\n" + rows.joined())
    #expect(
      found.contains(
        #"Classes that differ only in case or in spaces, such as "Yes" and "yes "; spell them alike if they are one"#),
      "\(found)")
    #expect(
      found.contains(
        #"Values of text that differ only in case or in spaces, each a feature of its own: column "colour" ("Red" and "red")"#
      ),
      "\(found)")
    let apart = try remarks("x,colour,kind\n" + rows.joined().replacing("Red", with: "rot").replacing("Yes", with: "y"))
    #expect(!apart.contains { $0.contains("differ only") })
  }
}
