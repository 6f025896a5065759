import Kernels
import NeuralNetwork
import SeededRandom

/// Compares gradients of both engines with central finite differences in double precision.
public enum FiniteDifferences {
  /// Half the distance between the two points of a difference.
  static let step = 1e-5
  /// Largest relative difference allowed; truncation and rounding at this step leave about 1e-9.
  static let tolerance = 1e-6

  /// Returns the checks: every activation × loss × depth 0–4, with and without l2, over all weights and biases.
  public static func checks() -> [Check] {
    Activation.allCases.flatMap { activation in
      Loss.allCases.flatMap { loss in
        (0...4).flatMap { depth in
          [0, 0.01].map { check(activation, loss, depth: depth, l2: $0) }
        }
      }
    }
  }

  static func check(_ activation: Activation, _ loss: Loss, depth: Int, l2: Double) -> Check {
    let classes = loss == .binaryCrossEntropy ? 2 : 3
    let architecture = Architecture(
      inputs: 4, hidden: Array([6, 5, 5, 4].prefix(depth)), outputs: loss.outputs(classes: classes))
    let network = Network<Double>(architecture: architecture, activation: activation, loss: loss)
    network.initialise(
      weights: .xavierNormal, biases: .normal(mean: 0.1, standardDeviation: 0.1), seed: StudySeed(7),
      replicate: depth + 1)
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
      quantity: "\(activation.rawValue), \(loss.rawValue), depth \(depth)\(l2 == 0 ? "" : ", l2 \(l2)")",
      backprop: Difference.relative(backprop, differences), autodiff: Difference.relative(autodiff, differences),
      apart: Difference.relative(autodiff, backprop), tolerance: tolerance,
      found: "\(architecture.parameterCount) parameters")
  }

  /// The gradient of the objective by differences of its values, in the order of `Parameters`.
  static func gradient(_ network: Network<Double>, _ samples: LabelledSamples<Double>, l2: Double) -> [Double] {
    let parameters = network.parameters
    return (0..<parameters.count).map { index in
      let value = parameters[index]
      parameters[index] = value + step
      let above = Objective(network, samples: samples, l2: l2).value
      parameters[index] = value - step
      let below = Objective(network, samples: samples, l2: l2).value
      parameters[index] = value
      return (above - below) / (2 * step)
    }
  }
}
