import ElementaryFunctions
import _Differentiation

extension DifferentiableMatrix {
  /// Returns the matrix [m, n] with `bias` [1, n] added to each row.
  @differentiable(reverse)
  public func adding(bias: DifferentiableMatrix) -> DifferentiableMatrix {
    precondition(bias.rows == 1 && bias.columns == columns, "one bias a column")
    return mappedRows { row in zip(row, bias.values).map { $0 + $1 } }
  }

  /// The derivative of `adding(bias:)`: the matrix receives v, the bias the sum of v over its rows.
  @derivative(of: adding)
  public func vjpAdding(
    bias: DifferentiableMatrix
  ) -> (value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> (DifferentiableMatrix, DifferentiableMatrix)) {
    (adding(bias: bias), { v in (v, v.columnSums) })
  }

  var columnSums: DifferentiableMatrix {
    var sums = [Double](repeating: 0, count: columns)
    for index in 0..<rows {
      for (column, value) in row(index).enumerated() { sums[column] += value }
    }
    return DifferentiableMatrix(rows: 1, columns: columns, values: sums)
  }

  /// Returns max(z, 0) of each value; NaN stays NaN.
  @differentiable(reverse)
  public func relu() -> DifferentiableMatrix { mapped { $0 < 0 ? 0 : $0 } }

  /// The derivative of `relu`: 1 where z > 0, else 0.
  @derivative(of: relu)
  public func vjpRelu() -> (value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> DifferentiableMatrix) {
    (relu(), { v in v.combined(with: self) { v, z in z > 0 ? v : 0 } })
  }

  /// Returns σ(z) = 1 / (1 + e^(−z)) of each value.
  @differentiable(reverse)
  public func sigmoid() -> DifferentiableMatrix { mapped { 1 / (1 + .exp(-$0)) } }

  /// The derivative of `sigmoid`: σ (1 − σ).
  @derivative(of: sigmoid)
  public func vjpSigmoid() -> (value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> DifferentiableMatrix) {
    let y = sigmoid()
    return (y, { v in v.combined(with: y) { v, y in v * y * (1 - y) } })
  }

  /// Returns tanh(z) of each value.
  @differentiable(reverse)
  public func hyperbolicTangent() -> DifferentiableMatrix { mapped(Double.tanh) }

  /// The derivative of `hyperbolicTangent`: 1 − tanh².
  @derivative(of: hyperbolicTangent)
  public func vjpHyperbolicTangent() -> (
    value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> DifferentiableMatrix
  ) {
    let y = hyperbolicTangent()
    return (y, { v in v.combined(with: y) { v, y in v * (1 - y * y) } })
  }
}
