/// The features of some samples, one row a sample: all values, or where most are zero the others only.
public struct Features<Scalar: KernelScalar> {
  @usableFromInline enum Storage {
    case dense(Matrix<Scalar>)
    case sparse(SparseRows<Scalar>)
  }

  @usableFromInline let storage: Storage

  /// Copies `values`, row by row; whether they are stored densely depends on nothing but their share of zeros.
  public init(rows: Int, columns: Int, values: [Scalar]) {
    if let sparse = SparseRows(rows: rows, columns: columns, values: values) {
      storage = .sparse(sparse)
    } else {
      storage = .dense(Matrix(unpaddedRows: rows, columns: columns, values: values))
    }
  }

  /// All rows as one batch.
  public var all: InputRows<Scalar> { RowBatch(of: self, capacity: rows).rows(0..<rows) }

  public var rows: Int {
    switch storage {
    case .dense(let matrix): matrix.rows
    case .sparse(let rows): rows.rows
    }
  }

  public var columns: Int {
    switch storage {
    case .dense(let matrix): matrix.columns
    case .sparse(let rows): rows.columns
    }
  }
}
