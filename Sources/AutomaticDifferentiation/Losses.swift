import _Differentiation

// Means over the rows of logits a [m, k] of the loss of each row, given its class; no rows are a fault of the caller.
// Their derivatives are left to the compiler.

/// Returns the mean over rows of −ln softmax(a)[label], the cross-entropy on softmax outputs.
///
/// `logits` is [m, k] with m > 0; there is one label in 0..<k per row.
@differentiable(reverse,wrt: logits)
public func softmaxCrossEntropy(_ logits: DifferentiableMatrix, labels: ArraySlice<Int32>) -> Double {
  let targets = DifferentiableMatrix.oneHot(labels, classes: logits.columns)
  return -(logits.logSoftmax() * targets).sum() / Double(logits.rows)
}

/// Returns the mean over rows and over the k outputs of (softmax(a) − onehot(label))².
///
/// `logits` is [m, k] with m > 0; there is one label in 0..<k per row.
@differentiable(reverse,wrt: logits)
public func softmaxMeanSquaredError(_ logits: DifferentiableMatrix, labels: ArraySlice<Int32>) -> Double {
  let targets = DifferentiableMatrix.oneHot(labels, classes: logits.columns)
  return (logits.softmax() - targets).sumOfSquares() / Double(logits.rows * logits.columns)
}

/// Returns the mean over rows of the binary cross-entropy on a sigmoid output: ln(1 + e^−a) for class 1, ln(1 + e^a)
/// for class 0.
///
/// `logits` is [m, 1] with m > 0; there is one label, 0 or 1, per row.
@differentiable(reverse,wrt: logits)
public func sigmoidCrossEntropy(_ logits: DifferentiableMatrix, labels: ArraySlice<Int32>) -> Double {
  let signs = DifferentiableMatrix(rows: labels.count, columns: 1, values: labels.map { $0 == 0 ? 1 : -1 })
  return (logits * signs).softplus().sum() / Double(logits.rows)
}

extension DifferentiableMatrix {
  /// Rows of zeros with a one at each label, [labels, classes].
  static func oneHot(_ labels: ArraySlice<Int32>, classes: Int) -> DifferentiableMatrix {
    var values = [Double](repeating: 0, count: labels.count * classes)
    for (row, label) in labels.enumerated() {
      precondition(label >= 0 && label < classes, "label outside the classes")
      values[row * classes + Int(label)] = 1
    }
    return DifferentiableMatrix(rows: labels.count, columns: classes, values: values)
  }
}
