/// Rows of features of which only the values other than zero are stored, with their columns.
///
/// The columns are split into blocks of at most 256, so that a column takes one byte, and so that a product can keep the
/// weights of one block in the cache while all rows pass.
public final class SparseRows<Scalar: KernelScalar> {
  public let rows: Int
  public let columns: Int
  /// Blocks of columns, and columns in a block (the last may have fewer).
  let blocks: Int
  let block: Int
  let values: [Scalar]
  /// The column of each value within its block.
  let blockColumns: [UInt8]
  /// Where the values of each row and block begin: rows × blocks, and the end of all.
  let starts: [UInt32]
  /// The most values that a row has.
  public let longestRow: Int

  /// The share of values other than zero up to which sparse kernels are faster than dense ones.
  static var worthwhileDensity: Double { 0.4 }

  /// The values other than zero of rows × columns `values`, row by row; nil if they are too many to be worth it.
  public init?(rows: Int, columns: Int, values dense: [Scalar]) {
    precondition(dense.count == rows * columns, "rows × columns values")
    let count = dense.reduce(into: 0) { $0 += $1 == 0 ? 0 : 1 }
    guard columns >= 2 * Panels.width, Double(count) <= Self.worthwhileDensity * Double(dense.count),
      count < Int(UInt32.max)
    else { return nil }
    self.rows = rows
    self.columns = columns
    blocks = (columns + 255) / 256
    block = (columns + blocks - 1) / blocks
    var (values, blockColumns, starts): ([Scalar], [UInt8], [UInt32]) = ([], [], [])
    values.reserveCapacity(count)
    blockColumns.reserveCapacity(count)
    starts.reserveCapacity(rows * blocks + 1)
    var longest = 0
    for row in 0..<rows {
      let before = values.count
      for first in stride(from: 0, to: columns, by: block) {
        starts.append(UInt32(values.count))
        for column in first..<min(first + block, columns) {
          let value = dense[row * columns + column]
          if value != 0 {
            values.append(value)
            blockColumns.append(UInt8(column - first))
          }
        }
      }
      longest = max(longest, values.count - before)
    }
    starts.append(UInt32(values.count))
    (self.values, self.blockColumns, self.starts) = (values, blockColumns, starts)
    longestRow = longest
  }
}
