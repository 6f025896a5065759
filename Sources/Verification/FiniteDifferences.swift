import Kernels
import NeuralNetwork
import SeededRandom

/// Compares gradients of both engines with central finite differences in double precision.
public enum FiniteDifferences {
  /// Half the distance between the two nearest of the four points of a difference.
  static let step = 1e-5
  /// Largest relative difference allowed; truncation and rounding at this step leave about 1e-9.
  static let tolerance = 1e-6

  /// Returns the checks, over all parameters: every activation × loss × depth 0–4, with and without l2; and with l2 every
  /// activation × loss with layer normalisation, skip connections and both.
  public static func checks() -> [Check] {
    Activation.allCases.flatMap { activation in
      Loss.allCases.flatMap { loss in
        (0...4).flatMap { depth in
          [0, 0.01].map { check(activation, loss, depth: depth, l2: $0) }
        } + structures.map { check(activation, loss, depth: 4, l2: 0.01, $0) }
      }
    }
  }

  /// Every structure that is not plain.
  static let structures = [
    LayerStructure(normalisation: .layer), LayerStructure(isResidual: true),
    LayerStructure(normalisation: .layer, isResidual: true),
  ]

  /// Draws initial parameters, with gains and offsets that differ from those of other units.
  static func initialise<Scalar: KernelScalar>(_ network: Network<Scalar>, replicate: Int) {
    network.initialise(
      weights: .xavierNormal, biases: .normal(mean: 0.1, standardDeviation: 0.1), seed: StudySeed(7),
      replicate: replicate)
    var generator = SeededGenerator(key: 17)
    for layer in network.parameters.layers {
      guard let learnt = layer.normalisation else { continue }
      for unit in 0..<learnt.gains.columns {
        learnt.gains[0, unit] = Scalar(1 + 0.2 * generator.normal())
        learnt.offsets[0, unit] = Scalar(0.2 * generator.normal())
      }
    }
  }

  /// What a check is about, in words.
  static func quantity(
    _ activation: Activation, _ loss: Loss, depth: Int, l2: Double = 0, _ structure: LayerStructure
  ) -> String {
    (["\(activation.rawValue), \(loss.rawValue), depth \(depth)"] + (l2 == 0 ? [] : ["l2 \(l2)"]) + structure.words)
      .joined(separator: ", ")
  }

  static func check(
    _ activation: Activation, _ loss: Loss, depth: Int, l2: Double, _ structure: LayerStructure = .plain
  ) -> Check {
    let classes = loss == .binaryCrossEntropy ? 2 : 3
    let architecture = Architecture(
      inputs: 4, hidden: Array([6, 5, 5, 4].prefix(depth)), outputs: loss.outputs(classes: classes),
      structure: structure)
    let network = Network<Double>(architecture: architecture, activation: activation, loss: loss)
    initialise(network, replicate: depth + 1)
    var generator = SeededGenerator(key: 11)
    let samples = LabelledSamples<Double>(
      features: (0..<5 * architecture.inputs).map { _ in generator.normal() }, featureCount: architecture.inputs,
      labels: (0..<5).map { Int32($0 % classes) })
    func gradient(_ engine: Engine) -> [Double] {
      Objective(network, samples: samples, l2: l2, engine: engine).gradient.values
    }
    let (backprop, autodiff) = (gradient(.backprop), gradient(.autodiff))
    let differences = Self.gradient(network, samples, l2: l2)
    return Check(
      group: "finite differences, relative",
      quantity: quantity(activation, loss, depth: depth, l2: l2, structure),
      backprop: Difference.relative(backprop, differences), autodiff: Difference.relative(autodiff, differences),
      apart: Difference.relative(autodiff, backprop), tolerance: tolerance,
      found: "\(architecture.parameterCount) parameters")
  }

  /// The gradient of the objective by differences of its values, in the order of `Parameters`.
  static func gradient(_ network: Network<Double>, _ samples: LabelledSamples<Double>, l2: Double) -> [Double] {
    let parameters = network.parameters
    return (0..<parameters.count).map { index in
      let value = parameters[index]
      func objective(at offset: Double) -> Double {
        parameters[index] = value + offset
        defer { parameters[index] = value }
        return Objective(network, samples: samples, l2: l2).value
      }
      func difference(_ step: Double) -> Double { (objective(at: step) - objective(at: -step)) / (2 * step) }
      // Twice the step has four times the error of the first term left out.
      return (4 * difference(step) - difference(2 * step)) / 3
    }
  }
}
