import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@testable import Verification

@Suite struct FiniteDifferencesTests {
  @Test func everyCombinationPasses() {
    let checks = FiniteDifferences.checks()
    // 4 activations × 5 losses with their outputs × (depths 0–4 × plain, with l2, with class weights and dropout; and 3
    // structures with l2, two of them with class weights and dropout, too).
    #expect(checks.count == 400)
    #expect(Set(checks.map(\.quantity)).count == 400)
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
    let differences = FiniteDifferences.gradient(of: network.parameters) {
      Objective(network, samples: samples, l2: 0.1).value
    }
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
