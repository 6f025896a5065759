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
    let (m, k) = transposeLeft ? (left.columns, left.rows) : (left.rows, left.columns)
    let (inner, n) = transposeRight ? (right.columns, right.rows) : (right.rows, right.columns)
    precondition(k == inner, "shapes do not multiply")
    var values = [Double](repeating: 0, count: m * n)
    guard !values.isEmpty, k > 0 else { return DifferentiableMatrix(rows: m, columns: n, values: values) }
    if let product = OpenBLAS.product {
      product(
        OpenBLAS.rowMajor, transposeLeft ? OpenBLAS.transposed : OpenBLAS.asItIs,
        transposeRight ? OpenBLAS.transposed : OpenBLAS.asItIs, Int32(m), Int32(n), Int32(k), 1, left.values,
        Int32(left.columns), right.values, Int32(right.columns), 0, &values, Int32(n))
    } else {
      for row in 0..<m {
        for column in 0..<n {
          for index in 0..<k {
            let factor = left.values[transposeLeft ? index * left.columns + row : row * left.columns + index]
            let other = right.values[transposeRight ? column * right.columns + index : index * right.columns + column]
            values[row * n + column] += factor * other
          }
        }
      }
    }
    return DifferentiableMatrix(rows: m, columns: n, values: values)
  }
}
