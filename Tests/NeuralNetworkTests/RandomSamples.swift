import Kernels
import NeuralNetwork
import SeededRandom

/// Samples with standard normal features and labels of every class.
struct RandomSamples {
  var inputs: [[Double]]
  var labels: [Int32]

  init(_ count: Int, features: Int, classes: Int, using generator: inout SeededGenerator) {
    // Features are rounded to Float, so that both number types see the same ones.
    inputs = (0..<count).map { _ in (0..<features).map { _ in Double(Float(generator.normal())) } }
    labels = (0..<count).map { _ in Int32(generator.below(classes)) }
  }

  /// Classes 0, 1 and 2 around (0, 2), (2, −1) and (−2, −1) with standard deviation ½.
  static func blobs(_ count: Int, using generator: inout SeededGenerator) -> RandomSamples {
    var samples = RandomSamples(count, features: 2, classes: 3, using: &generator)
    let centres = [[0.0, 2], [2, -1], [-2, -1]]
    for index in 0..<count {
      samples.inputs[index] = zip(samples.inputs[index], centres[Int(samples.labels[index])]).map {
        Double(Float($0 / 2 + $1))
      }
    }
    return samples
  }

  func labelled<Scalar: KernelScalar>() -> LabelledSamples<Scalar> {
    LabelledSamples(
      features: inputs.flatMap { $0.map { Scalar($0) } }, featureCount: inputs.first?.count ?? 0, labels: labels)
  }
}
