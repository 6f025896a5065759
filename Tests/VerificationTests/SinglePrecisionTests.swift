import NeuralNetwork
import Testing

@testable import Verification

@Suite struct SinglePrecisionTests {
  @Test func everyCombinationPasses() {
    let checks = SinglePrecision.checks()
    // 4 activations × 3 losses × (depths 0–4 and 3 structures).
    #expect(checks.count == 96 && Set(checks.map(\.quantity)).count == 96)
    for check in checks {
      #expect(check.passed, "\(check.quantity): \(check.backprop), \(check.autodiff), \(check.apart) apart")
      // Rounding is seen: what is compared was not computed in double precision.
      #expect(check.backprop > 1e-9, "\(check.quantity)")
    }
  }
}
