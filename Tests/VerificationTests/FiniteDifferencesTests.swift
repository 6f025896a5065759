import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@testable import Verification

@Suite struct FiniteDifferencesTests {
  @Test func everyCombinationPasses() {
    let checks = FiniteDifferences.checks()
    // 4 activations × 3 losses × (depths 0–4 × with and without l2, and 3 structures).
    #expect(checks.count == 156)
    #expect(Set(checks.map(\.quantity)).count == 156)
    for check in checks {
      #expect(check.passed, "\(check.quantity): \(check.backprop), \(check.autodiff), \(check.apart) apart")
    }
  }

  @Test func findsOneWrongDerivativeAnywhere() {
    let seed = printedSeed()
    let network = Network<Double>(
      architecture: Architecture(inputs: 2, hidden: [3], outputs: 2), activation: .tanh, loss: .crossEntropy)
    network.initialise(weights: .xavierNormal, biases: .constant(0.1), seed: StudySeed(seed), replicate: 1)
    let samples = LabelledSamples<Double>(features: [0.3, -1, 1.5, 0.2], featureCount: 2, labels: [0, 1])
    let differences = FiniteDifferences.gradient(network, samples, l2: 0.1)
    func worst(_ gradient: [Double]) -> Double { Difference.relative(gradient, differences) }
    let right = Objective(network, samples: samples, l2: 0.1).gradient.values
    #expect(worst(right) < FiniteDifferences.tolerance, "seed \(seed)")
    for index in right.indices {
      for wrong in [right[index] + 1e-4, 0.999 * right[index] - 1e-8, .nan] {
        var gradient = right
        gradient[index] = wrong
        #expect(!(worst(gradient) <= FiniteDifferences.tolerance), "parameter \(index), \(wrong), seed \(seed)")
      }
    }
    // The gradient of another objective: the penalty forgotten.
    #expect(worst(Objective(network, samples: samples, l2: 0).gradient.values) > 1e-3, "seed \(seed)")
  }
}
