import Testing
import Verification

@Suite struct WorkedExamplesTests {
  @Test(arguments: WorkedExamples.checks()) func passes(check: Check) {
    #expect(
      check.passed,
      "\(check.group), \(check.quantity): found \(check.found), off by \(check.backprop) and \(check.autodiff)")
  }

  @Test func coversEveryExample() {
    let groups = Dictionary(grouping: WorkedExamples.checks(), by: \.group)
    #expect(groups.count == 5)
    #expect(groups["network 3-2-2-1"]?.count == 10)
    #expect(groups["network 2-3-2"]?.count == 5)
  }

  @Test func showsWhatWasFound() {
    let check = WorkedExamples.checks().first { $0.group == "network 3-2-2-1" && $0.quantity == "∂J/∂b1" }
    #expect(check?.found == "-0.5 0")
  }
}
