import Analysis
import NeuralNetwork
import Study

/// The lower panels of a sweep: the leading metric on test data by value, with the runs that diverged or cannot be told from chance.
struct SweepTests {
  private let places: [SweepFigure.Place]
  private let values: VariedValues
  /// [place][value]
  private let cells: [[CurvePoint?]]
  private let stems: [String]
  private let metric: Metric
  /// Approximate length of a panel's x axis, in pixels.
  private let length: Double

  init(
    _ places: [SweepFigure.Place], _ values: VariedValues, rule: StoppingRule, size: Int, source: FigureSource,
    length: Double
  ) {
    self.places = places
    metric = source.analysis.study.metric
    self.values = values
    self.length = length
    cells = places.map { place in values.texts.map { source.point(place.series, place.varied($0), rule, size) } }
    stems = FigureSource.stems(values.labels, otherwise: "value", Array(1...values.texts.count))
  }

  var points: [CurvePoint] { cells.joined().compactMap { $0 } }

  var tables: [FigureTable] {
    cells.indices.map { place in
      let drawn = drawing(place, table: 0)
      let counts = [
        FigureTable.Column("trials", cells[place].map { $0.map { Double($0.count + $0.diverged) } }),
        .init("diverged", cells[place].map { $0.map { Double($0.diverged) } }),
        .init("at_chance", cells[place].map { $0?.atChance.map { Double($0) } }),
      ]
      return FigureTable(drawn.columns + counts)
    }
  }

  /// Explains the signs that replace words where there is no room for them.
  var key: String {
    guard values.scale != .names || !hasRoomForWords else { return "" }
    var words: [String] = []
    if points.contains(where: { $0.diverged > 0 }) { words.append("×: number of runs that diverged") }
    if points.contains(where: { $0.atChance ?? 0 > 0 }) {
      words.append("○: number of runs not distinguishable from chance")
    }
    return words.isEmpty ? "" : words.joined(separator: "; ") + "."
  }

  /// How far notes stand above the line of their row: a part of the panel's height.
  private static let noteRise = 0.042

  /// Nil if nothing was measured.
  func panels(firstTable: Int) -> [Panel]? {
    let intervals = points.compactMap { $0[.test(metric)] }
    guard !intervals.isEmpty else { return nil }
    let factor = metric.unit.factor
    var tests = Axis.metric(metric, means: intervals.flatMap { [$0.low * factor, $0.high * factor] }, lows: [])
    tests.label = "test " + metric.label
    let places = cells.indices
    guard values.scale != .names else {
      let rows = Axis.categories(rowNames, label: "", downwards: true)
      return places.map { place in
        Panel(
          title: "", x: tests, y: rows,
          layers: drawing(place, table: firstTable + place).layers + rowNotes(place, on: tests),
          of: self.places[place].part)
      }
    }
    // Room for the notes below the curve.
    let notes = places.map { columnNotes($0) }
    let lines = notes.joined().map(\.count).max() ?? 0
    let step = 0.085
    let curves = tests
    tests.start = curves.value(at: -Double(lines) * step - (lines > 0 ? 0.03 : 0))
    let x = values.axis(length: length)
    return places.map { place in
      let texts = zip(values.positions, notes[place]).flatMap { position, lines in
        lines.enumerated().map { line, text in
          Layer.note(text: text, x: position, y: curves.value(at: -(Double(line) + 0.5) * step))
        }
      }
      return Panel(
        title: "", x: x, y: tests, layers: drawing(place, table: firstTable + place).layers + texts,
        of: self.places[place].part)
    }
  }

  private func drawing(_ place: Int, table: Int) -> (columns: [FigureTable.Column], layers: [Layer]) {
    let intervals = cells[place].map { $0?[.test(metric)] }
    let colours = places[place].colours(values)
    guard values.scale != .names else {
      var dots = RowDots(table: table, rows: intervals.count, factor: metric.unit.factor)
      for (row, interval) in intervals.enumerated() {
        dots.add(stems[row] + "_test", interval, row: row, filled: true, colour: colours[row])
      }
      return (dots.columns, dots.layers)
    }
    var curve = CurveLayers(table: table, x: "value", values: values.positions)
    curve.add(
      "test", intervals, factor: metric.unit.factor, dash: .solid, points: false, band: false, colour: .paleInk,
      label: "")
    for (index, interval) in intervals.enumerated() {
      let alone = intervals.indices.map { $0 == index ? interval : nil }
      curve.add(
        stems[index] + "_test", alone, factor: metric.unit.factor, dash: .solid, points: true, band: true,
        colour: colours[index], label: "")
    }
    return (curve.columns, curve.layers)
  }

  private var rowNames: [String] {
    values.labels
  }

  /// For each value, up to two lines of signs.
  private func columnNotes(_ place: Int) -> [[String]] { cells[place].map { $0.map(signs) ?? [] } }

  private func signs(_ point: CurvePoint) -> [String] {
    [("×", point.diverged), ("○", point.atChance ?? 0)].filter { $0.1 > 0 }.map { "\($0) \($1)" }
  }

  private func words(_ point: CurvePoint) -> String {
    let trials = point.count + point.diverged
    return [(point.diverged, "diverged"), (point.atChance ?? 0, "at chance")].filter { $0.0 > 0 }
      .map { "\($0.0) of \(trials) \($0.1)" }.joined(separator: ", ")
  }

  private func width(_ note: String) -> Double { TextMetrics.width(note, size: FigureLayout.FontSize.caption) }

  /// The length of an axis beside the names of the rows.
  private var rowLength: Double {
    let names = rowNames.map { TextMetrics.width($0, size: FigureLayout.FontSize.axis) }.max() ?? 0
    return max(length - names / Double(places.count), 1)
  }

  /// Whether notes in words fit beside the dots of their rows.
  private var hasRoomForWords: Bool { points.allSatisfy { width(words($0)) < 0.6 * rowLength } }

  /// For each row in which a run failed, how many, in the half that its dot is not in.
  private func rowNotes(_ place: Int, on axis: Axis) -> [Layer] {
    cells[place].enumerated().compactMap { row, point in
      guard let point, point.diverged + (point.atChance ?? 0) > 0 else { return nil }
      let note = hasRoomForWords ? words(point) : signs(point).joined(separator: "  ")
      let dot = point[.test(metric)].map { axis.fraction(of: $0.mean * metric.unit.factor) ?? 0 } ?? 0
      let margin = max(0.3, (width(note) / 2 + 4) / rowLength)
      return .note(
        text: note, x: axis.start + (dot < 0.5 ? 1 - margin : margin) * (axis.end - axis.start),
        y: Double(row) - Self.noteRise * Double(cells[place].count))
    }
  }
}
