/// A table of results: named columns and rows of cells, before any format.
public struct Table: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    /// As scripts know it, e.g. `test_accuracy`.
    public var name: String
    /// How its numbers are shown to people.
    public var display: Display

    public init(_ name: String, _ display: Display = .plain) {
      self.name = name
      self.display = display
    }
  }

  /// How numbers are shown on screen; files always hold them as they are.
  public enum Display: Sendable, Equatable {
    case plain
    /// A fraction, shown as a percentage with two decimals.
    case percent
    /// A difference of fractions, shown in percentage points with a sign.
    case points
    /// Rounded to this many decimals.
    case decimals(Int)
    /// The same of a difference, with a sign.
    case signed(Int)
    /// Rounded to four significant digits.
    case significant
    /// With two digits and a power of ten.
    case scientific
  }

  public enum Cell: Sendable, Equatable {
    case text(String)
    case integer(Int)
    case number(Double)
    /// Not measured: an empty cell.
    case missing
  }

  public var columns: [Column]
  /// Each as long as `columns`.
  public var rows: [[Cell]]

  public init(columns: [Column], rows: [[Cell]]) {
    self.columns = columns
    self.rows = rows
  }

  /// Index of the column called `name`.
  public func index(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// The table without the columns of these names.
  func without(_ names: Set<String>) -> Table {
    let kept = columns.indices.filter { !names.contains(columns[$0].name) }
    return Table(columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
  }

  /// The rows in descending (or ascending) order of a column, missing cells last; equals keep their order.
  public func sorted(by column: Int, ascending: Bool) -> Table {
    var sorted = self
    sorted.rows = rows.enumerated().sorted { first, second in
      let (a, b) = (first.element[column], second.element[column])
      if a == b { return first.offset < second.offset }
      if a == .missing || b == .missing { return b == .missing }
      return ascending ? a.precedes(b) : b.precedes(a)
    }.map(\.element)
    return sorted
  }
}

extension Table.Cell {
  public init(_ value: Int?) { self = value.map(Self.integer) ?? .missing }

  /// A number that is not finite was not measured.
  public init(_ value: Double?) { self = value.flatMap { $0.isFinite ? .number($0) : nil } ?? .missing }

  public init(_ value: String) { self = .text(value) }

  /// Numbers before text, numbers by value, text by code points.
  func precedes(_ other: Self) -> Bool {
    switch (number, other.number) {
    case (let first?, let second?): first < second
    case (nil, nil): text < other.text
    case (let first, _): first != nil
    }
  }

  private var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .text, .missing: nil
    }
  }

  private var text: String {
    if case .text(let value) = self { value } else { "" }
  }
}
