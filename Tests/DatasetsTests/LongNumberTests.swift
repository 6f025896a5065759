import Foundation
import TestSupport
import Testing

@testable import Datasets

/// Numbers of more digits than double precision holds.
@Suite struct LongNumberTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// 2^53 + 1 is the first whole number that double precision does not have (IEEE 754).
  @Test func namesNumbersThatBecomeEqual() throws {
    let data = try folder.load("id,x,kind\n9007199254740992,1,a\n9007199254740993,2,b\n9007199254740992.0,3,a\n")
    let remarks = try #require(data.table?.remarks)
    #expect(!remarks.contains { $0.contains("same value") })
    #expect(
      remarks.contains {
        $0.hasPrefix(
          #"Numbers of more digits than double precision holds become equal in column "id" (2 different ones become 1); "#
        )
      })
    #expect(try folder.load("x,kind\n9007199254740991,a\n9007199254740992,b\n").table?.remarks == [])
    // Many digits lose nothing where numbers are far apart, as numpy.savetxt writes them.
    #expect(try folder.load("x,kind\n1.500000000000000000e+00,a\n2.250000000000000000e+00,b\n").table?.remarks == [])
    let decimals = try folder.load("x,kind\n0.12345678901234567890,a\n0.12345678901234567891,b\n").table?.remarks ?? []
    #expect(decimals.contains { $0.contains("(2 different ones become 1)") })
    let equal = try folder.load("x,y,kind\n1.0000000000000000,1,a\n1.00000000000000000,2,b\n").table?.remarks ?? []
    #expect(equal == [#"Column "x" has the same value in all rows, which says nothing"#])
  }

  @Test func namesATargetThatBecomesEqual() throws {
    #expect(
      throws: DataError(
        folder.file("t.csv").path + #": column "kind": its 2 different numbers are all 9007199254740992.0 in double "#
          + "precision, which holds no more digits; subtract what they have in common")
    ) { try folder.load("x,kind\n1,9007199254740992\n2,9007199254740993\n") { $0.task = "regression" } }
  }

  /// Classes and groups are told apart by all digits.
  @Test func namesStayApart() throws {
    let classes = try folder.load(
      "x,kind\n1,9007199254740993\n2,9007199254740992\n3,9007199254740992.0\n4,9007199254740993\n")
    #expect(classes.classNames == ["9007199254740992", "9007199254740993"] && classes.labels == [1, 0, 0, 1])
    let groups = try folder.load("x,g,kind\n1,9007199254740993,a\n2,9007199254740992,b\n3,9007199254740993.0,b\n") {
      $0.groups = "g"
    }
    #expect(groups.groups == [0, 1, 0])
  }

  @Test(arguments: [
    ("1", "1.0"), ("-0", "0"), ("100", "1e2"), ("0.0150", "1.5e-2"), ("+7", "7"), (".5", "0.5"), ("1200e-2", "12.0"),
    ("0e5", "-0.0"), ("00012", "12"),
  ]) func equalNumbersAreEqual(a: String, b: String) {
    #expect(DecimalDigits(a.utf8) == DecimalDigits(b.utf8))
  }

  /// From the smallest to the largest.
  @Test func numbersAreInOrder() {
    let texts = [
      "-1e300", "-20", "-3", "-2.99", "-1e-5", "0", "1e-300", "0.5", "0.50000000000000000001", "9", "10", "10.01",
      "9e99",
    ]
    let numbers = texts.map { DecimalDigits($0.utf8) }
    for (i, a) in numbers.enumerated() {
      for (j, b) in numbers.enumerated() { #expect((a < b) == (i < j) && (a == b) == (i == j)) }
    }
  }
}
