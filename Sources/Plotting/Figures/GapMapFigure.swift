import Analysis
import NeuralNetwork
import Study

/// The overfitting gap of each model at each size as a map with a number in every cell, a panel for each stopping rule.
enum GapMapFigure {
  static let kind = FigureKind(
    name: .gapMap, summary: "overfitting gap by model and training-set size, as a map",
    build: figure)

  /// The most rows of a readable map.
  private static let maximumRows = 40

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let choice = source.ruleChoice(6)
    let rules = choice.shown
    // Models that are not networks come first.
    let models = source.series.sorted { ($0.depth ?? -1, $0.modelIndex) < ($1.depth ?? -1, $1.modelIndex) }
    let named = NamedConfigurations(source.settings(models), atMost: maximumRows, in: source)
    let rows = named.entries.map { (series: $0.series, varied: $0.setting.varied) }
    let metric = analysis.study.metric
    let unit = MapUnit(metric)
    let limit = analysis.curves.compactMap { $0[.gap(metric)] }.map { $0.mean * unit.factor }.max()
    guard let limit else { return nil }

    let x = Axis.categories(source.sizes.map { NumberText.count($0) }, label: "training-set size n")
    let names = named.entries.map(\.label)
    let y = Axis.categories(names, label: named.axisName)
    let columns = source.sizes.count <= 6 ? min(rules.count, 3) : source.sizes.count <= 9 ? min(rules.count, 2) : 1
    var tables: [FigureTable] = []
    var panels: [Panel] = []
    var shown: [CurvePoint] = []
    for (table, rule) in rules.enumerated() {
      var cells = MapCells()
      for (row, entry) in rows.enumerated() {
        for (column, size) in source.sizes.enumerated() {
          let point = source.point(entry.series, entry.varied, rule, size)
          if let point { shown.append(point) }
          cells.add(
            column: column, row: row, values: [point?[.gap(metric)].map { CurveLayers.scaled($0.mean, unit.factor) }])
        }
      }
      tables.append(cells.table(names: ["gap"]))
      panels.append(
        Panel(
          title: RuleText.short(rule), x: x, y: y,
          layers: [
            .cells(
              table: table, x: "column", y: "row", value: "gap",
              palette: .sequential(limit: max(limit, unit.leastSpan))),
            .cellText(table: table, x: "column", y: "row", value: "gap", style: .plain),
            .cellText(table: table, x: "column", y: "row", value: "missing", style: .dash),
          ], of: StudyPart(rules: [rule])))
    }
    let caption = CaptionText(source: source)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "Overfitting gap: \(metric.gapFormula), in \(unit.name)", shared: named.shared),
      caption: CaptionText.joined(
        caption.means(shown, intervals: nil),
        MapCells.note(tables, unknown: shown.count { $0.count > 0 && $0[.gap(metric)] == nil }),
        caption.failures(shown),
        caption.networks(named.models), caption.settings, caption.shown([named.omission, choice.omission])),
      columns: columns,
      width: MapCells.width(
        columns: columns, cells: source.sizes.count, names: names, decimals: unit.decimals),
      panelHeight: max(rows.count * 32, 40), panels: panels, tables: tables,
      cellDecimals: unit.decimals)
  }
}
