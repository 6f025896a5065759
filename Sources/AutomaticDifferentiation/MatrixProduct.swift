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

  /// The product of two matrices, each transposed first if so said. Every value is summed in the order of the inputs, so
  /// that the bits are the same on every machine; a BLAS chooses an order for the processor.
  private static func product(
    _ left: DifferentiableMatrix, _ transposeLeft: Bool, _ right: DifferentiableMatrix, _ transposeRight: Bool
  ) -> DifferentiableMatrix {
    let (m, k) = transposeLeft ? (left.columns, left.rows) : (left.rows, left.columns)
    let (inner, n) = transposeRight ? (right.columns, right.rows) : (right.rows, right.columns)
    precondition(k == inner, "shapes do not multiply")
    let values = [Double](unsafeUninitializedCapacity: m * n) { values, count in
      // Columns of the right matrix, as many as a vector has lanes, side by side.
      var panel = [Lanes](repeating: .zero, count: k)
      for first in stride(from: 0, to: n, by: Lanes.scalarCount) {
        let lanes = 0..<min(Lanes.scalarCount, n - first)
        for index in 0..<k {
          for lane in lanes {
            panel[index][lane] =
              right.values[transposeRight ? (first + lane) * k + index : index * n + first + lane]
          }
        }
        for row in 0..<m {
          var sum = Lanes.zero
          for index in 0..<k { sum += left.values[transposeLeft ? index * m + row : row * k + index] * panel[index] }
          for lane in lanes { values.initializeElement(at: row * n + first + lane, to: sum[lane]) }
        }
      }
      count = m * n
    }
    return DifferentiableMatrix(rows: m, columns: n, values: values)
  }

  private typealias Lanes = SIMD8<Double>
}
