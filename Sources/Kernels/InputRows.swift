/// The input of a layer for one batch, [count, columns].
public struct InputRows<Scalar: KernelScalar> {
  /// The values of some columns [count, dense columns], and which columns they are.
  let dense: Matrix<Scalar>
  let denseColumns: IndexList
  /// Values in other columns; those that are not here are zero.
  let sparse: SparseSelection<Scalar>?
  /// Number of columns: the inputs of the layer.
  public let columns: Int

  init(dense: Matrix<Scalar>, denseColumns: IndexList, sparse: SparseSelection<Scalar>?, columns: Int) {
    self.dense = dense
    self.denseColumns = denseColumns
    self.sparse = sparse
    self.columns = columns
  }

  /// Uses the rows of a matrix; `columns` is the list of all its column indices.
  public init(_ matrix: Matrix<Scalar>, columns: IndexList) {
    precondition(columns.count == matrix.columns, "one index a column")
    self.init(dense: matrix, denseColumns: columns, sparse: nil, columns: matrix.columns)
  }

  /// Number of rows: the samples of the batch.
  public var count: Int { dense.rows }

  /// The values, row by row, including zeros: count × columns.
  public var values: [Scalar] {
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    get {
      var values = [Scalar](repeating: 0, count: count * columns)
      for row in 0..<count {
        let start = row * columns
        for column in 0..<dense.columns { values[start + Int(denseColumns.base[column])] = dense[row, column] }
        guard let sparse else { continue }
        for entry in sparse.entries(ofRow: row) { values[start + Int(entry.column)] = entry.value }
      }
      return values
    }
  }
}

/// Rows of ``SparseRows``, by index.
struct SparseSelection<Scalar: KernelScalar> {
  let rows: SparseRows<Scalar>
  /// The rows of the batch, and after them `ahead` of those that come next, which are fetched early.
  let indices: IndexList
  let ahead: Int
  /// Room for the entries of the batch, column by column.
  let transposed: TransposedRows<Scalar>

  /// The entries of a row of the batch.
  func entries(ofRow row: Int) -> UnsafeBufferPointer<SparseRows<Scalar>.Entry> {
    let index = Int(indices.base[row])
    let start = Int(rows.starts[index])
    return UnsafeBufferPointer(start: rows.entries + start, count: Int(rows.starts[index + 1]) - start)
  }
}
