import Analysis

/// Collects values for rows with names: a dot for each, with its interval as a bar.
struct RowDots {
  /// The index that the table will have in the figure.
  let table: Int
  private let rowCount: Int
  /// How far the dots of the row's values stand from its middle, down the panel, under the names of their columns.
  private let shifts: [(column: String, shift: Double)]
  private(set) var columns: [FigureTable.Column]
  private var links: [Layer] = []
  private var bars: [Layer] = []
  private var dots: [Layer] = []

  /// What changes the unit of the values: 100 makes percentages of fractions.
  private let factor: Double

  /// One line for each row if nothing else is said; `shifts` are parts of the distance between rows.
  init(table: Int, rows: Int, factor: Double = 100, shifts: [(column: String, shift: Double)] = [("row", 0)]) {
    self.table = table
    rowCount = rows
    self.factor = factor
    self.shifts = shifts
    columns = shifts.map { line in FigureTable.Column(line.column, (0..<rows).map { Double($0) + line.shift }) }
  }

  /// Dots lie on all bars, bars on all links.
  var layers: [Layer] { links + bars + dots }

  var figureTable: FigureTable { FigureTable(columns) }

  /// Adds one value on one of the lines of its row; nil adds its empty column.
  mutating func add(
    _ name: String, _ interval: Interval?, row: Int, line: Int = 0, filled: Bool, colour: Colour
  ) {
    let y = shifts[line].column
    func column(_ name: String, _ value: Double?) -> FigureTable.Column {
      var values: [Double?] = Array(repeating: nil, count: rowCount)
      if values.indices.contains(row) { values[row] = value.map { CurveLayers.scaled($0, factor) } }
      return FigureTable.Column(name, values)
    }
    columns.append(column(name, interval?.mean))
    if let interval, interval.low < interval.high {
      columns += [column(name + "_low", interval.low), column(name + "_high", interval.high)]
      bars.append(.rowBars(table: table, y: y, low: name + "_low", high: name + "_high", colour: colour))
    }
    dots.append(.points(table: table, x: name, y: y, filled: filled, colour: colour, label: ""))
  }

  /// Joins two values that were added, on the first and the last line of their row.
  mutating func link(_ from: String, _ to: String, colour: Colour) {
    links.append(
      .links(table: table, x: from, y: shifts[0].column, toX: to, toY: shifts[shifts.count - 1].column, colour: colour))
  }
}
