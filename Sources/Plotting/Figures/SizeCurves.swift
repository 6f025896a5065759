import Analysis
import Study

/// Curves against training-set size, a panel for each stopping rule (and combination of varied settings), on shared axes.
struct SizeCurves {
  /// The values of all panels together, in the unit of the axis.
  struct Values {
    var means: [Double] = []
    var lows: [Double] = []
    var highs: [Double] = []
  }

  let source: FigureSource
  /// All dashed but the last, which is solid and has the band and the label.
  let measures: [Measure]
  let factor: Double

  /// nil with fewer than two sizes or nothing measured.
  init?(_ source: FigureSource, measures: [Measure], factor: Double) {
    guard source.sizes.count > 1, source.analysis.curves.contains(where: { $0.count > 0 }) else { return nil }
    self.source = source
    self.measures = measures
    self.factor = factor
  }

  func figure(
    name: String, subtitle: (DrawnWords) -> String, axis: (Values) -> Axis,
    caption: ([CurvePoint], DrawnWords) -> String,
    marks: (PanelGrid.Place, _ x: Axis, _ y: Axis, _ width: Double) -> [Layer] = { _, _, _, _ in [] }
  ) -> Figure? {
    let grid = PanelGrid(source)
    var curves: [CurveLayers] = []
    var shown: [CurvePoint] = []
    var values = Values()
    for (index, place) in grid.places.enumerated() {
      var layers = CurveLayers(table: index, x: "size", values: source.sizes.map(Double.init))
      for measure in measures {
        let isMain = measure == measures.last
        for curve in grid.curves(at: place) {
          let series = curve.series
          let points = source.sizes.map { source.point(series, curve.varied, place.rule, $0) }
          if isMain { shown += points.compactMap { $0 } }
          let intervals = points.map { $0?[measure] }
          let measured = intervals.compactMap { $0 }
          values.means += measured.map { $0.mean * factor }
          if isMain {
            values.lows += measured.map { $0.low * factor }
            values.highs += measured.map { $0.high * factor }
          }
          guard !measured.isEmpty else { continue }
          layers.add(
            "\(series.stem)_\(measure.shortName)", intervals, factor: factor, dash: isMain ? .solid : .dashed,
            points: isMain, band: isMain, colour: series.colour, label: isMain ? series.name : "")
        }
      }
      curves.append(layers)
    }
    guard !values.means.isEmpty else { return nil }
    let x = Axis.sizes(source.sizes, length: grid.panelWidth)
    let y = axis(values)
    let zero: [Layer] = y.start < 0 && y.end > 0 ? [.horizontalMark(at: 0)] : []
    let panels = zip(grid.places, curves).map {
      Panel(title: $0.title, x: x, y: y, layers: zero + marks($0, x, y, grid.panelWidth) + $1.layers, of: $0.part)
    }
    let tables = curves.map(\.figureTable)
    let drawn = DrawnWords(panels, tables)
    return Figure(
      name: name, title: source.analysis.study.title, subtitle: grid.subtitle(subtitle(drawn)),
      caption: CaptionText.joined(
        caption(shown, drawn), CaptionText(source: source).shown(grid.omissions)),
      columns: grid.columns,
      width: grid.width,
      panelHeight: grid.places.count > 3 ? 240 : 320,
      panels: panels, tables: tables)
  }
}

extension Measure {
  /// How columns of data files name the quantity.
  var shortName: String {
    switch self {
    case .metric(_, let part): part.rawValue
    default: name
    }
  }
}
