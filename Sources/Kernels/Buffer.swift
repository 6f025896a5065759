/// Owned memory for scalars, zero at first, aligned to a cache line.
///
/// Not `Sendable`: a buffer belongs to the one trajectory that allocated it.
public final class Buffer<Scalar: KernelScalar> {
  public let count: Int
  @usableFromInline let base: UnsafeMutablePointer<Scalar>

  public init(count: Int) {
    precondition(count >= 0, "a buffer has no negative length")
    self.count = count
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Scalar>.stride, alignment: 64)
    base = raw.bindMemory(to: Scalar.self, capacity: max(count, 1))
    base.initialize(repeating: 0, count: max(count, 1))
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  /// The whole buffer as a matrix of one row.
  public var row: Matrix<Scalar> { matrix(at: 0, rows: 1, columns: count) }

  /// A view of `rows` × `columns` scalars that begins `offset` scalars into the buffer.
  public func matrix(at offset: Int, rows: Int, columns: Int) -> Matrix<Scalar> {
    precondition(
      offset >= 0 && rows >= 0 && columns >= 0 && offset + rows * columns <= count, "view outside its buffer")
    return Matrix(owner: self, base: base + offset, rows: rows, columns: columns)
  }
}
