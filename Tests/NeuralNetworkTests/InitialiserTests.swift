import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@Suite struct InitialiserTests {
  private func network(
    _ weights: Initialiser, biases: Initialiser = .constant(0), hidden: [Int] = [200], seed: UInt64,
    replicate: Int = 1
  ) -> Network<Double> {
    let network = Network<Double>(
      architecture: Architecture(inputs: 300, hidden: hidden, outputs: 100), activation: .relu, loss: .crossEntropy)
    network.initialise(weights: weights, biases: biases, seed: StudySeed(seed), replicate: replicate)
    return network
  }

  /// The weights of the first layer, fan-in 300 and fan-out 200, against mean, variance and bounds of their
  /// distribution: the published formulas worked out for these fans.
  @Test(
    arguments: [
      (.uniform(-1, 3), 1, 4.0 / 3, -1...3),
      (.normal(mean: 2, standardDeviation: 0.5), 2, 0.25, nil),
      (.xavierUniform, 0, 2.0 / 500, -0.109_544_6...0.109_544_6),
      (.xavierNormal, 0, 2.0 / 500, nil),
      (.kaimingUniform, 0, 2.0 / 300, -0.141_421_4...0.141_421_4),
      (.kaimingNormal, 0, 2.0 / 300, nil),
    ] as [(Initialiser, Double, Double, ClosedRange<Double>?)])
  func hasTheMomentsOfItsDistribution(
    initialiser: Initialiser, mean: Double, variance: Double, bounds: ClosedRange<Double>?
  ) {
    let seed = printedSeed()
    let values = network(initialiser, seed: seed).parameters.layers[0].weights.values
    let count = Double(values.count)
    let found = values.reduce(0, +) / count
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    // Five standard errors; that of a variance is at most σ²·√(2/n), the normal distribution's.
    #expect(abs(found - mean) < 5 * (variance / count).squareRoot(), "seed \(seed)")
    #expect(abs(spread / variance - 1) < 5 * (2 / count).squareRoot(), "seed \(seed)")
    if let bounds {
      #expect(values.allSatisfy(bounds.contains), "seed \(seed)")
      // Of 60,000 uniform draws the nearest is far closer to each bound than a thousandth of the range.
      let margin = (bounds.upperBound - bounds.lowerBound) / 1000
      #expect(values.contains { $0 < bounds.lowerBound + margin }, "seed \(seed)")
      #expect(values.contains { $0 > bounds.upperBound - margin }, "seed \(seed)")
    } else {
      // A normal distribution has 4.55 % beyond two standard deviations, a uniform one none.
      let outside = Double(values.count { abs($0 - mean) > 2 * variance.squareRoot() }) / count
      #expect(abs(outside - 0.0455) < 5 * (0.0455 * 0.9545 / count).squareRoot(), "seed \(seed)")
    }
  }

  @Test func constantsAndBiases() {
    let network = network(.constant(0.25), biases: .constant(-1), seed: 1)
    for layer in network.parameters.layers {
      #expect(layer.weights.values.allSatisfy { $0 == 0.25 })
      #expect(layer.biases.values.allSatisfy { $0 == -1 })
    }
    let drawn = self.network(.constant(0), biases: .uniform(1, 2), seed: 1).parameters.layers[0].biases.values
    #expect(drawn.allSatisfy { $0 >= 1 && $0 <= 2 } && Set(drawn).count == drawn.count)
  }

  @Test func theSeedDecides() {
    let values = network(.kaimingUniform, seed: 5).parameters.values
    #expect(network(.kaimingUniform, seed: 5).parameters.values == values)
    #expect(network(.kaimingUniform, seed: 6).parameters.values != values)
    #expect(network(.kaimingUniform, seed: 5, replicate: 2).parameters.values != values)
  }

  @Test func floatWeightsAreRoundedDoubles() {
    let architecture = Architecture(inputs: 4, hidden: [3], outputs: 2)
    let (float, double) = (
      Network<Float>(architecture: architecture, activation: .relu, loss: .crossEntropy),
      Network<Double>(architecture: architecture, activation: .relu, loss: .crossEntropy)
    )
    float.initialise(weights: .xavierNormal, biases: .uniform(0, 1), seed: StudySeed(3), replicate: 1)
    double.initialise(weights: .xavierNormal, biases: .uniform(0, 1), seed: StudySeed(3), replicate: 1)
    #expect(float.parameters.values == double.parameters.values.map { Float($0) })
  }

  @Test func layersDrawIndependently() {
    let seed = printedSeed()
    let layers = network(
      .normal(mean: 0, standardDeviation: 1), biases: .normal(mean: 0, standardDeviation: 1), hidden: [300, 300],
      seed: seed
    ).parameters.layers
    // Of independent standard normal pairs the mean product has the standard deviation 1/√n.
    let (first, second) = (layers[0].weights.values, layers[1].weights.values)
    let product = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } / Double(first.count)
    #expect(abs(product) < 5 / Double(first.count).squareRoot(), "seed \(seed)")
    #expect(layers[0].biases.values != layers[1].biases.values)
    #expect(layers[0].biases.values != Array(first.prefix(300)))
  }

  /// A layer's draw depends on its place and its own shape, not on what lies before or after it.
  @Test func aLayerDoesNotDependOnOthers() {
    let (short, long) = (network(.xavierUniform, seed: 9), network(.xavierUniform, hidden: [200, 50], seed: 9))
    #expect(short.parameters.layers[0].weights.values == long.parameters.layers[0].weights.values)
    let wide = network(.normal(mean: 0, standardDeviation: 1), hidden: [100, 40], seed: 9)
    let narrow = network(.normal(mean: 0, standardDeviation: 1), hidden: [100, 40, 30], seed: 9)
    #expect(wide.parameters.layers[1].weights.values == narrow.parameters.layers[1].weights.values)
  }
}
