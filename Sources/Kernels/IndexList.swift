/// Indices in memory that kernels read.
///
/// Not `Sendable` while it is written; a list that no longer changes may be read by several threads.
public final class IndexList {
  let base: UnsafeMutablePointer<Int32>
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

  /// 0 ..< count.
  public static func all(_ count: Int) -> IndexList { IndexList(Array(0..<count)) }

  deinit { base.deallocate() }
}
