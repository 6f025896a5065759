import Analysis

/// Collects values that stand in rows with names: a dot for each, with its interval as a bar.
struct RowDots {
  /// The index that the table will have in the figure.
  let table: Int
  let rowCount: Int
  private(set) var columns: [FigureTable.Column]
  private var links: [Layer] = []
  private var bars: [Layer] = []
  private var dots: [Layer] = []

  init(table: Int, rows: Int) {
    self.table = table
    rowCount = rows
    columns = [FigureTable.Column("row", (0..<rows).map(Double.init))]
  }

  /// Dots lie on all bars, bars on all links.
  var layers: [Layer] { links + bars + dots }

  var figureTable: FigureTable { FigureTable(columns) }

  /// Adds one value, a fraction, as a percentage; nil adds its empty columns.
  mutating func add(_ name: String, _ interval: Interval?, row: Int, filled: Bool, colour: Colour) {
    func column(_ name: String, _ value: Double?) -> FigureTable.Column {
      var values: [Double?] = Array(repeating: nil, count: rowCount)
      if values.indices.contains(row) { values[row] = value.map { CurveLayers.scaled($0, 100) } }
      return FigureTable.Column(name, values)
    }
    columns.append(column(name, interval?.mean))
    if let interval, interval.low < interval.high {
      columns += [column(name + "_low", interval.low), column(name + "_high", interval.high)]
      bars.append(.rowBars(table: table, y: "row", low: name + "_low", high: name + "_high", colour: colour))
    }
    dots.append(.points(table: table, x: name, y: "row", filled: filled, colour: colour, label: ""))
  }

  /// Joins two values that were added.
  mutating func link(_ from: String, _ to: String, colour: Colour) {
    links.append(.rowLinks(table: table, y: "row", from: from, to: to, colour: colour))
  }
}
