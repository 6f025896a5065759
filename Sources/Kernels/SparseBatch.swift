import CKernels

/// Some rows of ``SparseRows``, by index, with the memory that an update needs to sort their values.
public final class SparseBatch<Scalar: KernelScalar> {
  @usableFromInline let rows: SparseRows<Scalar>
  /// The rows of the batch, and after them a few of those that come next, which are fetched ahead.
  let indices: UnsafeMutablePointer<Int32>
  @usableFromInline private(set) var count = 0
  private(set) var ahead = 0

  /// Room to sort a group of rows, first used by an update.
  private(set) lazy var sorting = SparseSorting(
    values: min(capacity, Self.group) * rows.longestRow, columns: rows.columns)
  private let capacity: Int

  private static var farthestAhead: Int { 8 }
  /// Rows whose values are sorted together: enough that weights are written once for many, few enough for the cache.
  static var group: Int { 128 }

  init(of rows: SparseRows<Scalar>, capacity: Int) {
    self.rows = rows
    self.capacity = capacity
    indices = .allocate(capacity: capacity + Self.farthestAhead)
  }

  deinit { indices.deallocate() }

  /// Takes the rows that `order` names in `range`.
  func select(_ range: Range<Int>, of order: [Int32]) {
    let end = min(range.upperBound + Self.farthestAhead, order.count)
    for (position, index) in order[range.lowerBound..<end].enumerated() {
      precondition(index >= 0 && index < rows.rows, "row outside the features")
      indices[position] = index
    }
    count = range.count
    ahead = end - range.upperBound
  }

  /// Takes the rows in `range`.
  func select(_ range: Range<Int>) {
    let end = min(range.upperBound + Self.farthestAhead, rows.rows)
    precondition(range.lowerBound >= 0 && range.upperBound <= rows.rows, "rows outside the features")
    for index in range.lowerBound..<end { indices[index - range.lowerBound] = Int32(index) }
    count = range.count
    ahead = end - range.upperBound
  }
}

/// Memory to sort the values of some sparse rows by column.
final class SparseSorting {
  let entries: UnsafeMutablePointer<fathom_entry>
  let offsets: UnsafeMutablePointer<UInt32>

  init(values: Int, columns: Int) {
    entries = .allocate(capacity: max(values, 1))
    offsets = .allocate(capacity: columns + 1)
  }

  deinit {
    entries.deallocate()
    offsets.deallocate()
  }
}
