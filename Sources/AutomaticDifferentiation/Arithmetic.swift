import _Differentiation

extension DifferentiableMatrix {
  /// The derivative of `+`: passes v to both operands.
  @derivative(of: +)
  public static func vjpAdd(
    _ left: DifferentiableMatrix, _ right: DifferentiableMatrix
  ) -> (value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> (DifferentiableMatrix, DifferentiableMatrix)) {
    (left + right, { v in (v, v) })
  }

  /// The derivative of `-`: passes v to the left operand and −v to the right.
  @derivative(of: -)
  public static func vjpSubtract(
    _ left: DifferentiableMatrix, _ right: DifferentiableMatrix
  ) -> (value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> (DifferentiableMatrix, DifferentiableMatrix)) {
    (left - right, { v in (v, zero - v) })
  }

  /// The elementwise product of two matrices of the same shape.
  @differentiable(reverse)
  public static func * (left: DifferentiableMatrix, right: DifferentiableMatrix) -> DifferentiableMatrix {
    left.combined(with: right, *)
  }

  /// The derivative of `*`: passes v · right to the left operand and v · left to the right, elementwise.
  @derivative(of: *)
  public static func vjpMultiply(
    _ left: DifferentiableMatrix, _ right: DifferentiableMatrix
  ) -> (value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> (DifferentiableMatrix, DifferentiableMatrix)) {
    (left * right, { v in (v * right, v * left) })
  }

  /// Returns the sum of all values.
  @differentiable(reverse)
  public func sum() -> Double { values.reduce(0, +) }

  /// The derivative of `sum`: every value receives v.
  @derivative(of: sum)
  public func vjpSum() -> (value: Double, pullback: (Double) -> DifferentiableMatrix) {
    (sum(), { v in mapped { _ in v } })
  }

  /// Returns Σ x² over all values.
  @differentiable(reverse)
  public func sumOfSquares() -> Double { (self * self).sum() }
}
