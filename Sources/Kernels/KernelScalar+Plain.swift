// Every kernel as its definition says, without regard to speed.

extension KernelScalar {
  /// Copies the first of the listed rows of source into target, by a plain loop.
  public static func gather(_ source: Matrix<Self>, rows: IndexList, ahead: Int, into target: Matrix<Self>) {
    for row in 0..<target.rows {
      for column in 0..<target.columns { target[row, column] = source[Int(rows.base[row]), column] }
    }
  }

  /// output ← bias + x · wᵀ, by plain loops.
  public static func product(
    _ x: InputRows<Self>, _ w: WeightMatrix<Self>, bias: Matrix<Self>, into output: Matrix<Self>
  ) {
    for row in 0..<x.count {
      for unit in 0..<w.outputs { output[row, unit] = bias[0, unit] }
      x.forEachValue(ofRow: row) { column, value in
        for unit in 0..<w.outputs { output[row, unit] += value * w[unit, column] }
      }
    }
  }

  /// w ← keep · w + deltaᵀ · x, by plain loops.
  public static func update(_ w: WeightMatrix<Self>, keep: Self, delta: Matrix<Self>, _ x: InputRows<Self>) {
    for unit in 0..<w.outputs {
      for input in 0..<w.inputs { w[unit, input] = keep == 0 ? 0 : keep * w[unit, input] }
    }
    for row in 0..<x.count {
      x.forEachValue(ofRow: row) { column, value in
        for unit in 0..<w.outputs { w[unit, column] += delta[row, unit] * value }
      }
    }
  }

  /// below ← delta · w, by plain loops; `scratch` is not used.
  public static func deltaBelow(
    _ delta: Matrix<Self>, _ w: WeightMatrix<Self>, outputs: IndexList, scratch: Buffer<Self>,
    into below: Matrix<Self>
  ) {
    for row in 0..<delta.rows {
      for input in 0..<w.inputs {
        below[row, input] = (0..<w.outputs).reduce(0) { $0 + delta[row, $1] * w[$1, input] }
      }
    }
  }

  /// bias ← keep · bias + Σ rows of delta, by plain loops.
  public static func update(_ bias: Matrix<Self>, keep: Self, delta: Matrix<Self>) {
    for unit in 0..<delta.columns {
      let kept = keep == 0 ? 0 : keep * bias[0, unit]
      bias[0, unit] = (0..<delta.rows).reduce(kept) { $0 + delta[$1, unit] }
    }
  }

  /// z ← max(z, 0) in place, by plain loops; NaN stays NaN.
  public static func relu(_ z: Matrix<Self>) {
    // A NaN must stay one, so that divergence is seen.
    z.transform { $0 < 0 ? 0 : $0 }
  }

  /// z ← σ(z) in place, by plain loops. e^(−z) may overflow to infinity, which correctly gives 0.
  public static func sigmoid(_ z: Matrix<Self>) {
    z.transform { 1 / (1 + exp(-$0)) }
  }

  /// z ← tanh(z) in place, by plain loops.
  public static func hyperbolicTangent(_ z: Matrix<Self>) {
    z.transform { tanh($0) }
  }

  /// delta ← delta where output > 0, else 0, by plain loops.
  public static func reluBackward(_ delta: Matrix<Self>, output: Matrix<Self>) {
    delta.transform(with: output) { delta, y in y > 0 ? delta : 0 }
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

  /// sum ← a + b, by plain loops.
  public static func add(_ a: Matrix<Self>, _ b: Matrix<Self>, into sum: Matrix<Self>) {
    for row in 0..<a.rows {
      for column in 0..<a.columns { sum[row, column] = a[row, column] + b[row, column] }
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

  /// Takes a step of each parameter, by a plain loop.
  public static func takeStep(
    _ step: OptimiserStep<Self>, _ w: UnsafeMutablePointer<Self>, gradient: UnsafePointer<Self>,
    state: OptimiserState<UnsafeMutablePointer<Self>>, count: Int
  ) {
    for index in 0..<count {
      let g = step.penalty == 0 ? gradient[index] : gradient[index] + step.penalty * w[index]
      w[index] *= step.keep
      switch step.rule {
      case .momentum(let momentum):
        state.first[index] = momentum * state.first[index] + g
        w[index] -= step.rate * state.first[index]
      case .nesterov(let momentum):
        state.first[index] = momentum * state.first[index] + g
        w[index] -= step.rate * (g + momentum * state.first[index])
      case .adam(let beta1, let beta2, let epsilon, let correction1, let correction2):
        let first = beta1 * state.first[index] + (1 - beta1) * g
        let second = beta2 * state.second[index] + (1 - beta2) * g * g
        (state.first[index], state.second[index]) = (first, second)
        w[index] -= step.rate * (first / correction1) / ((second / correction2).squareRoot() + epsilon)
      }
    }
  }

  /// Takes a step of each weight, after all of the gradient has been computed.
  public static func takeStep(
    _ step: OptimiserStep<Self>, _ w: WeightMatrix<Self>, delta: Matrix<Self>, _ x: InputRows<Self>,
    gradient: WeightMatrix<Self>, state: OptimiserState<WeightMatrix<Self>>
  ) {
    update(gradient, keep: 0, delta: delta, x)
    takeStep(
      step, w.base, gradient: gradient.base, state: (state.first.base, state.second.base),
      count: WeightMatrix<Self>.storageCount(outputs: w.outputs, inputs: w.inputs))
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
