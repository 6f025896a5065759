/// A dense row-major matrix: a view of a ``Buffer``, which it keeps alive. Copies share the memory.
public struct Matrix<Scalar: KernelScalar> {
  @usableFromInline let owner: Buffer<Scalar>
  @usableFromInline let base: UnsafeMutablePointer<Scalar>
  public let rows: Int
  public let columns: Int

  @usableFromInline init(owner: Buffer<Scalar>, base: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int) {
    self.owner = owner
    self.base = base
    self.rows = rows
    self.columns = columns
  }

  /// A matrix of zeros with memory of its own.
  public init(rows: Int, columns: Int) {
    self = Buffer<Scalar>(count: rows * columns).matrix(at: 0, rows: rows, columns: columns)
  }

  /// A matrix with memory of its own that holds `values`, row by row.
  public init(rows: Int, columns: Int, values: [Scalar]) {
    precondition(values.count == rows * columns, "a matrix needs rows × columns values")
    self.init(rows: rows, columns: columns)
    values.withUnsafeBufferPointer { source in
      if let first = source.baseAddress { base.update(from: first, count: source.count) }
    }
  }

  @inlinable public var count: Int { rows * columns }

  @inlinable public subscript(row: Int, column: Int) -> Scalar {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "index outside the matrix")
      return base[row * columns + column]
    }
    nonmutating set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "index outside the matrix")
      base[row * columns + column] = newValue
    }
  }

  /// The values, row by row.
  public var values: [Scalar] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// A view of the rows in `range`.
  @inlinable public func rows(_ range: Range<Int>) -> Matrix {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows outside the matrix")
    return Matrix(owner: owner, base: base + range.lowerBound * columns, rows: range.count, columns: columns)
  }

  /// A view of the first `count` rows.
  @inlinable public func prefix(_ count: Int) -> Matrix { rows(0..<count) }
}
