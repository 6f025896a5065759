import Kernels
import NeuralNetwork
import SeededRandom

/// Backpropagation against central finite differences in double precision.
public enum FiniteDifferences {
  /// Half the distance between the two points of a difference.
  static let step = 1e-5
  /// Largest relative difference allowed; truncation and rounding at this step leave about 1e-9.
  static let tolerance = 1e-6

  /// Every activation × loss × depth 0–4, with and without l2, over all weights and biases.
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
    let gradient = Objective(network, samples: samples, l2: l2).gradient
    let worst = worstRelativeDifference(of: gradient, network, samples, l2: l2)
    return Check(
      group: "finite differences, relative",
      quantity: "\(activation.rawValue), \(loss.rawValue), depth \(depth)\(l2 == 0 ? "" : ", l2 \(l2)")",
      difference: worst, tolerance: tolerance, found: "\(architecture.parameterCount) parameters")
  }

  /// The largest |g − d| / max(|g|, |d|, 10⁻³) over all parameters, g the `gradient` to check, d by differences; NaN if
  /// any of them is.
  static func worstRelativeDifference(
    of gradient: Parameters<Double>, _ network: Network<Double>, _ samples: LabelledSamples<Double>, l2: Double
  ) -> Double {
    let parameters = network.parameters
    var worst = 0.0
    for index in 0..<parameters.count {
      let value = parameters[index]
      parameters[index] = value + step
      let above = Objective(network, samples: samples, l2: l2).value
      parameters[index] = value - step
      let below = Objective(network, samples: samples, l2: l2).value
      parameters[index] = value
      let difference = (above - below) / (2 * step)
      let found = gradient[index]
      let relative = abs(found - difference) / max(abs(found), abs(difference), 1e-3)
      worst = worst.isNaN || relative.isNaN ? .nan : max(worst, relative)
    }
    return worst
  }
}
