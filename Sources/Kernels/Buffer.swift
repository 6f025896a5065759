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
}
