import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

/// The squared error of a quantity, of both engines in both precisions.
@Suite struct QuantityObjectiveTests {
  private let architecture = Architecture(inputs: 3, hidden: [5, 4], outputs: 1)

  private func network<Scalar: KernelScalar>(_ seed: UInt64) -> Network<Scalar> {
    let network = Network<Scalar>(
      architecture: architecture, activation: .tanh, loss: .meanSquaredError, output: .linear)
    network.initialise(
      weights: .normal(mean: 0, standardDeviation: 0.7), biases: .uniform(-0.5, 0.5), seed: StudySeed(seed),
      replicate: 1)
    return network
  }

  private func samples<Scalar: KernelScalar>(_ seed: UInt64) -> LabelledSamples<Scalar> {
    var generator = SeededGenerator(key: seed)
    let features = (0..<21).map { _ in Float(generator.normal()) }
    let quantities = (0..<7).map { _ in 100 + 30 * Double(Float(generator.normal())) }
    return LabelledSamples(
      features: features.map { Scalar($0) }, featureCount: 3, labels: Array(repeating: 0, count: 7),
      quantities: QuantityTargets(quantities, mean: 100, deviation: 30))
  }

  @Test(arguments: Engine.allCases) func gradientsAreDerivatives(engine: Engine) {
    let seed = printedSeed()
    let (network, samples): (Network<Double>, LabelledSamples<Double>) = (network(seed), samples(seed))
    let objective = Objective(network, samples: samples, l2: 0.03, engine: engine)
    let outputs: [Double] = objective.outputs.last?.values ?? []
    let scaled: [Double] = (samples.quantities?.values ?? []).map { ($0 - 100) / 30 }
    let errors: [Double] = zip(outputs, scaled).map { $0 - $1 }
    let weights: [Double] = network.parameters.layers.flatMap { $0.weights.values }
    func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }
    let value = squares(errors) / 7 + 0.03 * squares(weights)
    #expect(abs(objective.value - value) < 1e-12, "seed \(seed)")
    for index in 0..<network.parameters.count {
      let parameter = network.parameters[index]
      func moved(_ step: Double) -> Double {
        network.parameters[index] = parameter + step
        defer { network.parameters[index] = parameter }
        return Objective(network, samples: samples, l2: 0.03, engine: engine).value
      }
      let derivative = (moved(1e-5) - moved(-1e-5)) / 2e-5
      #expect(abs(objective.gradient[index] - derivative) < 1e-8, "seed \(seed)")
    }
    let float = Objective<Float>(self.network(seed), samples: self.samples(seed), l2: 0.03, engine: engine)
    #expect(abs(float.value - value) < 1e-5, "seed \(seed)")
  }

  /// An update is a step against the gradient, so trained networks come from the objective that is tested above.
  @Test(arguments: Engine.allCases) func updatesGoDownTheGradient(engine: Engine) {
    let seed = printedSeed()
    let (network, samples): (Network<Double>, LabelledSamples<Double>) = (network(seed), samples(seed))
    let before = network.parameters.values
    let gradient = Objective(network, samples: samples, l2: 0.03, engine: engine).gradient.values
    let updater = Updater(network, capacity: 7, optimiser: .sgd, l2: 0.03, engine: engine)
    let batch = RowBatch(of: samples.features, capacity: 7)
    _ = updater.update(batch.rows(0..<7), targets: samples.targets, learningRate: 0.1)
    for (after, (before, gradient)) in zip(network.parameters.values, zip(before, gradient)) {
      #expect(abs(after - (before - 0.1 * gradient)) < 1e-12, "seed \(seed)")
    }
  }
}
