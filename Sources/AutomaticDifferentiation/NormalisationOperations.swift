import _Differentiation

extension DifferentiableMatrix {
  /// Returns (x − μ) / √(σ² + epsilon) of each row, with its mean μ and its (biased) variance σ². The derivative is left to
  /// the compiler.
  @differentiable(reverse,wrt: self)
  public func normalisingRows(epsilon: Double) -> DifferentiableMatrix {
    let centred = centringRows()
    return centred * (centred * centred).averagingRows().inverseRoots(epsilon: epsilon)
  }

  /// Returns each row less its mean.
  @differentiable(reverse)
  public func centringRows() -> DifferentiableMatrix {
    mappedRows { row in
      let mean = row.reduce(0, +) / Double(row.count)
      return row.map { $0 - mean }
    }
  }

  /// The derivative of `centringRows`, which is its own transpose.
  @derivative(of: centringRows)
  public func vjpCentringRows() -> (
    value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> DifferentiableMatrix
  ) {
    (centringRows(), { v in v.centringRows() })
  }

  /// Returns the mean of each row in every column.
  @differentiable(reverse)
  public func averagingRows() -> DifferentiableMatrix {
    mappedRows { row in Array(repeating: row.reduce(0, +) / Double(row.count), count: row.count) }
  }

  /// The derivative of `averagingRows`, which is its own transpose.
  @derivative(of: averagingRows)
  public func vjpAveragingRows() -> (
    value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> DifferentiableMatrix
  ) {
    (averagingRows(), { v in v.averagingRows() })
  }

  /// Returns 1 / √(x + epsilon) of each value.
  @differentiable(reverse,wrt: self)
  public func inverseRoots(epsilon: Double) -> DifferentiableMatrix { mapped { 1 / ($0 + epsilon).squareRoot() } }

  /// The derivative of `inverseRoots`: −½ (x + epsilon)^(−3/2).
  @derivative(of: inverseRoots, wrt: self)
  public func vjpInverseRoots(epsilon: Double) -> (
    value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> DifferentiableMatrix
  ) {
    let y = inverseRoots(epsilon: epsilon)
    return (y, { v in v.combined(with: y) { v, y in -0.5 * v * y * y * y } })
  }

  /// Returns the matrix [m, n] with each column multiplied by its value in `factors` [1, n].
  @differentiable(reverse)
  public func scalingColumns(by factors: DifferentiableMatrix) -> DifferentiableMatrix {
    precondition(factors.rows == 1 && factors.columns == columns, "one factor a column")
    return mappedRows { row in zip(row, factors.values).map { $0 * $1 } }
  }

  /// The derivative of `scalingColumns(by:)`: the matrix receives v with its columns multiplied, the factors the sum of
  /// v · x over its rows.
  @derivative(of: scalingColumns)
  public func vjpScalingColumns(
    by factors: DifferentiableMatrix
  ) -> (value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> (DifferentiableMatrix, DifferentiableMatrix)) {
    (scalingColumns(by: factors), { v in (v.scalingColumns(by: factors), (v * self).columnSums) })
  }
}
