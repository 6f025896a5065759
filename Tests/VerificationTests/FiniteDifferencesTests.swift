import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@testable import Verification

@Suite struct FiniteDifferencesTests {
  @Test func everyCombinationPasses() {
    let checks = FiniteDifferences.checks()
    // 4 activations × 3 losses × depths 0–4 × with and without l2.
    #expect(checks.count == 120)
    #expect(Set(checks.map(\.quantity)).count == 120)
    for check in checks { #expect(check.passed, "\(check.quantity): \(check.difference)") }
  }

  @Test func findsOneWrongDerivativeAnywhere() {
    let seed = printedSeed()
    let network = Network<Double>(
      architecture: Architecture(inputs: 2, hidden: [3], outputs: 2), activation: .tanh, loss: .crossEntropy)
    network.initialise(weights: .xavierNormal, biases: .constant(0.1), seed: StudySeed(seed), replicate: 1)
    let samples = LabelledSamples<Double>(features: [0.3, -1, 1.5, 0.2], featureCount: 2, labels: [0, 1])
    func worst(_ gradient: Parameters<Double>, l2: Double = 0.1) -> Double {
      FiniteDifferences.worstRelativeDifference(of: gradient, network, samples, l2: l2)
    }
    let right = Objective(network, samples: samples, l2: 0.1).gradient
    #expect(worst(right) < FiniteDifferences.tolerance, "seed \(seed)")
    for index in 0..<right.count {
      for wrong in [right[index] + 1e-4, 0.999 * right[index] - 1e-8, .nan] {
        let gradient = Parameters<Double>(network.architecture)
        for (position, value) in right.values.enumerated() { gradient[position] = value }
        gradient[index] = wrong
        #expect(!(worst(gradient) <= FiniteDifferences.tolerance), "parameter \(index), \(wrong), seed \(seed)")
      }
    }
    // The gradient of another objective: the penalty forgotten.
    #expect(worst(Objective(network, samples: samples, l2: 0).gradient) > 1e-3, "seed \(seed)")
  }
}
