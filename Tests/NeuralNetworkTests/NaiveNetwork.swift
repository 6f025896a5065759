import Foundation
import Kernels
import NeuralNetwork

/// A multilayer perceptron written straight from its definition, in Double, to check the engine against.
///
/// Gradients are central differences, so that no rule of backpropagation is shared with the engine.
struct NaiveNetwork {
  var architecture: Architecture
  var activation: Activation
  var loss: Loss
  var output: OutputFunction
  /// Each layer's weights [out, in], row by row, then its biases, gains and offsets: the order of ``Parameters``.
  var parameters: [Double]

  init<Scalar: KernelScalar>(_ network: Network<Scalar>) {
    architecture = network.architecture
    activation = network.activation
    loss = network.loss
    output = network.output
    parameters = network.parameters.values.map { Double($0) }
  }

  /// The outputs of every layer for one sample; the last are the logits.
  func layerOutputs(_ input: [Double]) -> [[Double]] {
    var outputs: [[Double]] = []
    var (x, offset) = (input, 0)
    for (layer, (fanIn, fanOut)) in zip(architecture.widths, architecture.widths.dropFirst()).enumerated() {
      let biases = offset + fanIn * fanOut
      let z = (0..<fanOut).map { unit in
        (0..<fanIn).reduce(parameters[biases + unit]) { $0 + parameters[offset + unit * fanIn + $1] * x[$1] }
      }
      offset = biases + fanOut
      guard layer < architecture.hidden.count else {
        outputs.append(z)
        break
      }
      var y = z
      if architecture.structure.normalisation == .layer {
        let mean = z.reduce(0, +) / Double(fanOut)
        let variance = z.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(fanOut)
        y = (0..<fanOut).map {
          parameters[offset + $0] * (z[$0] - mean) / (variance + 1e-5).squareRoot() + parameters[offset + fanOut + $0]
        }
        offset += 2 * fanOut
      }
      y = y.map(activate)
      if architecture.structure.isResidual, layer > 0, fanIn == fanOut { y = zip(y, x).map { $0 + $1 } }
      x = y
      outputs.append(x)
    }
    return outputs
  }

  private func activate(_ z: Double) -> Double {
    switch activation {
    case .relu: max(z, 0)
    case .sigmoid: 1 / (1 + exp(-z))
    case .tanh: tanh(z)
    case .identity: z
    }
  }

  /// The loss of one sample.
  func loss(_ input: [Double], _ label: Int32) -> Double {
    let logits = layerOutputs(input).last ?? []
    if loss == .binaryCrossEntropy {
      // −ln p with p = 1 / (1 + e^−a), or −ln (1 − p), which would cancel.
      return log1p(exp(label == 1 ? -logits[0] : logits[0]))
    }
    let powers = logits.map { exp($0) }
    let p = powers.map { $0 / powers.reduce(0, +) }
    if loss == .crossEntropy { return -log(p[Int(label)]) }
    let outputs =
      switch output {
      case .softmax: p
      case .sigmoid: logits.map { 1 / (1 + exp(-$0)) }
      case .linear: logits
      }
    let errors = outputs.enumerated().map { $1 - ($0 == label ? 1 : 0) }
    return errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)
  }

  /// Whether the largest output, or the sign of the only one, is right for a sample.
  func isCorrect(_ input: [Double], _ label: Int32) -> Bool {
    let logits = layerOutputs(input).last ?? []
    if logits.count == 1 { return (logits[0] > 0) == (label == 1) }
    return logits.firstIndex(of: logits.max() ?? 0) == Int(label)
  }

  func meanLoss(_ inputs: [[Double]], _ labels: [Int32]) -> Double {
    zip(inputs, labels).reduce(0) { $0 + loss($1.0, $1.1) } / Double(labels.count)
  }

  /// Positions of the weights, not biases, among the parameters.
  var weightPositions: [Int] {
    var (positions, offset): ([Int], Int) = ([], 0)
    for (layer, (fanIn, fanOut)) in zip(architecture.widths, architecture.widths.dropFirst()).enumerated() {
      positions += offset..<offset + fanIn * fanOut
      let isNormalised = architecture.structure.normalisation == .layer && layer < architecture.hidden.count
      offset += (fanIn + (isNormalised ? 3 : 1)) * fanOut
    }
    return positions
  }

  /// Mean loss plus λ times the sum of squared weights.
  func objective(_ inputs: [[Double]], _ labels: [Int32], l2: Double) -> Double {
    meanLoss(inputs, labels) + l2 * weightPositions.reduce(0) { $0 + parameters[$1] * parameters[$1] }
  }

  /// ∂objective/∂parameters by central differences, right to about 1e-9 for values of order one.
  func gradient(_ inputs: [[Double]], _ labels: [Int32], l2: Double) -> [Double] {
    parameters.indices.map { index in
      centralDifference { step in
        var moved = self
        moved.parameters[index] += step
        return moved.objective(inputs, labels, l2: l2)
      }
    }
  }
}

/// (f(h) − f(−h)) / 2h at h = 10⁻⁵ and twice that, extrapolated to h = 0.
func centralDifference(_ function: (Double) -> Double) -> Double {
  func difference(_ h: Double) -> Double { (function(h) - function(-h)) / (2 * h) }
  return (4 * difference(1e-5) - difference(2e-5)) / 3
}

/// The largest |found − expected|; NaN if any value is, or their numbers differ.
func largestDifference<Scalar: KernelScalar>(_ found: [Scalar], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .nan }
  return zip(found, expected).reduce(0) { worst, pair in
    let difference = abs(Double(pair.0) - pair.1)
    return worst.isNaN || difference.isNaN ? .nan : max(worst, difference)
  }
}
