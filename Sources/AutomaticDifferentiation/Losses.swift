import _Differentiation

// Means over the rows of logits a [m, k] of the loss of each row, given its class; no rows are a fault of the caller. With
// weights, the loss of each row counts that many times; without, once. Their derivatives are left to the compiler.

/// Returns the mean over rows of −w ln softmax(a)[label], the cross-entropy on softmax outputs.
///
/// `logits` is [m, k] with m > 0; there is one label in 0..<k per row, and one weight w, or none at all.
@differentiable(reverse,wrt: logits)
public func softmaxCrossEntropy(
  _ logits: DifferentiableMatrix, labels: ArraySlice<Int32>, weights: [Double] = []
) -> Double {
  let targets = DifferentiableMatrix.oneHot(labels, classes: logits.columns)
  return -(logits.logSoftmax() * targets).sum(weighing: weights) / Double(logits.rows)
}

/// Returns the mean over rows and over the k outputs of w (softmax(a) − onehot(label))².
///
/// `logits` is [m, k] with m > 0; there is one label in 0..<k per row, and one weight w, or none at all.
@differentiable(reverse,wrt: logits)
public func softmaxMeanSquaredError(
  _ logits: DifferentiableMatrix, labels: ArraySlice<Int32>, weights: [Double] = []
) -> Double {
  linearMeanSquaredError(logits.softmax(), labels: labels, weights: weights)
}

/// Returns the mean over rows and over the k outputs of w (σ(a) − onehot(label))².
///
/// `logits` is [m, k] with m > 0; there is one label in 0..<k per row, and one weight w, or none at all.
@differentiable(reverse,wrt: logits)
public func sigmoidMeanSquaredError(
  _ logits: DifferentiableMatrix, labels: ArraySlice<Int32>, weights: [Double] = []
) -> Double {
  linearMeanSquaredError(logits.sigmoid(), labels: labels, weights: weights)
}

/// Returns the mean over rows and over the k outputs a of w (a − onehot(label))².
///
/// `outputs` is [m, k] with m > 0; there is one label in 0..<k per row, and one weight w, or none at all.
@differentiable(reverse,wrt: outputs)
public func linearMeanSquaredError(
  _ outputs: DifferentiableMatrix, labels: ArraySlice<Int32>, weights: [Double] = []
) -> Double {
  let errors = outputs - DifferentiableMatrix.oneHot(labels, classes: outputs.columns)
  return (errors * errors).sum(weighing: weights) / Double(outputs.rows * outputs.columns)
}

/// Returns the mean over rows of (a − y)² of one linear output a.
///
/// `outputs` is [m, 1] with m > 0; there is one quantity y per row.
@differentiable(reverse,wrt: outputs)
public func quantityMeanSquaredError(_ outputs: DifferentiableMatrix, quantities: ArraySlice<Double>) -> Double {
  let errors = outputs - DifferentiableMatrix(rows: quantities.count, columns: 1, values: Array(quantities))
  return (errors * errors).sum() / Double(outputs.rows)
}

/// Returns the mean over rows of w times the binary cross-entropy on a sigmoid output: ln(1 + e^−a) for class 1, ln(1 +
/// e^a) for class 0.
///
/// `logits` is [m, 1] with m > 0; there is one label, 0 or 1, per row, and one weight w, or none at all.
@differentiable(reverse,wrt: logits)
public func sigmoidCrossEntropy(
  _ logits: DifferentiableMatrix, labels: ArraySlice<Int32>, weights: [Double] = []
) -> Double {
  let signs = DifferentiableMatrix(rows: labels.count, columns: 1, values: labels.map { $0 == 0 ? 1 : -1 })
  return (logits * signs).softplus().sum(weighing: weights) / Double(logits.rows)
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

  /// The sum of all values, each times the weight of its row; without weights, the plain sum.
  @differentiable(reverse,wrt: self)
  func sum(weighing weights: [Double]) -> Double {
    if weights.isEmpty { return sum() }
    return (self * Self.columns(of: weights, count: columns)).sum()
  }

  /// A matrix of `count` equal columns.
  private static func columns(of values: [Double], count: Int) -> DifferentiableMatrix {
    DifferentiableMatrix(
      rows: values.count, columns: count, values: values.flatMap { Array(repeating: $0, count: count) })
  }
}
