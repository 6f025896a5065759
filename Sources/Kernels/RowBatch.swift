/// Takes batches of rows out of ``Features``, reusing memory that is allocated once.
public final class RowBatch<Scalar: KernelScalar> {
  private let features: Features<Scalar>
  private let capacity: Int
  /// The rows of the batch, and a few of those that come next.
  private let indices: IndexList
  private let transposed: TransposedRows<Scalar>?
  /// Room for copies of the dense columns.
  private lazy var copies = Matrix<Scalar>(rows: capacity, columns: features.dense.columns)

  private static var farthestAhead: Int { 8 }

  /// Prepares for batches of up to `capacity` rows.
  public init(of features: Features<Scalar>, capacity: Int) {
    self.features = features
    self.capacity = capacity
    transposed = features.sparse.map { TransposedRows($0, columns: features.columns, capacity: capacity) }
    indices = IndexList(count: capacity + Self.farthestAhead)
  }

  /// Returns the rows that `order` lists at the positions in `range`; valid until the next call.
  public func rows(_ range: Range<Int>, of order: [Int32]) -> InputRows<Scalar> {
    precondition(range.count <= capacity, "more rows than the batch holds")
    let end = min(range.upperBound + Self.farthestAhead, order.count)
    for (position, index) in order[range.lowerBound..<end].enumerated() {
      precondition(index >= 0 && index < features.rows, "row outside the features")
      indices.base[position] = index
    }
    let ahead = end - range.upperBound
    let target = copies.prefix(range.count)
    Scalar.gather(features.dense, rows: indices, ahead: ahead, into: target)
    return input(target, ahead: ahead)
  }

  /// Returns the rows in `range`; valid until the next call.
  public func rows(_ range: Range<Int>) -> InputRows<Scalar> {
    precondition(range.count <= capacity, "more rows than the batch holds")
    for (position, index) in range.enumerated() { indices.base[position] = Int32(index) }
    return input(features.dense.rows(range), ahead: 0)
  }

  private func input(_ dense: Matrix<Scalar>, ahead: Int) -> InputRows<Scalar> {
    InputRows(
      dense: dense, denseColumns: features.denseColumns,
      sparse: features.sparse.flatMap { sparse in
        transposed.map { SparseSelection(rows: sparse, indices: indices, ahead: ahead, transposed: $0) }
      },
      columns: features.columns)
  }
}
