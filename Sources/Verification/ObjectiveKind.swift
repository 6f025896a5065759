import Kernels
import NeuralNetwork
import SeededRandom

/// A loss with what it is taken on, and what is done to it: the objectives whose gradients are checked.
struct ObjectiveKind {
  let loss: Loss
  let output: OutputFunction
  /// λ of the penalty.
  var l2 = 0.0
  /// Whether classes have weights, and units are left out, as with class-weights and dropout.
  var isWeightedAndMasked = false

  /// Every loss, with every output function that it can have.
  static let all = Loss.allCases.flatMap { loss in
    (loss == .meanSquaredError ? OutputFunction.allCases : [.softmax]).map { ObjectiveKind(loss: loss, output: $0) }
  }

  /// With a penalty, and as said.
  func penalised(weightedAndMasked: Bool = false) -> ObjectiveKind {
    var kind = self
    (kind.l2, kind.isWeightedAndMasked) = (0.01, weightedAndMasked)
    return kind
  }

  var name: String {
    let output = loss == .meanSquaredError && output != .softmax ? " of \(output.rawValue) outputs" : ""
    return loss.rawValue + output
  }

  /// What a name adds of penalty, weights and masks.
  var additions: String { (l2 == 0 ? "" : ", l2 \(l2)") + (isWeightedAndMasked ? ", class weights, dropout" : "") }

  func network<Scalar: KernelScalar>(_ architecture: Architecture, _ activation: Activation) -> Network<Scalar> {
    Network(architecture: architecture, activation: activation, loss: loss, output: output)
  }

  /// Weights of so many classes, all different.
  func classWeights(_ classes: Int) -> [Double] {
    isWeightedAndMasked ? (0..<classes).map { 0.5 + 0.25 * Double($0) } : []
  }

  /// A mask for each hidden layer [samples, width] that leaves out a quarter of the units; the factors of the others, ½ or
  /// 1, are the same in both precisions.
  func masks<Scalar: KernelScalar>(_ architecture: Architecture, samples: Int) -> [Matrix<Scalar>] {
    guard isWeightedAndMasked else { return [] }
    var generator = SeededGenerator(key: 17)
    return architecture.hidden.map { width in
      Matrix(
        rows: samples, columns: width,
        values: (0..<samples * width).map { _ in generator.below(4) == 0 ? 0 : generator.below(2) == 0 ? 0.5 : 1 })
    }
  }
}
