import _Differentiation

extension DifferentiableMatrix {
  @derivative(of: -)
  public static func vjpSubtract(
    _ left: DifferentiableMatrix, _ right: DifferentiableMatrix
  ) -> (value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> (DifferentiableMatrix, DifferentiableMatrix)) {
    (left - right, { v in (v, zero - v) })
  }

  /// Value by value, of matrices of one shape.
  @differentiable(reverse)
  public static func * (left: DifferentiableMatrix, right: DifferentiableMatrix) -> DifferentiableMatrix {
    left.combined(with: right, *)
  }

  @derivative(of: *)
  public static func vjpMultiply(
    _ left: DifferentiableMatrix, _ right: DifferentiableMatrix
  ) -> (value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> (DifferentiableMatrix, DifferentiableMatrix)) {
    (left * right, { v in (v * right, v * left) })
  }

  /// Σ of all values.
  @differentiable(reverse)
  public func sum() -> Double { values.reduce(0, +) }

  @derivative(of: sum)
  public func vjpSum() -> (value: Double, pullback: (Double) -> DifferentiableMatrix) {
    (sum(), { v in mapped { _ in v } })
  }

  /// Σ x² over all values.
  @differentiable(reverse)
  public func sumOfSquares() -> Double { (self * self).sum() }
}
