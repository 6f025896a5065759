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
  /// The other columns; nil if there are none.
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
    // Of samples with very many features, fewer at a time.
    let block = max(1, min(1024, (1 << 22) / max(columns, 1)))
    let blocks = stride(from: 0, to: rows, by: block).map { $0..<min($0 + block, rows) }
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
    let (isDense, denseColumns, sparseCount) = Self.layout(counts, rows: rows)
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
    sparse = denseColumns.count == columns ? nil : rest
  }

  /// Copies the values that `nonzeros` tells for each row, with their columns, ascending; all others are zero. It is called
  /// twice for each row, with the same values.
  ///
  /// They are stored as if all values had been given, without ever taking memory for the zeros of sparse columns.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public init(rows: Int, columns: Int, nonzeros: (_ row: Int, _ take: (Int, Scalar) -> Void) -> Void) {
    self.rows = rows
    self.columns = columns
    var counts = [Int](repeating: 0, count: columns)
    for row in 0..<rows {
      nonzeros(row) { column, value in
        if value != 0 { counts[column] += 1 }
      }
    }
    let (isDense, denseColumns, sparseCount) = Self.layout(counts, rows: rows)
    var places = [Int32](repeating: -1, count: columns)
    for (place, column) in denseColumns.enumerated() { places[column] = Int32(place) }
    let dense = Matrix<Scalar>(unpaddedRows: rows, columns: denseColumns.count)
    let entries = allocateForKernels(sparseCount, of: SparseRows<Scalar>.Entry.self)
    var filled = 0
    var starts: [UInt32] = [0]
    starts.reserveCapacity(rows + 1)
    for row in 0..<rows {
      for place in 0..<denseColumns.count { dense.base[row * dense.stride + place] = 0 }
      nonzeros(row) { column, value in
        if isDense[column] {
          dense.base[row * dense.stride + Int(places[column])] = value
        } else if value != 0 {
          precondition(filled < sparseCount, "rows differ from when they were counted")
          (entries + filled).initialize(to: SparseRows<Scalar>.Entry(value: value, column: UInt32(column)))
          filled += 1
        }
      }
      starts.append(UInt32(filled))
    }
    self.dense = dense
    self.denseColumns = IndexList(denseColumns)
    let rest = SparseRows(adopting: entries, starts: starts)
    sparse = denseColumns.count == columns ? nil : rest
  }

  /// Which columns are stored as they are, given how many values of each are not zero, and how many values others have.
  private static func layout(_ counts: [Int], rows: Int) -> (isDense: [Bool], denseColumns: [Int], sparseCount: Int) {
    let isDense = counts.map { Double($0) >= worthwhileDensity * Double(rows) }
    let sparseCount = isDense.indices.reduce(0) { $0 + (isDense[$1] ? 0 : counts[$1]) }
    precondition(sparseCount < Int(UInt32.max), "features beyond four thousand million values")
    return (isDense, isDense.indices.filter { isDense[$0] }, sparseCount)
  }

  /// All rows as one batch.
  public var all: InputRows<Scalar> { RowBatch(of: self, capacity: rows).rows(0..<rows) }
}
