import Kernels

extension Network {
  /// Sum of the losses of all rows; with a scale other than 0 replaces each row of logits by scale · its gradient.
  func sumOfLosses(_ logits: Matrix<Scalar>, targets: Targets<Scalar>, scale: Scalar = 0) -> Double {
    loss.sum(logits, targets: targets, output: output, scale: scale)
  }
}

extension Loss {
  /// Sum of the losses of all rows; with a scale other than 0 replaces each row of logits by scale · its gradient. A
  /// quantity has the squared error of the one output, whatever the loss.
  ///
  /// - Parameter output: What mean squared error of classes is taken on.
  func sum<Scalar: KernelScalar>(
    _ logits: Matrix<Scalar>, targets: Targets<Scalar>, output: OutputFunction = .softmax, scale: Scalar = 0
  ) -> Double {
    switch targets {
    case .quantities(let values): squaredError(logits, quantities: values, scale: scale)
    case .classes(let labels): sum(logits, labels: labels, output: output, scale: scale)
    }
  }

  /// The same for classes.
  func sum<Scalar: KernelScalar>(
    _ logits: Matrix<Scalar>, labels: ArraySlice<Int32>, output: OutputFunction = .softmax, scale: Scalar = 0
  ) -> Double {
    switch self {
    case .crossEntropy: return softmaxCrossEntropy(logits, labels: labels, scale: scale)
    case .binaryCrossEntropy: return sigmoidCrossEntropy(logits, labels: labels, scale: scale)
    case .meanSquaredError:
      switch output {
      case .softmax: return softmaxMeanSquaredError(logits, labels: labels, scale: scale)
      case .sigmoid: return sigmoidMeanSquaredError(logits, labels: labels, scale: scale)
      case .linear: return linearMeanSquaredError(logits, labels: labels, scale: scale)
      }
    }
  }
}
