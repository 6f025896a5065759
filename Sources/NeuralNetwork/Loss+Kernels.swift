import Kernels

extension Loss {
  /// Sum of the losses of all rows; overwrites the logits.
  func sum<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>) -> Double {
    switch self {
    case .crossEntropy: softmaxCrossEntropy(logits, labels: labels)
    case .meanSquaredError: softmaxMeanSquaredError(logits, labels: labels)
    case .binaryCrossEntropy: sigmoidCrossEntropy(logits, labels: labels)
    }
  }

  /// Sum of the losses of all rows; replaces each row of logits by the gradient of its loss.
  func delta<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>) -> Double {
    switch self {
    case .crossEntropy: softmaxCrossEntropyDelta(logits, labels: labels)
    case .meanSquaredError: softmaxMeanSquaredErrorDelta(logits, labels: labels)
    case .binaryCrossEntropy: sigmoidCrossEntropyDelta(logits, labels: labels)
    }
  }
}
