import Glibc

/// Owned memory for numbers, initially zero and aligned to a cache line.
///
/// It is not `Sendable`: a buffer belongs to the one trajectory that allocated it.
public final class Buffer<Scalar: KernelScalar> {
  /// Number of values, without padding.
  public let count: Int
  @usableFromInline let base: UnsafeMutablePointer<Scalar>

  /// Allocates `count` zeros.
  public init(count: Int) {
    precondition(count >= 0, "a buffer has no negative length")
    self.count = count
    // Kernels work in whole panels.
    base = allocateForKernels(Panels.padded(count), of: Scalar.self)
    base.initialize(repeating: 0, count: Panels.padded(count))
  }

  /// A copy of the values.
  public var values: [Scalar] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// Copies the values of a buffer of the same length.
  public func copy(_ other: Buffer) {
    precondition(count == other.count, "buffers of one length")
    base.update(from: other.base, count: Panels.padded(count))
  }

  /// Sets every value.
  public func fill(_ value: Scalar) { base.update(repeating: value, count: count) }

  deinit { UnsafeMutableRawPointer(base).deallocate() }
}

extension Buffer where Scalar == Float {
  /// Whether every value is finite.
  public var isFinite: Bool {
    let infinity = Float.infinity.bitPattern
    let largest = UnsafeMutableRawPointer(base).withMemoryRebound(to: UInt32.self, capacity: count) { patterns in
      // No early exit, so that the loop is vectorised.
      var largest: UInt32 = 0
      for index in 0..<count { largest = max(largest, patterns[index] & ~Float.signBit) }
      return largest
    }
    return largest < infinity
  }
}

extension Float {
  fileprivate static let signBit: UInt32 = 0x8000_0000
}

/// Memory for `count` values, aligned to a cache line; in large pages if it is large, because kernels visit rows of data
/// in random order, and with small pages each visit would have to look its page up.
func allocateForKernels<Value>(_ count: Int, of type: Value.Type) -> UnsafeMutablePointer<Value> {
  let largePage = 2 << 20
  let byteCount = max(count, 1) * MemoryLayout<Value>.stride
  let isLarge = byteCount >= largePage / 4
  let raw = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: isLarge ? largePage : 64)
  // A hint, which the system may ignore.
  if isLarge { _ = madvise(raw, byteCount, MADV_HUGEPAGE) }
  return raw.bindMemory(to: type, capacity: max(count, 1))
}
