import ElementaryFunctions
import _Differentiation

extension DifferentiableMatrix {
  /// Returns ln softmax of each row a, as a − max a − ln Σ e^(a − max a) so that no exponential overflows.
  @differentiable(reverse)
  public func logSoftmax() -> DifferentiableMatrix {
    mappedRows { row in
      let largest = row.max() ?? 0
      let shift = largest + .log(row.reduce(0) { $0 + .exp($1 - largest) })
      return row.map { $0 - shift }
    }
  }

  /// The derivative of `logSoftmax`: ∂L/∂a_j = v_j − p_j Σ_i v_i, p = softmax(a).
  @derivative(of: logSoftmax)
  public func vjpLogSoftmax() -> (
    value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> DifferentiableMatrix
  ) {
    let y = logSoftmax()
    return (y, { v in v - y.mapped(Double.exp).scalingRows(by: v.rowSums) })
  }

  /// Returns softmax of each row a: e^a / Σ e^a.
  @differentiable(reverse)
  public func softmax() -> DifferentiableMatrix { logSoftmax().exponential() }

  /// Returns e^x of each value.
  @differentiable(reverse)
  public func exponential() -> DifferentiableMatrix { mapped(Double.exp) }

  /// The derivative of `exponential`: v · e^x.
  @derivative(of: exponential)
  public func vjpExponential() -> (
    value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> DifferentiableMatrix
  ) {
    let y = exponential()
    return (y, { v in v * y })
  }

  /// Returns ln(1 + e^s) of each value, as max(s, 0) + ln(1 + e^−|s|), which neither overflows nor loses small values;
  /// NaN stays NaN.
  @differentiable(reverse)
  public func softplus() -> DifferentiableMatrix {
    mapped { s in (s < 0 ? 0 : s) + Double.log(onePlus: .exp(-abs(s))) }
  }

  /// The derivative of `softplus`: σ(s).
  @derivative(of: softplus)
  public func vjpSoftplus() -> (value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> DifferentiableMatrix) {
    (softplus(), { v in v * sigmoid() })
  }

  private var rowSums: [Double] { (0..<rows).map { row($0).reduce(0, +) } }

  private func scalingRows(by factors: [Double]) -> DifferentiableMatrix {
    DifferentiableMatrix(
      rows: rows, columns: columns, values: factors.indices.flatMap { index in row(index).map { factors[index] * $0 } })
  }
}
