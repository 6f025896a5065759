/// A row-major matrix: a view of a ``Buffer``, which it keeps alive. Copies share the memory.
///
/// Kernels write *padded* matrices. Their rows are padded with zeros to an odd number of whole panels of sixteen
/// values, so that rows do not compete for the same part of the cache.
public struct Matrix<Scalar: KernelScalar> {
  @usableFromInline let owner: Buffer<Scalar>
  @usableFromInline let base: UnsafeMutablePointer<Scalar>
  /// Number of rows.
  public let rows: Int
  /// Number of columns, without padding.
  public let columns: Int
  @usableFromInline let stride: Int

  @usableFromInline init(
    owner: Buffer<Scalar>, base: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int, stride: Int
  ) {
    self.owner = owner
    self.base = base
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  /// Creates a padded matrix of zeros with its own memory.
  public init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, stride: Panels.stride(columns: columns))
  }

  /// Creates a padded matrix with its own memory from `values`, row by row.
  public init(rows: Int, columns: Int, values: [Scalar]) {
    self.init(rows: rows, columns: columns)
    copy(values)
  }

  /// A matrix of zeros with memory of its own and no padding: kernels may read but not write it.
  init(unpaddedRows rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, stride: columns)
  }

  private init(rows: Int, columns: Int, stride: Int) {
    let buffer = Buffer<Scalar>(count: rows * stride)
    self.init(owner: buffer, base: buffer.base, rows: rows, columns: columns, stride: stride)
  }

  /// Returns the number of scalars that a padded matrix occupies.
  public static func storageCount(rows: Int, columns: Int) -> Int { rows * Panels.stride(columns: columns) }

  /// Creates a padded view of `buffer`, starting at `offset`.
  public init(_ buffer: Buffer<Scalar>, at offset: Int, rows: Int, columns: Int) {
    precondition(
      offset >= 0 && rows >= 0 && columns >= 0
        && offset + Self.storageCount(rows: rows, columns: columns) <= buffer.count, "view outside its buffer")
    self.init(
      owner: buffer, base: buffer.base + offset, rows: rows, columns: columns,
      stride: Panels.stride(columns: columns))
  }

  /// Takes over the values of a matrix of the same shape; both must be padded.
  public func copy(_ other: Matrix) {
    precondition(rows == other.rows && columns == other.columns && stride == other.stride, "matrices of one shape")
    base.update(from: other.base, count: rows * stride)
  }

  private func copy(_ values: [Scalar]) {
    precondition(values.count == rows * columns, "a matrix needs rows × columns values")
    values.withUnsafeBufferPointer { source in
      guard let first = source.baseAddress else { return }
      for row in 0..<rows { (base + row * stride).update(from: first + row * columns, count: columns) }
    }
  }

  /// The value in a row and a column, both from 0.
  @inlinable public subscript(row: Int, column: Int) -> Scalar {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "index outside the matrix")
      return base[row * stride + column]
    }
    nonmutating set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "index outside the matrix")
      base[row * stride + column] = newValue
    }
  }

  /// The values, row by row, without padding: rows × columns.
  public var values: [Scalar] {
    (0..<rows).flatMap { UnsafeBufferPointer(start: base + $0 * stride, count: columns) }
  }

  /// Sets every value to zero.
  public func clear() {
    for row in 0..<rows { (base + row * stride).update(repeating: 0, count: columns) }
  }

  /// Returns a view of the rows in `range`.
  @inlinable public func rows(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows outside the matrix")
    return Matrix(
      owner: owner, base: base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }

  /// Returns a view of the first `count` rows.
  @inlinable public func prefix(_ count: Int) -> Matrix { rows(0..<count) }

  /// Whether this is one padded row with so many columns.
  @inlinable func isRow(of columns: Int) -> Bool { rows == 1 && self.columns == columns && isPadded }

  /// Kernels write whole panels.
  @inlinable var isPadded: Bool { stride >= Panels.padded(columns) }
}
