import Kernels
import NeuralNetwork
import SeededRandom

/// Compares single-precision gradients, from the kernels that training uses, with double-precision gradients at the
/// same weights.
public enum SinglePrecision {
  /// Largest relative difference allowed, for backpropagation and between the engines: rounding to 24 bits leaves about
  /// 1e-6, more where positive and negative parts of a sum cancel.
  static let tolerance = 1e-4

  /// Returns the checks, over all parameters and with l2: every activation × loss with its outputs × depth 0–4, without and
  /// with class weights and dropout, and every activation × loss with layer normalisation, skip connections and both; the
  /// layers are wide enough to cover every path of a kernel.
  public static func checks() -> [Check] {
    Activation.allCases.flatMap { activation in
      ObjectiveKind.all.flatMap { kind in
        (0...4).flatMap { depth in
          [false, true].map { check(activation, kind.penalised(weightedAndMasked: $0), depth: depth) }
        }
          + FiniteDifferences.structures.map {
            check(activation, kind.penalised(), depth: 3, widths: [67, 35, 35], $0)
          }
      }
    }
  }

  static func check(
    _ activation: Activation, _ kind: ObjectiveKind, depth: Int, widths: [Int] = [67, 35, 18, 9],
    _ structure: LayerStructure = .plain
  ) -> Check {
    let classes = kind.loss == .binaryCrossEntropy ? 2 : 5
    let architecture = Architecture(
      inputs: 45, hidden: Array(widths.prefix(depth)), outputs: kind.loss.outputs(classes: classes),
      structure: structure)
    let single: Network<Float> = kind.network(architecture, activation)
    FiniteDifferences.initialise(single, replicate: depth + 1)
    let double: Network<Double> = kind.network(architecture, activation)
    for index in 0..<double.parameters.count { double.parameters[index] = Double(single.parameters[index]) }
    var generator = SeededGenerator(key: 13)
    let count = 37
    let features = (0..<count * architecture.inputs).map { _ in Float(generator.normal()) }
    let labels = (0..<count).map { Int32($0 % classes) }
    let expected = Objective(
      double,
      samples: LabelledSamples(
        features: features.map(Double.init), featureCount: architecture.inputs, labels: labels), l2: kind.l2,
      classWeights: kind.classWeights(classes), masks: kind.masks(architecture, samples: count)
    ).gradient.values
    func gradient(_ engine: Engine) -> [Double] {
      let samples = LabelledSamples<Float>(features: features, featureCount: architecture.inputs, labels: labels)
      return Objective(
        single, samples: samples, l2: kind.l2, engine: engine, classWeights: kind.classWeights(classes),
        masks: kind.masks(architecture, samples: count)
      ).gradient.values.map(Double.init)
    }
    let (backprop, autodiff) = (gradient(.backprop), gradient(.autodiff))
    return Check(
      group: "single precision, relative",
      quantity: FiniteDifferences.quantity(activation, kind, depth: depth, structure),
      backprop: Difference.relative(backprop, expected), autodiff: Difference.relative(autodiff, expected),
      apart: Difference.relative(autodiff, backprop), tolerance: tolerance, apartTolerance: tolerance,
      found: "\(architecture.parameterCount) parameters")
  }
}
