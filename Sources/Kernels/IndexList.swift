/// A list of indices in memory that kernels can read.
///
/// It is not `Sendable` while it is being written; a finished list may be read by several threads.
public final class IndexList {
  let base: UnsafeMutablePointer<Int32>
  /// Number of indices.
  public let count: Int

  /// Zeros.
  init(count: Int) {
    self.count = count
    base = .allocate(capacity: max(count, 1))
    base.initialize(repeating: 0, count: max(count, 1))
  }

  /// Copies `indices`.
  convenience init(_ indices: [Int]) {
    self.init(count: indices.count)
    for (position, index) in indices.enumerated() { base[position] = Int32(index) }
  }

  /// Returns the list 0 ..< `count`.
  public static func all(_ count: Int) -> IndexList { IndexList(Array(0..<count)) }

  deinit { base.deallocate() }
}
