import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Workflow

@Suite struct DataSummaryTests {
  /// The numbers that are shown differ by what they differ by, to a hundredth of it, as far as double precision has it.
  @Test func theRangeCanBeSeen() throws {
    var generator = SeededGenerator(key: printedSeed())
    for _ in 0..<1000 {
      let least = generator.normal() * pow(10, generator.uniform(from: -8, to: 8))
      let largest = least + abs(least) * pow(10, generator.uniform(from: -11, to: 3))
      let digits = DataSummary.digits(telling: least, from: largest)
      let shown = try [least, largest].map { try #require(Double(String(format: "%.\(digits)g", $0))) }
      let difference = largest - least
      #expect(abs(shown[1] - shown[0] - difference) <= 0.011 * difference, "\(least) \(largest)")
      #expect(digits >= 6)
    }
    #expect(DataSummary.digits(telling: 3, from: 3) == 6)
  }
}
