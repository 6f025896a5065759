public import _Differentiation

/// A row-major matrix of doubles whose operations the compiler can differentiate in reverse mode.
///
/// A derivative with respect to a matrix is a matrix of the same shape, or ``zero``.
public struct DifferentiableMatrix: Differentiable, AdditiveArithmetic, Sendable {
  /// Derivatives are matrices, too.
  public typealias TangentVector = DifferentiableMatrix

  /// Number of rows.
  @noDerivative public let rows: Int
  /// Number of columns.
  @noDerivative public let columns: Int
  /// The values, row by row: rows × columns.
  public let values: [Double]

  /// Creates a matrix from its values, row by row, which must be rows × columns.
  public init(rows: Int, columns: Int, values: [Double]) {
    precondition(rows >= 0 && columns >= 0 && values.count == rows * columns, "a matrix needs rows × columns values")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// An empty matrix that stands for zeros of any shape: the start of a sum of derivatives.
  public static let zero = DifferentiableMatrix(rows: 0, columns: 0, values: [])

  /// The elementwise sum of two matrices of the same shape; an empty one counts as zeros.
  public static func + (left: DifferentiableMatrix, right: DifferentiableMatrix) -> DifferentiableMatrix {
    if left.values.isEmpty { return right }
    return right.values.isEmpty ? left : left.combined(with: right, +)
  }

  /// The elementwise difference of two matrices of the same shape; an empty one counts as zeros.
  public static func - (left: DifferentiableMatrix, right: DifferentiableMatrix) -> DifferentiableMatrix {
    if left.values.isEmpty { return right.mapped(-) }
    return right.values.isEmpty ? left : left.combined(with: right, -)
  }

  /// Adds `offset`, a matrix of the same shape or ``zero``.
  public mutating func move(by offset: DifferentiableMatrix) { self += offset }

  /// Each value replaced by a function of it.
  func mapped(_ transform: (Double) -> Double) -> DifferentiableMatrix {
    DifferentiableMatrix(rows: rows, columns: columns, values: values.map(transform))
  }

  /// Each value replaced by a function of it and of the value in its place in a matrix of the same shape.
  func combined(
    with other: DifferentiableMatrix, _ transform: (Double, Double) -> Double
  ) -> DifferentiableMatrix {
    precondition(rows == other.rows && columns == other.columns, "matrices of different shapes")
    return DifferentiableMatrix(
      rows: rows, columns: columns, values: values.indices.map { transform(values[$0], other.values[$0]) })
  }

  /// Each row replaced by as many values of a function of it.
  func mappedRows(_ transform: (ArraySlice<Double>) -> [Double]) -> DifferentiableMatrix {
    DifferentiableMatrix(
      rows: rows, columns: columns, values: (0..<rows).flatMap { transform(row($0)) })
  }

  func row(_ index: Int) -> ArraySlice<Double> { values[index * columns..<(index + 1) * columns] }
}
