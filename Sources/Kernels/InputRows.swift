/// Rows that pass through a layer together: [count, columns], in two parts.
public struct InputRows<Scalar: KernelScalar> {
  /// The values of some columns [count, dense columns], and which columns they are.
  let dense: Matrix<Scalar>
  let denseColumns: IndexList
  /// Values in other columns; those that are not here are zero.
  let sparse: SparseSelection<Scalar>?
  @usableFromInline let columns: Int

  init(dense: Matrix<Scalar>, denseColumns: IndexList, sparse: SparseSelection<Scalar>?, columns: Int) {
    self.dense = dense
    self.denseColumns = denseColumns
    self.sparse = sparse
    self.columns = columns
  }

  /// The rows of a matrix; `columns` is the list of all its columns.
  public init(_ matrix: Matrix<Scalar>, columns: IndexList) {
    precondition(columns.count == matrix.columns, "one index a column")
    self.init(dense: matrix, denseColumns: columns, sparse: nil, columns: matrix.columns)
  }

  public var count: Int { dense.rows }
}

/// Rows of ``SparseRows``, by index.
struct SparseSelection<Scalar: KernelScalar> {
  let rows: SparseRows<Scalar>
  /// The rows of the batch, and after them `ahead` of those that come next, which are fetched early.
  let indices: IndexList
  let ahead: Int
}
