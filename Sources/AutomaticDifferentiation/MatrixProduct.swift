import Kernels
import _Differentiation

extension DifferentiableMatrix {
  /// Returns self · otherᵀ [m, n] for self [m, k] and other [n, k].
  @differentiable(reverse)
  public func product(transposing other: DifferentiableMatrix) -> DifferentiableMatrix {
    Self.product(self, false, other, true)
  }

  /// The derivative of `product(transposing:)`: with v = ∂L/∂(self · otherᵀ), ∂L/∂self = v · other and ∂L/∂other = vᵀ ·
  /// self.
  @derivative(of: product)
  public func vjpProduct(
    transposing other: DifferentiableMatrix
  ) -> (value: DifferentiableMatrix, pullback: (DifferentiableMatrix) -> (DifferentiableMatrix, DifferentiableMatrix)) {
    (product(transposing: other), { v in (Self.product(v, false, other, false), Self.product(v, true, self, false)) })
  }

  /// The product of two matrices, each transposed first if so said.
  private static func product(
    _ left: DifferentiableMatrix, _ transposeLeft: Bool, _ right: DifferentiableMatrix, _ transposeRight: Bool
  ) -> DifferentiableMatrix {
    let (a, b) = (left.view(transposed: transposeLeft), right.view(transposed: transposeRight))
    return DifferentiableMatrix(rows: a.rows, columns: b.columns, values: a.product(b))
  }

  private func view(transposed: Bool) -> DenseView {
    DenseView(values, rows: rows, columns: columns, transposed: transposed)
  }
}
