import Testing

@testable import Verification

/// The comparison behind every check is internal, so that nothing outside can make a check that compares less strictly.
@Suite struct CheckTests {
  private func check(_ found: [Double], _ expected: [Double]) -> Check {
    Check(
      group: "group", quantity: "quantity", backprop: found, autodiff: found, expected: expected, tolerance: 0.01)
  }

  @Test func passesWithinItsTolerance() {
    #expect(check([1, 2, 3], [1, 2, 3]).passed)
    #expect(check([1, 2.009, 3], [1, 2, 3]).passed)
    #expect(check([1, 2.009, 2.995], [1, 2, 3]).backprop > 0.0089)
    #expect(check([1, 2.009, 2.995], [1, 2, 3]).autodiff > 0.0089)
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
    for nan in 0..<3 {
      let values = (0..<3).map { $0 == nan ? Double.nan : 0 }
      let check = Check(
        group: "", quantity: "", backprop: values[0], autodiff: values[1], apart: values[2], tolerance: .infinity,
        found: "")
      #expect(!check.passed)
    }
  }

  @Test func failsForOneEngineAlone() {
    func check(backprop: Double, autodiff: Double) -> Check {
      Check(
        group: "", quantity: "", backprop: [1, backprop], autodiff: [1, autodiff], expected: [1, 2], tolerance: 0.01)
    }
    #expect(check(backprop: 2, autodiff: 2).passed)
    #expect(!check(backprop: 2.02, autodiff: 2).passed)
    #expect(!check(backprop: 2, autodiff: 2.02).passed)
  }

  /// Engines that are both near enough to the expected value may still be too far apart.
  @Test func failsForEnginesThatDisagree() {
    let apart = Check(group: "", quantity: "", backprop: [1 + 1e-9], autodiff: [1], expected: [1], tolerance: 0.01)
    #expect(!apart.passed)
    #expect(apart.apart > 0.9e-9)
  }

  @Test func relativeDifferencesHaveAFloor() {
    #expect(abs(Difference.relative([100], [99]) - 0.01) < 1e-15)
    #expect(abs(Difference.relative([-1], [1]) - 2) < 1e-15)
    #expect(abs(Difference.relative([1e-9], [0]) - 1e-6) < 1e-15)
    #expect(Difference.relative([1, 2], [1]).isNaN)
    #expect(Difference.relative([1, .nan], [1, 1]).isNaN)
  }
}
