// Each loss takes logits a [m, k] and one label a row, and returns the sum of the losses over the rows, in Double.
// Its `…Delta` twin also replaces each row of logits by ∂(loss of the row)/∂a.

/// The largest value of a row.
@inlinable
func maximum<Scalar: KernelScalar>(_ row: UnsafeMutablePointer<Scalar>, _ count: Int) -> Scalar {
  var result = row[0]
  for index in 1..<max(count, 1) where row[index] > result { result = row[index] }
  return result
}

/// Replaces a row a by e^(a − max a) and returns its sum: the overflow-safe numerator and denominator of softmax.
@inlinable
func shiftedExponentials<Scalar: KernelScalar>(
  _ row: UnsafeMutablePointer<Scalar>, _ count: Int, maximum: Scalar
) -> Scalar {
  var sum: Scalar = 0
  for index in 0..<count {
    let value = Scalar.exponential(row[index] - maximum)
    row[index] = value
    sum += value
  }
  return sum
}

/// Σ of max + ln Σ e^(a − max) − a[label]: cross-entropy on softmax outputs, safe for logits of any size.
///
/// Overwrites the logits.
@inlinable
public func softmaxCrossEntropy<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>) -> Double {
  softmaxCrossEntropy(logits, labels: labels) { _, _, _ in }
}

/// Cross-entropy as above; leaves softmax(a) − onehot(label) in each row.
@inlinable
public func softmaxCrossEntropyDelta<Scalar: KernelScalar>(
  _ logits: Matrix<Scalar>, labels: ArraySlice<Int32>
) -> Double {
  let classes = logits.columns
  return softmaxCrossEntropy(logits, labels: labels) { row, sum, label in
    let scale = 1 / sum
    for column in 0..<classes { row[column] *= scale }
    row[label] -= 1
  }
}

@inlinable @inline(__always)
func softmaxCrossEntropy<Scalar: KernelScalar>(
  _ logits: Matrix<Scalar>, labels: ArraySlice<Int32>,
  finish: (_ exponentials: UnsafeMutablePointer<Scalar>, _ sum: Scalar, _ label: Int) -> Void
) -> Double {
  precondition(labels.count == logits.rows, "one label a row")
  var total = 0.0
  var row = logits.base
  for label in labels {
    precondition(label >= 0 && label < logits.columns, "label outside the classes")
    let target = row[Int(label)]
    let largest = maximum(row, logits.columns)
    let sum = shiftedExponentials(row, logits.columns, maximum: largest)
    total += Double(largest - target + Scalar.naturalLogarithm(sum))
    finish(row, sum, Int(label))
    row += logits.columns
  }
  return total
}

/// Σ of the mean over the k outputs of (softmax(a) − onehot(label))². Leaves softmax(a) in each row.
@inlinable
public func softmaxMeanSquaredError<Scalar: KernelScalar>(
  _ logits: Matrix<Scalar>, labels: ArraySlice<Int32>
) -> Double {
  precondition(labels.count == logits.rows, "one label a row")
  var total = 0.0
  var row = logits.base
  for label in labels {
    precondition(label >= 0 && label < logits.columns, "label outside the classes")
    let scale = 1 / shiftedExponentials(row, logits.columns, maximum: maximum(row, logits.columns))
    var sum: Scalar = 0
    for column in 0..<logits.columns {
      row[column] *= scale
      let error = row[column] - (column == Int(label) ? 1 : 0)
      sum += error * error
    }
    total += Double(sum) / Double(logits.columns)
    row += logits.columns
  }
  return total
}

/// Mean squared error as above; leaves (2/k) p_j ((p_j − y_j) − Σ_i p_i (p_i − y_i)) in each row, p = softmax(a).
@inlinable
public func softmaxMeanSquaredErrorDelta<Scalar: KernelScalar>(
  _ logits: Matrix<Scalar>, labels: ArraySlice<Int32>
) -> Double {
  let total = softmaxMeanSquaredError(logits, labels: labels)
  var row = logits.base
  for label in labels {
    var mean: Scalar = 0
    for column in 0..<logits.columns {
      mean += row[column] * (row[column] - (column == Int(label) ? 1 : 0))
    }
    for column in 0..<logits.columns {
      let error = row[column] - (column == Int(label) ? 1 : 0)
      row[column] *= 2 / Scalar(logits.columns) * (error - mean)
    }
    row += logits.columns
  }
  return total
}

/// Σ of ln(1 + e^a) − y·a for one logit a row and y = label ∈ {0, 1}: binary cross-entropy on a sigmoid output.
@inlinable
public func sigmoidCrossEntropy<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>) -> Double {
  precondition(labels.count == logits.rows && logits.columns == 1, "one logit and one label a row")
  var total = 0.0
  for (row, label) in labels.enumerated() {
    precondition(label == 0 || label == 1, "binary labels are 0 and 1")
    // The loss is ln(1 + e^s) with s = −a for label 1 and a for label 0: max(s, 0) + ln(1 + e^−|s|) neither overflows
    // nor loses a small loss to cancellation.
    let s = label == 1 ? -logits.base[row] : logits.base[row]
    let softplus = Swift.max(s, 0) + Scalar.logarithmOnePlus(Scalar.exponential(-abs(s)))
    // max() drops a NaN; adding 0·s brings it back.
    total += Double(softplus + 0 * s)
  }
  return total
}

/// Binary cross-entropy as above; leaves σ(a) − y in each row.
@inlinable
public func sigmoidCrossEntropyDelta<Scalar: KernelScalar>(
  _ logits: Matrix<Scalar>, labels: ArraySlice<Int32>
) -> Double {
  let total = sigmoidCrossEntropy(logits, labels: labels)
  sigmoidForward(logits)
  for (row, label) in labels.enumerated() where label == 1 { logits.base[row] -= 1 }
  return total
}

/// Number of rows whose largest logit is at the label; the first of equals counts. With one logit: its sign.
@inlinable
public func countCorrect<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>) -> Int {
  precondition(labels.count == logits.rows && logits.columns > 0, "one label a row")
  var correct = 0
  var row = logits.base
  for label in labels {
    var best = 0
    if logits.columns == 1 {
      best = row[0] > 0 ? 1 : 0
    } else {
      for column in 1..<logits.columns where row[column] > row[best] { best = column }
    }
    if best == Int(label) { correct += 1 }
    row += logits.columns
  }
  return correct
}
