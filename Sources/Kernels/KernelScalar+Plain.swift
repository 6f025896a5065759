// Kernels as their definitions say, without regard to speed: those that double precision has no faster ones for.

extension KernelScalar {
  /// z ← σ(z) in place, by plain loops. e^(−z) may overflow to infinity, which correctly gives 0.
  public static func sigmoid(_ z: Matrix<Self>) {
    z.transform { 1 / (1 + exp(-$0)) }
  }

  /// z ← tanh(z) in place, by plain loops.
  public static func hyperbolicTangent(_ z: Matrix<Self>) {
    z.transform { tanh($0) }
  }

  /// delta ← delta · output (1 − output), by plain loops.
  public static func sigmoidBackward(_ delta: Matrix<Self>, output: Matrix<Self>) {
    delta.transform(with: output) { delta, y in delta * y * (1 - y) }
  }

  /// delta ← delta · (1 − output²), by plain loops.
  public static func hyperbolicTangentBackward(_ delta: Matrix<Self>, output: Matrix<Self>) {
    delta.transform(with: output) { delta, y in delta * (1 - y * y) }
  }

  /// Normalises each row, by plain loops.
  public static func normalise(
    _ z: Matrix<Self>, gains: Matrix<Self>, offsets: Matrix<Self>, into x: Matrix<Self>, inverse: Matrix<Self>
  ) {
    let (columns, count) = (0..<z.columns, Self(z.columns))
    for row in 0..<z.rows {
      let mean = columns.reduce(0) { $0 + z[row, $1] } / count
      for column in columns { x[row, column] = z[row, column] - mean }
      let variance = columns.reduce(0) { $0 + x[row, $1] * x[row, $1] } / count
      let factor = 1 / (variance + Self(normalisationEpsilon)).squareRoot()
      inverse[0, row] = factor
      for column in columns {
        x[row, column] *= factor
        z[row, column] = gains[0, column] * x[row, column] + offsets[0, column]
      }
    }
  }

  /// delta ← inverse · (d − mean(d) − x · mean(d · x)) with d = gains · delta, by plain loops.
  public static func normalisationBackward(
    _ delta: Matrix<Self>, gains: Matrix<Self>, normalised x: Matrix<Self>, inverse: Matrix<Self>
  ) {
    let (columns, count) = (0..<delta.columns, Self(delta.columns))
    for row in 0..<delta.rows {
      for column in columns { delta[row, column] *= gains[0, column] }
      let mean = columns.reduce(0) { $0 + delta[row, $1] } / count
      let slope = columns.reduce(0) { $0 + delta[row, $1] * x[row, $1] } / count
      for column in columns {
        delta[row, column] = inverse[0, row] * (delta[row, column] - mean - x[row, column] * slope)
      }
    }
  }

  /// gains ← keep · gains + Σ rows of delta · x, by plain loops.
  public static func update(_ gains: Matrix<Self>, keep: Self, delta: Matrix<Self>, normalised x: Matrix<Self>) {
    for unit in 0..<delta.columns {
      let kept = keep == 0 ? 0 : keep * gains[0, unit]
      gains[0, unit] = (0..<delta.rows).reduce(kept) { $0 + delta[$1, unit] * x[$1, unit] }
    }
  }

  /// Returns Σ of max + ln Σ e^(a − max) − a[label], safe for logits of any size, by plain loops.
  public static func softmaxCrossEntropy(
    _ logits: Matrix<Self>, labels: ArraySlice<Int32>, scale: Self
  ) -> Double {
    var total = 0.0
    for (row, label) in labels.enumerated() {
      let target = logits[row, Int(label)]
      let (largest, sum) = logits.replaceByShiftedExponentials(row: row)
      total += Double(largest - target + log(sum))
      guard scale != 0 else { continue }
      for column in 0..<logits.columns { logits[row, column] *= scale / sum }
      logits[row, Int(label)] -= scale
    }
    return total
  }
}

extension Matrix {
  /// Replaces every value x by f(x).
  fileprivate func transform(_ f: (Scalar) -> Scalar) {
    for row in 0..<rows {
      for column in 0..<columns { self[row, column] = f(self[row, column]) }
    }
  }

  /// Replaces every value x by f(x, the value of `other` in its place).
  fileprivate func transform(with other: Matrix, _ f: (Scalar, Scalar) -> Scalar) {
    for row in 0..<rows {
      for column in 0..<columns { self[row, column] = f(self[row, column], other[row, column]) }
    }
  }

  /// Replaces a row a by e^(a − max a): the overflow-safe numerators of softmax, whose denominator is the sum.
  func replaceByShiftedExponentials(row: Int) -> (maximum: Scalar, sum: Scalar) {
    let largest = (1..<max(columns, 1)).reduce(self[row, 0]) { self[row, $1] > $0 ? self[row, $1] : $0 }
    var sum: Scalar = 0
    for column in 0..<columns {
      let value = Scalar.exp(self[row, column] - largest)
      self[row, column] = value
      sum += value
    }
    return (largest, sum)
  }
}

extension InputRows {
  /// Calls `body` with the column and the value of everything but (some) zeros in a row.
  func forEachValue(ofRow row: Int, _ body: (Int, Scalar) -> Void) {
    for column in 0..<dense.columns { body(Int(denseColumns.base[column]), dense[row, column]) }
    guard let sparse else { return }
    for entry in sparse.entries(ofRow: row) { body(Int(entry.column), entry.value) }
  }
}
