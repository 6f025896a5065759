import NeuralNetwork
import Testing

@testable import Verification

@Suite struct SinglePrecisionTests {
  @Test func everyCombinationPasses() {
    let checks = SinglePrecision.checks()
    // 4 activations × 5 losses with their outputs × (depths 0–4 × with and without class weights and dropout; 3 structures).
    #expect(checks.count == 260 && Set(checks.map(\.quantity)).count == 260)
    for check in checks {
      #expect(check.passed, "\(check.quantity): \(check.backprop), \(check.autodiff), \(check.apart) apart")
      // Rounding is seen: what is compared was not computed in double precision.
      #expect(check.backprop > 1e-9, "\(check.quantity)")
    }
  }
}
