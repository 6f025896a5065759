/// A row-major matrix: a view of a ``Buffer``, which it keeps alive. Copies share the memory.
///
/// Rows begin `stride` scalars apart. A *padded* matrix, the kind that kernels write, has rows that are padded with zeros
/// to whole panels, and an odd number of panels to a row, so that rows do not compete for the same part of the cache.
public struct Matrix<Scalar: KernelScalar> {
  @usableFromInline let owner: Buffer<Scalar>
  @usableFromInline let base: UnsafeMutablePointer<Scalar>
  public let rows: Int
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

  /// A padded matrix of zeros with memory of its own.
  public init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, stride: Panels.stride(columns: columns))
  }

  /// A padded matrix with memory of its own that holds `values`, row by row.
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

  /// The number of scalars that a padded matrix takes.
  public static func storageCount(rows: Int, columns: Int) -> Int { rows * Panels.stride(columns: columns) }

  /// A padded view of `buffer`, from `offset` on.
  public init(_ buffer: Buffer<Scalar>, at offset: Int, rows: Int, columns: Int) {
    precondition(
      offset >= 0 && rows >= 0 && columns >= 0
        && offset + Self.storageCount(rows: rows, columns: columns) <= buffer.count, "view outside its buffer")
    self.init(
      owner: buffer, base: buffer.base + offset, rows: rows, columns: columns,
      stride: Panels.stride(columns: columns))
  }

  private func copy(_ values: [Scalar]) {
    precondition(values.count == rows * columns, "a matrix needs rows × columns values")
    values.withUnsafeBufferPointer { source in
      guard let first = source.baseAddress else { return }
      for row in 0..<rows { (base + row * stride).update(from: first + row * columns, count: columns) }
    }
  }

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

  /// The values, row by row, without padding.
  public var values: [Scalar] {
    (0..<rows).flatMap { UnsafeBufferPointer(start: base + $0 * stride, count: columns) }
  }

  /// A view of the rows in `range`.
  @inlinable public func rows(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows outside the matrix")
    return Matrix(
      owner: owner, base: base + range.lowerBound * stride, rows: range.count, columns: columns, stride: stride)
  }

  /// A view of the first `count` rows.
  @inlinable public func prefix(_ count: Int) -> Matrix { rows(0..<count) }

  /// Kernels write whole panels.
  @inlinable var isPadded: Bool { stride >= Panels.padded(columns) }
}
