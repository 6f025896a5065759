import Testing

@testable import Verification

/// The comparison behind every check is internal, so that nothing outside can make a check that compares less strictly.
@Suite struct CheckTests {
  private func check(_ found: [Double], _ expected: [Double]) -> Check {
    Check(group: "group", quantity: "quantity", found: found, expected: expected, tolerance: 0.01)
  }

  @Test func passesWithinItsTolerance() {
    #expect(check([1, 2, 3], [1, 2, 3]).passed)
    #expect(check([1, 2.009, 3], [1, 2, 3]).passed)
    #expect(check([1, 2.009, 2.995], [1, 2, 3]).difference > 0.0089)
  }

  @Test func failsForOneWrongValue() {
    #expect(!check([1, 2, 3.02], [1, 2, 3]).passed)
    #expect(!check([0.98, 2, 3], [1, 2, 3]).passed)
    #expect(!check([-1], [1]).passed)
  }

  @Test func failsForADifferentNumberOfValues() {
    #expect(!check([1, 2], [1, 2, 3]).passed)
    #expect(!check([1, 2, 3, 4], [1, 2, 3]).passed)
    #expect(!check([], [1]).passed)
  }

  @Test(arguments: [0, 1, 2]) func failsForNotANumberAnywhere(position: Int) {
    var values = [1.0, 2, 3]
    values[position] = .nan
    #expect(!check(values, [1, 2, 3]).passed)
    #expect(!check([1, 2, 3], values).passed)
    #expect(!check(values, values).passed)
    values[position] = .infinity
    #expect(!check(values, [1, 2, 3]).passed)
    #expect(!check(values, values).passed)
  }

  @Test func aDifferenceThatIsNotANumberNeverPasses() {
    let check = Check(group: "", quantity: "", difference: .nan, tolerance: .infinity, found: "")
    #expect(!check.passed)
  }
}
