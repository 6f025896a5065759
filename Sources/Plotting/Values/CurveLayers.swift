import Analysis

/// Collects the curves of one panel: their columns in its table, and the layers that draw them.
struct CurveLayers {
  /// The index that the table will have in the figure.
  let table: Int
  /// The name of the column with the x values.
  let x: String
  private(set) var columns: [FigureTable.Column]
  private var bands: [Layer] = []
  private var lines: [Layer] = []

  init(table: Int, x: String, values: [Double]) {
    self.table = table
    self.x = x
    columns = [FigureTable.Column(x, values)]
  }

  /// Bands lie below all lines; lines lie in the order in which they were added.
  var layers: [Layer] { bands + lines }

  var figureTable: FigureTable { FigureTable(columns) }

  /// Adds a curve of means, with its intervals as a band where `band` says so and they are not empty.
  ///
  /// A curve of one point is drawn as a point with a bar. `factor` changes units, 100 for percent.
  mutating func add(
    _ name: String, _ intervals: [Interval?], factor: Double = 1, dash: Layer.Dash, points: Bool, band: Bool,
    colour: Colour, label: String
  ) {
    let measured = intervals.compactMap { $0 }
    columns.append(FigureTable.Column(name, intervals.map { $0.map { Self.scaled($0.mean, factor) } }))
    if band, measured.contains(where: { $0.low < $0.high }) {
      let (low, high) = (name + "_low", name + "_high")
      columns.append(FigureTable.Column(low, intervals.map { $0.map { Self.scaled($0.low, factor) } }))
      columns.append(FigureTable.Column(high, intervals.map { $0.map { Self.scaled($0.high, factor) } }))
      bands.append(
        measured.count > 1
          ? .band(table: table, x: x, low: low, high: high, colour: colour)
          : .bars(table: table, x: x, low: low, high: high, colour: colour))
    }
    lines.append(
      measured.count > 1
        ? .line(table: table, x: x, y: name, dash: dash, points: points, colour: colour, label: label)
        : .points(table: table, x: x, y: name, filled: dash == .solid, colour: colour, label: label))
  }

  /// Adds points that no line joins, at places of their own, with their intervals as bars where `bars` says so.
  mutating func addPoints(
    _ name: String, _ intervals: [Interval?], at places: [Double], factor: Double, filled: Bool, bars: Bool,
    colour: Colour, label: String
  ) {
    let x = name + "_place"
    columns.append(FigureTable.Column(x, zip(places, intervals).map { place, interval in interval.map { _ in place } }))
    func column(_ name: String, _ value: (Interval) -> Double) -> FigureTable.Column {
      FigureTable.Column(name, intervals.map { $0.map { Self.scaled(value($0), factor) } })
    }
    columns.append(column(name, \.mean))
    if bars, intervals.contains(where: { $0.map { $0.low < $0.high } ?? false }) {
      let (low, high) = (name + "_low", name + "_high")
      columns += [column(low, \.low), column(high, \.high)]
      bands.append(.bars(table: table, x: x, low: low, high: high, colour: colour))
    }
    lines.append(.points(table: table, x: x, y: name, filled: filled, colour: colour, label: label))
  }

  /// Rounded to 13 significant digits, so that a percentage reads 80.6625 and not 80.66250000000001.
  static func scaled(_ value: Double, _ factor: Double) -> Double {
    guard factor != 1 else { return value }
    return (value * factor * 1e10).rounded() / 1e10
  }
}
