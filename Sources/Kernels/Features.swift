/// The features of some samples, [samples, features].
///
/// Columns that are mostly nonzero are stored as a matrix. Of the other columns, such as the margins of MNIST's images,
/// only the nonzero values are stored. Kernels then do little work on zeros, and dense columns do not slow down for the
/// sparse ones.
public struct Features<Scalar: KernelScalar> {
  /// Number of samples.
  public let rows: Int
  /// Number of features of one sample.
  public let columns: Int
  /// The columns that are stored as they are, and their values [rows, dense columns].
  let denseColumns: IndexList
  let dense: Matrix<Scalar>
  /// The rest; nil if there is none.
  let sparse: SparseRows<Scalar>?

  /// The share of nonzero values above which dense kernels are faster for a column.
  ///
  /// Measured: training touches a value in a sparse row at 2½ to 3 times the cost of one in a matrix.
  static var worthwhileDensity: Double { 0.35 }

  /// Copies `values`, row by row. How they are stored depends only on which of them are zero.
  public init(rows: Int, columns: Int, values: [Scalar]) {
    precondition(values.count == rows * columns, "rows × columns values")
    self.init(rows: rows, columns: columns) { values[$0.lowerBound * columns..<$0.upperBound * columns] }
  }

  /// Copies the values that `values` returns for ranges of rows, row by row. It is called twice for each row, so that
  /// no second copy of all values is needed.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public init(rows: Int, columns: Int, values: (Range<Int>) -> ArraySlice<Scalar>) {
    self.rows = rows
    self.columns = columns
    let blocks = stride(from: 0, to: rows, by: 1024).map { $0..<min($0 + 1024, rows) }
    var counts = [Int](repeating: 0, count: columns)
    for block in blocks {
      let values = values(block)
      precondition(values.count == block.count * columns, "as many values as the rows have columns")
      var index = values.startIndex
      for _ in block {
        for column in 0..<columns where values[index + column] != 0 { counts[column] += 1 }
        index += columns
      }
    }
    let isDense = counts.map { Double($0) >= Self.worthwhileDensity * Double(rows) }
    let denseColumns = isDense.indices.filter { isDense[$0] }
    let sparseCount = isDense.indices.reduce(0) { $0 + (isDense[$1] ? 0 : counts[$1]) }
    precondition(sparseCount < Int(UInt32.max), "features beyond four thousand million values")
    dense = Matrix(unpaddedRows: rows, columns: denseColumns.count)
    let entries = allocateForKernels(sparseCount, of: SparseRows<Scalar>.Entry.self)
    var filled = 0
    var starts: [UInt32] = [0]
    starts.reserveCapacity(rows + 1)
    for block in blocks {
      let values = values(block)
      precondition(values.count == block.count * columns, "as many values as the rows have columns")
      var index = values.startIndex
      for row in block {
        var next = dense.base + row * dense.stride
        for column in 0..<columns {
          let value = values[index + column]
          if isDense[column] {
            next.pointee = value
            next += 1
          } else if value != 0 {
            precondition(filled < sparseCount, "rows differ from when they were counted")
            (entries + filled).initialize(to: SparseRows<Scalar>.Entry(value: value, column: UInt32(column)))
            filled += 1
          }
        }
        starts.append(UInt32(filled))
        index += columns
      }
    }
    self.denseColumns = IndexList(denseColumns)
    let rest = SparseRows(adopting: entries, starts: starts)
    sparse = filled == 0 ? nil : rest
  }

  /// All rows as one batch.
  public var all: InputRows<Scalar> { RowBatch(of: self, capacity: rows).rows(0..<rows) }
}
