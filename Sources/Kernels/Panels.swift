/// The unit of memory that kernels work in: a number of adjacent columns. Every row is padded to whole panels.
@usableFromInline enum Panels {
  /// As `FATHOM_PANEL` of the C kernels.
  @inlinable static var width: Int { 16 }

  /// The number of panels that `columns` columns take.
  @inlinable static func count(_ columns: Int) -> Int { (columns + width - 1) / width }

  /// `columns` with padding.
  @inlinable static func padded(_ columns: Int) -> Int { count(columns) * width }

  /// The distance between rows of `columns` columns: an odd number of panels.
  @inlinable static func stride(columns: Int) -> Int { (count(columns) | 1) * width }
}
