// Each loss takes logits a [m, k], padded, and one label a row, and returns the sum of the losses over the rows, in
// Double. With a `scale` other than 0 it also replaces each row of logits by scale · ∂(loss of the row)/∂a; with 0 the
// logits are undefined afterwards.

/// Returns the cross-entropy on softmax outputs, summed over rows: Σ of max + ln Σ e^(a − max) − a[label], safe for
/// logits of any size.
///
/// With a nonzero `scale`, the logits [m, k] are replaced by scale · (softmax(a) − onehot(label)), the scaled gradient;
/// with 0 their values are undefined afterwards.
@inlinable
public func softmaxCrossEntropy<Scalar: KernelScalar>(
  _ logits: Matrix<Scalar>, labels: ArraySlice<Int32>, scale: Scalar = 0
) -> Double {
  checkLabels(labels, of: logits, classes: logits.columns)
  return Scalar.softmaxCrossEntropy(logits, labels: labels, scale: scale)
}

/// Returns the mean squared error of softmax outputs, summed over rows: Σ of the mean over the k outputs of (p −
/// onehot(label))², p = softmax(a).
///
/// With a nonzero `scale`, the logits [m, k] are replaced by scale times the gradient, (2/k) p_j ((p_j − y_j) − Σ_i p_i
/// (p_i − y_i)), y = onehot(label); with 0 their values are undefined afterwards.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
public func softmaxMeanSquaredError<Scalar: KernelScalar>(
  _ logits: Matrix<Scalar>, labels: ArraySlice<Int32>, scale: Scalar = 0
) -> Double {
  checkLabels(labels, of: logits, classes: logits.columns)
  var total = 0.0
  for (row, label) in labels.enumerated() {
    let (_, sum) = logits.replaceByShiftedExponentials(row: row)
    func error(_ column: Int) -> Scalar { logits[row, column] - (column == Int(label) ? 1 : 0) }
    var squares: Scalar = 0
    var mean: Scalar = 0
    for column in 0..<logits.columns {
      logits[row, column] /= sum
      squares += error(column) * error(column)
      mean += logits[row, column] * error(column)
    }
    total += Double(squares) / Double(logits.columns)
    guard scale != 0 else { continue }
    for column in 0..<logits.columns {
      logits[row, column] *= scale * 2 / Scalar(logits.columns) * (error(column) - mean)
    }
  }
  return total
}

/// Returns the mean squared error of sigmoid outputs, summed over rows: Σ of the mean over the k outputs of (σ(a) −
/// onehot(label))².
///
/// With a nonzero `scale`, the logits [m, k] are replaced by scale times the gradient, (2/k) (p_j − y_j) p_j (1 − p_j), p =
/// σ(a) and y = onehot(label); with 0 they keep their values.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
public func sigmoidMeanSquaredError<Scalar: KernelScalar>(
  _ logits: Matrix<Scalar>, labels: ArraySlice<Int32>, scale: Scalar = 0
) -> Double {
  checkLabels(labels, of: logits, classes: logits.columns)
  let factor = scale * 2 / Scalar(logits.columns)
  var total = 0.0
  for (row, label) in labels.enumerated() {
    var squares: Scalar = 0
    for column in 0..<logits.columns {
      let logit = logits[row, column]
      // σ(a) and 1 − σ(a), of which neither is lost to cancellation.
      let power = Scalar.exp(-abs(logit))
      let (large, small) = (1 / (1 + power), power / (1 + power))
      let (on, off) = logit < 0 ? (small, large) : (large, small)
      let error = column == Int(label) ? -off : on
      squares += error * error
      if scale != 0 { logits[row, column] = factor * error * on * off }
    }
    total += Double(squares) / Double(logits.columns)
  }
  return total
}

/// Returns the mean squared error of linear outputs, summed over rows: Σ of the mean over the k outputs of (a −
/// onehot(label))².
///
/// With a nonzero `scale`, the logits [m, k] are replaced by scale times the gradient, (2/k) (a_j − y_j), y =
/// onehot(label); with 0 they keep their values.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
public func linearMeanSquaredError<Scalar: KernelScalar>(
  _ logits: Matrix<Scalar>, labels: ArraySlice<Int32>, scale: Scalar = 0
) -> Double {
  checkLabels(labels, of: logits, classes: logits.columns)
  let factor = scale * 2 / Scalar(logits.columns)
  var total = 0.0
  for (row, label) in labels.enumerated() {
    var squares: Scalar = 0
    for column in 0..<logits.columns {
      let error = logits[row, column] - (column == Int(label) ? 1 : 0)
      squares += error * error
      if scale != 0 { logits[row, column] = factor * error }
    }
    total += Double(squares) / Double(logits.columns)
  }
  return total
}

/// Returns the squared error of one linear output, summed over rows: Σ (a − y)².
///
/// With a nonzero `scale`, the logits [m, 1] are replaced by scale times the gradient, 2 (a − y); with 0 they keep their
/// values.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
public func squaredError<Scalar: KernelScalar>(
  _ logits: Matrix<Scalar>, quantities: ArraySlice<Scalar>, scale: Scalar = 0
) -> Double {
  precondition(
    logits.columns == 1 && quantities.count == logits.rows && logits.isPadded, "one quantity a row of a padded matrix")
  var total = 0.0
  for (row, quantity) in quantities.enumerated() {
    let error = logits[row, 0] - quantity
    total += Double(error * error)
    if scale != 0 { logits[row, 0] = scale * 2 * error }
  }
  return total
}

/// Returns the binary cross-entropy on a sigmoid output, summed over rows: Σ of ln(1 + e^a) − y·a for one logit per row
/// and y = label ∈ {0, 1}.
///
/// With a nonzero `scale`, the logits [m, 1] are replaced by scale · (σ(a) − y), the scaled gradient.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
public func sigmoidCrossEntropy<Scalar: KernelScalar>(
  _ logits: Matrix<Scalar>, labels: ArraySlice<Int32>, scale: Scalar = 0
) -> Double {
  precondition(logits.columns == 1, "one logit a row")
  checkLabels(labels, of: logits, classes: 2)
  var total = 0.0
  for (row, label) in labels.enumerated() {
    let logit = logits[row, 0]
    // The loss is ln(1 + e^s) with s = −a for label 1 and a for label 0: max(s, 0) + ln(1 + e^−|s|) neither overflows
    // nor loses a small loss to cancellation.
    let s = label == 1 ? -logit : logit
    let power = Scalar.exp(-abs(s))
    let softplus = Swift.max(s, 0) + Scalar.log(onePlus: power)
    // max() drops a NaN; adding 0·s brings it back.
    total += Double(softplus + 0 * s)
    if scale != 0 { logits[row, 0] = scale * ((logit < 0 ? power : 1) / (1 + power) - Scalar(label)) }
  }
  return total
}

/// Appends the class of the largest logit of each row, the first of equals, to `classes`. With one logit: class 1 if it is
/// positive, else 0.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
public func appendLargest<Scalar: KernelScalar>(of logits: Matrix<Scalar>, to classes: inout [Int32]) {
  precondition(logits.columns > 0, "logits in each row")
  for row in 0..<logits.rows { classes.append(Int32(logits.largest(inRow: row))) }
}

extension Matrix {
  /// The class that a row of logits stands for.
  @inline(__always)
  fileprivate func largest(inRow index: Int) -> Int {
    let row = base + index * stride
    if columns == 1 { return row[0] > 0 ? 1 : 0 }
    var best = 0
    for column in 1..<columns where row[column] > row[best] { best = column }
    return best
  }
}

@usableFromInline
func checkLabels<Scalar: KernelScalar>(_ labels: ArraySlice<Int32>, of logits: Matrix<Scalar>, classes: Int) {
  precondition(labels.count == logits.rows && logits.isPadded, "one label a row of a padded matrix")
  for label in labels { precondition(label >= 0 && label < classes, "label outside the classes") }
}
