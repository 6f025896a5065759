import Kernels
import NeuralNetwork
import SeededRandom

/// Compares gradients of both engines with central finite differences in double precision.
public enum FiniteDifferences {
  /// Half the distance between the two points of a difference.
  static let step = 1e-5
  /// Largest relative difference allowed; truncation and rounding at this step leave about 1e-9.
  static let tolerance = 1e-6

  /// Returns the checks: every activation × loss with its outputs × depth 0–4, plain, with l2, and with l2, class weights and
  /// dropout, over all weights and biases.
  public static func checks() -> [Check] {
    Activation.allCases.flatMap { activation in
      ObjectiveKind.all.flatMap { kind in
        (0...4).flatMap { depth in
          [kind, kind.penalised(), kind.penalised(weightedAndMasked: true)].map { check(activation, $0, depth: depth) }
        }
      }
    }
  }

  static func check(_ activation: Activation, _ kind: ObjectiveKind, depth: Int) -> Check {
    let classes = kind.loss == .binaryCrossEntropy ? 2 : 3
    let architecture = Architecture(
      inputs: 4, hidden: Array([6, 5, 5, 4].prefix(depth)), outputs: kind.loss.outputs(classes: classes))
    let network: Network<Double> = kind.network(architecture, activation)
    network.initialise(
      weights: .xavierNormal, biases: .normal(mean: 0.1, standardDeviation: 0.1), seed: StudySeed(7),
      replicate: depth + 1)
    var generator = SeededGenerator(key: 11)
    let samples = LabelledSamples<Double>(
      features: (0..<5 * architecture.inputs).map { _ in generator.normal() }, featureCount: architecture.inputs,
      labels: (0..<5).map { Int32($0 % classes) })
    func objective(_ engine: Engine) -> Objective<Double> {
      Objective(
        network, samples: samples, l2: kind.l2, engine: engine, classWeights: kind.classWeights(classes),
        masks: kind.masks(architecture, samples: samples.count))
    }
    let (backprop, autodiff) = (objective(.backprop).gradient.values, objective(.autodiff).gradient.values)
    let differences = Self.gradient(of: network.parameters) { objective(.backprop).value }
    return Check(
      group: "finite differences, relative",
      quantity: "\(activation.rawValue), \(kind.name), depth \(depth)\(kind.additions)",
      backprop: Difference.relative(backprop, differences), autodiff: Difference.relative(autodiff, differences),
      apart: Difference.relative(autodiff, backprop), tolerance: tolerance,
      found: "\(architecture.parameterCount) parameters")
  }

  /// The gradient of an objective by differences of its values, in the order of `Parameters`.
  static func gradient(of parameters: Parameters<Double>, _ objective: () -> Double) -> [Double] {
    (0..<parameters.count).map { index in
      let value = parameters[index]
      parameters[index] = value + step
      let above = objective()
      parameters[index] = value - step
      let below = objective()
      parameters[index] = value
      return (above - below) / (2 * step)
    }
  }
}
