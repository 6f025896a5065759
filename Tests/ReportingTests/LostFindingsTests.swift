import Analysis
import NeuralNetwork
import Study
import Testing

@testable import Reporting

/// What is said where no run of a model is left.
@Suite struct LostFindingsTests {
  /// Findings of eight replicates at two sizes, of which the runs that `isLost` diverged in their first epoch.
  private static func findings(_ isLost: (Configuration) -> Bool) -> [String] {
    FindingsTests.findings(
      replicates: 8, sizes: [20, 40], rules: [.none],
      change: {
        guard isLost($0.configuration) else { return }
        ($0.history, $0.diverged) = ([], true)
        $0.trials = TrajectoryResult.replay([], diverged: true, rules: [.none], epochs: 3)
      }, deep: { _ in 0.85 })
  }

  @Test func withoutAnyRunThereIsOnlyTheWayOut() {
    #expect(
      Self.findings { _ in true }
        == ["All runs diverged, so that nothing can be compared; a smaller training.learning-rate may help."])
  }

  @Test func aModelWithoutRunsIsNamedWithItsSizes() {
    let help = "a smaller training.learning-rate may help."
    let one = Self.findings { $0.model == "deep" && $0.size == 40 }
    #expect(
      one.contains("All runs of “deep” at n = 40 diverged, so that there are no means of them; \(help)"), "\(one)")
    let all = Self.findings { $0.model == "deep" }
    #expect(
      all.contains("All runs of “deep” from n = 20 to 40 diverged, so that there are no means of them; \(help)"),
      "\(all)")
    #expect(!Self.findings { _ in false }.contains { $0.contains(help) })
  }

  /// Runs that diverge after a rule has ended them have means under that rule.
  @Test func aRuleThatEndsRunsBeforehandLeavesMeans() {
    let rules: [StoppingRule] = [.lossChange(threshold: 0.1), .none]
    let findings = FindingsTests.findings(
      replicates: 8, sizes: [40], rules: rules,
      change: {
        guard $0.configuration.model == "deep" else { return }
        $0.diverged = true
        $0.trials = TrajectoryResult.replay($0.history, diverged: true, rules: rules, epochs: 5)
      }, deep: { _ in 0.85 })
    #expect(!findings.contains { $0.hasPrefix("All runs of") }, "\(findings)")
  }

  /// Where both are lost there is no difference, and none that could be detected; elsewhere there is.
  @Test func ofTwoModelsWithoutRunsThereIsNoDifference() throws {
    let findings = Self.findings { $0.size == 40 }
    #expect(
      findings.contains { $0.hasPrefix("All runs of “shallow” at n = 40 and “deep” at n = 40 diverged") }, "\(findings)"
    )
    #expect(!findings.contains { $0.contains("difference seen is 0.0") || $0.contains("NaN") }, "\(findings)")
  }
}
