import Kernels
import NeuralNetwork
import SeededRandom

/// Compares single-precision gradients, from the kernels that training uses, with double-precision gradients at the
/// same weights.
public enum SinglePrecision {
  /// Largest relative difference allowed, for backpropagation and between the engines: rounding to 24 bits leaves about
  /// 1e-6, more where positive and negative parts of a sum cancel.
  static let tolerance = 1e-4

  /// Returns the checks, over all parameters and with l2: every activation × loss × depth 0–4, and every activation × loss
  /// with layer normalisation, skip connections and both; the layers are wide enough to cover every path of a kernel.
  public static func checks() -> [Check] {
    Activation.allCases.flatMap { activation in
      Loss.allCases.flatMap { loss in
        (0...4).map { check(activation, loss, depth: $0) }
          + FiniteDifferences.structures.map { check(activation, loss, depth: 3, widths: [67, 35, 35], $0) }
      }
    }
  }

  static func check(
    _ activation: Activation, _ loss: Loss, depth: Int, widths: [Int] = [67, 35, 18, 9],
    _ structure: LayerStructure = .plain
  ) -> Check {
    let classes = loss == .binaryCrossEntropy ? 2 : 5
    let architecture = Architecture(
      inputs: 45, hidden: Array(widths.prefix(depth)), outputs: loss.outputs(classes: classes), structure: structure)
    let single = Network<Float>(architecture: architecture, activation: activation, loss: loss)
    FiniteDifferences.initialise(single, replicate: depth + 1)
    let double = Network<Double>(architecture: architecture, activation: activation, loss: loss)
    for index in 0..<double.parameters.count { double.parameters[index] = Double(single.parameters[index]) }
    var generator = SeededGenerator(key: 13)
    let count = 37
    let features = (0..<count * architecture.inputs).map { _ in Float(generator.normal()) }
    let labels = (0..<count).map { Int32($0 % classes) }
    let l2 = 0.01
    let expected = Objective(
      double,
      samples: LabelledSamples(
        features: features.map(Double.init), featureCount: architecture.inputs, labels: labels), l2: l2
    ).gradient.values
    func gradient(_ engine: Engine) -> [Double] {
      let samples = LabelledSamples<Float>(features: features, featureCount: architecture.inputs, labels: labels)
      return Objective(single, samples: samples, l2: l2, engine: engine).gradient.values.map(Double.init)
    }
    let (backprop, autodiff) = (gradient(.backprop), gradient(.autodiff))
    return Check(
      group: "single precision, relative",
      quantity: FiniteDifferences.quantity(activation, loss, depth: depth, structure),
      backprop: Difference.relative(backprop, expected), autodiff: Difference.relative(autodiff, expected),
      apart: Difference.relative(autodiff, backprop), tolerance: tolerance, apartTolerance: tolerance,
      found: "\(architecture.parameterCount) parameters")
  }
}
