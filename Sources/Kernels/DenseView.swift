import CKernels

/// A matrix of doubles as it lies in an array, row by row, or its transpose.
package struct DenseView {
  private let values: [Double]
  /// Number of rows.
  package let rows: Int
  /// Number of columns.
  package let columns: Int
  private let rowStep: Int
  private let columnStep: Int

  /// Views `values`, which are rows × columns; if `transposed`, rows and columns change places.
  package init(_ values: [Double], rows: Int, columns: Int, transposed: Bool = false) {
    precondition(values.count == rows * columns, "a matrix needs rows × columns values")
    self.values = values
    (self.rows, self.columns) = transposed ? (columns, rows) : (rows, columns)
    (rowStep, columnStep) = transposed ? (1, columns) : (columns, 1)
  }

  /// Returns the values of self · other, row by row. Each is summed in the order of the columns, so that the bits are the
  /// same on every machine.
  package func product(_ other: DenseView) -> [Double] {
    precondition(columns == other.rows, "shapes do not multiply")
    return [Double](unsafeUninitializedCapacity: rows * other.columns) { result, count in
      count = rows * other.columns
      guard let first = result.baseAddress, count > 0 else { return }
      withUnsafeTemporaryAllocation(of: Double.self, capacity: max(columns, 1) * Panels.width) { panel in
        KernelSet.current.pointee.double_product(
          rows, other.columns, columns, values, rowStep, columnStep, other.values, other.rowStep, other.columnStep,
          panel.baseAddress, first)
      }
    }
  }
}
