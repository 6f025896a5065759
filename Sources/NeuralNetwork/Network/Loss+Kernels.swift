import Kernels

extension Loss {
  /// Sum of the losses of all rows; with a scale other than 0 replaces each row of logits by scale · its gradient.
  func sum<Scalar: KernelScalar>(
    _ logits: Matrix<Scalar>, labels: ArraySlice<Int32>, scale: Scalar = 0
  ) -> Double {
    switch self {
    case .crossEntropy: softmaxCrossEntropy(logits, labels: labels, scale: scale)
    case .meanSquaredError: softmaxMeanSquaredError(logits, labels: labels, scale: scale)
    case .binaryCrossEntropy: sigmoidCrossEntropy(logits, labels: labels, scale: scale)
    }
  }
}
