/// A table of results: named columns and rows of cells, independent of any output format.
public struct Table: Sendable, Equatable, Codable {
  /// A column: its name, and how its numbers are shown.
  public struct Column: Sendable, Equatable, Codable {
    /// Name of the column in files, e.g. `test_accuracy`.
    public var name: String
    /// How its numbers are shown to people.
    public var display: Display
    /// The name for people, if it comes from data and is to stay as it is; nil for one in Fathom's words.
    public private(set) var ownHeading: String?

    /// Creates a column; by default its numbers are shown as they are.
    public init(_ name: String, _ display: Display = .plain) {
      self.name = name
      self.display = display
    }

    /// Creates a column whose name has, or is, a name from data, which people see as it is.
    public init(ofData name: String) {
      self.init(name)
      ownHeading = name
    }
  }

  /// How numbers are shown on screen; machine-readable formats always have all digits.
  public enum Display: Sendable, Equatable, Codable {
    /// As it is; whole numbers without decimals.
    case plain
    /// The value of a setting, as the study file spells it; where that is a number, JSON has a number.
    case setting
    /// A fraction, shown as a percentage with two decimals.
    case percent
    /// A difference of fractions, shown in percentage points with a sign and two decimals.
    case points
    /// Rounded to this many decimals.
    case decimals(Int)
    /// A probability, rounded to four decimals; one that would be zero is shown as `<0.0001`.
    case probability
    /// Rounded to this many decimals, with a sign, for differences.
    case signed(Int)
    /// Rounded to four significant digits.
    case significant
    /// Rounded to four significant digits, with a sign, for differences.
    case signedSignificant
    /// A loss: rounded to four decimals or, where these would leave less than two digits, to two digits with a power of ten.
    case loss
    /// With two digits and a power of ten, e.g. `1.2e-05`.
    case scientific
  }

  /// The content of a cell.
  public enum Cell: Sendable, Equatable, Codable {
    /// A text.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A number; finite.
    case number(Double)
    /// An empty cell: not measured.
    case missing
  }

  /// The columns, left to right.
  public var columns: [Column]
  /// The rows; each has as many cells as there are columns.
  public var rows: [[Cell]]

  /// Creates a table from columns and rows.
  public init(columns: [Column], rows: [[Cell]]) {
    self.columns = columns
    self.rows = rows
  }

  /// Returns the index of the column with this name, or nil.
  public func index(of name: String) -> Int? { columns.firstIndex { $0.name == name } }

  /// The table without the columns of these names.
  func without(_ names: Set<String>) -> Table {
    let kept = columns.indices.filter { !names.contains(columns[$0].name) }
    return Table(columns: kept.map { columns[$0] }, rows: rows.map { row in kept.map { row[$0] } })
  }

  /// Returns the table with its rows sorted by the column with index `column`, descending unless `ascending`. Missing
  /// cells come last; rows with equal cells keep their order.
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
  /// Creates a cell with a whole number, or an empty one for nil.
  public init(_ value: Int?) { self = value.map(Self.integer) ?? .missing }

  /// Creates a cell with a number, or an empty one for nil and for a number that is not finite.
  public init(_ value: Double?) { self = value.flatMap { $0.isFinite ? .number($0) : nil } ?? .missing }

  /// Creates a cell with a text.
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
