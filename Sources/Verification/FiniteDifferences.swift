import Kernels
import NeuralNetwork
import SeededRandom

/// Compares gradients of both engines with central finite differences in double precision.
public enum FiniteDifferences {
  /// Half the distance between the two nearest of the four points of a difference.
  static let step = 1e-5
  /// Largest relative difference allowed; truncation and rounding at this step leave about 1e-9.
  static let tolerance = 1e-6

  /// Returns the checks, over all parameters: every activation × loss with its outputs × depth 0–4, plain, with l2, and with
  /// l2, class weights and dropout; and with l2 every activation × loss with layer normalisation, skip connections and both,
  /// the last with class weights and dropout, too.
  public static func checks() -> [Check] {
    Activation.allCases.flatMap { activation in
      ObjectiveKind.all.flatMap { kind in
        (0...4).flatMap { depth in
          [kind, kind.penalised(), kind.penalised(weightedAndMasked: true)].map { check(activation, $0, depth: depth) }
        }
          + structures.flatMap { structure in
            [false, structure.isResidual].map {
              check(activation, kind.penalised(weightedAndMasked: $0), depth: 4, structure)
            }.prefix(structure.isResidual ? 2 : 1)
          }
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
    _ activation: Activation, _ kind: ObjectiveKind, depth: Int, _ structure: LayerStructure
  ) -> String {
    (["\(activation.rawValue), \(kind.name), depth \(depth)\(kind.additions)"] + structure.words).joined(
      separator: ", ")
  }

  static func check(
    _ activation: Activation, _ kind: ObjectiveKind, depth: Int, _ structure: LayerStructure = .plain
  ) -> Check {
    let classes = kind.loss == .binaryCrossEntropy ? 2 : 3
    let architecture = Architecture(
      inputs: 4, hidden: Array([6, 5, 5, 4].prefix(depth)), outputs: kind.loss.outputs(classes: classes),
      structure: structure)
    let network: Network<Double> = kind.network(architecture, activation)
    initialise(network, replicate: depth + 1)
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
      quantity: quantity(activation, kind, depth: depth, structure),
      backprop: Difference.relative(backprop, differences), autodiff: Difference.relative(autodiff, differences),
      apart: Difference.relative(autodiff, backprop), tolerance: tolerance,
      found: "\(architecture.parameterCount) parameters")
  }

  /// The gradient of an objective by differences of its values, in the order of `Parameters`.
  static func gradient(of parameters: Parameters<Double>, _ objective: () -> Double) -> [Double] {
    (0..<parameters.count).map { index in
      let value = parameters[index]
      func moved(by offset: Double) -> Double {
        parameters[index] = value + offset
        defer { parameters[index] = value }
        return objective()
      }
      func difference(_ step: Double) -> Double { (moved(by: step) - moved(by: -step)) / (2 * step) }
      // Twice the step has four times the error of the first term left out.
      return (4 * difference(step) - difference(2 * step)) / 3
    }
  }
}
