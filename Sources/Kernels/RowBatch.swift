/// Takes batches of rows out of ``Features``, in memory allocated once.
public final class RowBatch<Scalar: KernelScalar> {
  private let columns: Int
  private let capacity: Int
  /// The features themselves, or rows of them by index.
  private let storage: InputRows<Scalar>
  /// Room for copies of dense rows.
  private lazy var copies = Matrix<Scalar>(rows: capacity, columns: columns)

  /// Prepares for batches of up to `capacity` rows.
  public init(of features: Features<Scalar>, capacity: Int) {
    columns = features.columns
    self.capacity = capacity
    storage =
      switch features.storage {
      case .dense(let matrix): .dense(matrix)
      case .sparse(let rows): .sparse(SparseBatch(of: rows, capacity: capacity))
      }
  }

  /// The rows that `order` names in `range`; valid until the next call.
  public func rows(_ range: Range<Int>, of order: [Int32]) -> InputRows<Scalar> {
    precondition(range.count <= capacity, "more rows than the batch holds")
    switch storage {
    case .dense(let matrix):
      let target = copies.prefix(range.count)
      target.copyRows(order[range], of: matrix)
      return .dense(target)
    case .sparse(let batch):
      batch.select(range, of: order)
      return .sparse(batch)
    }
  }

  /// The rows in `range`; valid until the next call.
  public func rows(_ range: Range<Int>) -> InputRows<Scalar> {
    precondition(range.count <= capacity, "more rows than the batch holds")
    switch storage {
    case .dense(let matrix): return .dense(matrix.rows(range))
    case .sparse(let batch):
      batch.select(range)
      return .sparse(batch)
    }
  }
}

extension Matrix {
  /// Copies the rows of `source` that `indices` names, in their order.
  fileprivate func copyRows(_ indices: ArraySlice<Int32>, of source: Matrix) {
    var target = base
    for index in indices {
      precondition(index >= 0 && index < source.rows, "row outside the features")
      target.update(from: source.base + Int(index) * source.stride, count: source.columns)
      target += stride
    }
  }
}

/// Rows that pass through a network together.
public enum InputRows<Scalar: KernelScalar> {
  case dense(Matrix<Scalar>)
  case sparse(SparseBatch<Scalar>)

  @inlinable public var count: Int {
    switch self {
    case .dense(let matrix): matrix.rows
    case .sparse(let batch): batch.count
    }
  }

  @inlinable public var columns: Int {
    switch self {
    case .dense(let matrix): matrix.columns
    case .sparse(let batch): batch.rows.columns
    }
  }
}
