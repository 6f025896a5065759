import Analysis
import CurveFitting
import Foundation
import NeuralNetwork
import Study

/// The distance of the leading metric from its best value on test data (of accuracy the error) against training-set size,
/// both logarithmic, with the family of curves that best predicts the largest sizes.
enum ErrorsFigure {
  static let kind = FigureKind(
    name: .errors, summary: "test error against training-set size, both logarithmic, with fitted curves",
    mayApply: { $0.sizeCount >= FittedCurve.fewestSizes }, build: figure)

  /// How far beyond the largest size a fit is drawn, at least.
  private static let leastReach = 2.0

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    guard let first = source.sizes.first, let last = source.sizes.last,
      !analysis.fittedCurves.isEmpty || (analysis.target != nil && first < last)
    else { return nil }
    let metric = analysis.study.metric
    guard metric.best != nil else { return nil }
    let needs = Dictionary(
      (analysis.target.map { analysis.dataNeeds(target: $0) } ?? []).map { ($0.key, $0) },
      uniquingKeysWith: { first, _ in first })
    let reach = max(leastReach, 1.1 * (needs.values.compactMap(\.factor).max() ?? 0))
    let grid = PanelGrid(source)
    let fits = Dictionary(analysis.fittedCurves.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    // Sizes that fits are drawn at: even on a logarithmic axis, the last within the study among them.
    let within = spread(from: Double(first), to: Double(last), count: 40)
    let beyond = spread(from: Double(last), to: reach * Double(last), count: 12)

    var tables: [FigureTable] = []
    var layers: [[Layer]] = []
    var shown: [CurvePoint] = []
    var values: [Double] = []
    var families: [CurveFamily] = []
    var deviations: [Double] = []
    var hasCircles = false
    // A curve that falls further below what was measured would flatten all others.
    let least = analysis.curves.compactMap { $0[.test(metric)].flatMap { error($0, metric) }?.mean }.min() ?? 0
    var isCut = false
    func drawnError(of fit: CurveFit, at size: Double) -> Double? {
      let error = scaled(fit.error(at: size), metric)
      isCut = isCut || error < least / 10
      return error < least / 10 ? nil : error
    }
    let targetError = analysis.target.flatMap(metric.error).map { scaled($0, metric) }
    values += [targetError].compactMap { $0 }
    for place in grid.places {
      let (measured, lineTable, reached) = (tables.count, tables.count + 1, tables.count + 2)
      var crossings: [FigureTable.Column] = []
      var points = [FigureTable.Column("size", source.sizes.map { Double($0) })]
      var lines = [FigureTable.Column("within", within), FigureTable.Column("beyond", beyond)]
      var panel: [Layer] = targetError.map { [.horizontalMark(at: $0)] } ?? []
      for curve in grid.curves(at: place) {
        let series = curve.series
        let cells = source.sizes.map { source.point(series, curve.varied, place.rule, $0) }
        shown += cells.compactMap { $0 }
        let errors = cells.map { point in point?[.test(metric)].flatMap { error($0, metric) } }
        guard errors.contains(where: { $0 != nil }) else { continue }
        values += errors.compactMap { $0?.mean }
        let name = series.stem
        points += [
          FigureTable.Column(name, errors.map { $0?.mean }), FigureTable.Column(name + "_low", errors.map { $0?.low }),
          FigureTable.Column(name + "_high", errors.map { $0?.high }),
        ]
        if errors.contains(where: { ($0?.low ?? 0) < ($0?.high ?? 0) }) {
          panel.append(
            .bars(table: measured, x: "size", low: name + "_low", high: name + "_high", colour: series.colour))
        }
        let key = cells.compactMap { $0?.key }.first
        let fitted = key.flatMap { fits[$0] }
        let best = fitted?.best
        let fit = best?.curve
        panel.append(
          .points(
            table: measured, x: "size", y: name, filled: true, colour: series.colour,
            label: fit == nil ? series.name : ""))
        if let targetError, let samples = key.flatMap({ needs[$0]?.samples }) {
          hasCircles = true
          crossings += [
            FigureTable.Column(name + "_samples", [samples]), FigureTable.Column(name + "_target", [targetError]),
          ]
          panel.append(
            .points(
              table: reached, x: name + "_samples", y: name + "_target", filled: false, colour: series.colour, label: ""
            ))
        }
        guard let fit else { continue }
        if !families.contains(fit.family) { families.append(fit.family) }
        if let deviation = best.flatMap({ fitted?.residualDeviation(of: $0) }) {
          deviations.append(scaled(deviation, metric))
        }
        lines += [
          FigureTable.Column(name + "_within", within.map { drawnError(of: fit, at: $0) }),
          FigureTable.Column(name + "_beyond", beyond.map { drawnError(of: fit, at: $0) }),
        ]
        panel += [
          .line(
            table: lineTable, x: "within", y: name + "_within", dash: .solid, points: false, colour: series.colour,
            label: ""),
          .line(
            table: lineTable, x: "beyond", y: name + "_beyond", dash: .thin, points: false, colour: series.colour,
            label: series.name),
        ]
      }
      tables += [FigureTable(points), FigureTable(lines)]
      if !crossings.isEmpty { tables.append(FigureTable(crossings)) }
      layers.append(panel)
    }
    guard !values.isEmpty else { return nil }
    let panelHeight = grid.places.count > 3 ? 240 : 320
    let furthest = Int(exactly: (reach * Double(last)).rounded()) ?? last
    let x = Axis.sizes(source.sizes + [furthest], length: grid.panelWidth)
    let y = Axis.values(
      values.filter { $0 > 0 }, label: metric.withUnit("test \(metric.errorName)"), logarithmic: true,
      length: Double(panelHeight) * 0.7)
    let caption = CaptionText(source: source)
    let drawn = DrawnWords(layers.flatMap { $0 }, tables)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: grid.subtitle(
        metric.errorTitle + " on test data"
          + (drawn.hasThinLines
            ? " with the curve that best predicts those at the largest sizes, if any does, thin beyond them" : "")
          + "; both axes logarithmic"),
      caption: CaptionText.joined(
        caption.means(shown, intervals: drawn.intervals()), fitting(families, isFitted: !analysis.fittedCurves.isEmpty),
        missing(deviations, metric),
        isCut ? "They are drawn down to a tenth of the lowest \(metric.errorName)." : "",
        marking(analysis.target, metric, hasCircles: hasCircles), zeros(shown, metric),
        caption.failures(shown), caption.networks(grid.models), caption.settings,
        caption.shown(grid.omissions)),
      columns: grid.columns, width: grid.width, panelHeight: panelHeight,
      panels: zip(grid.places, layers).map { Panel(title: $0.title, x: x, y: y, layers: $1, of: $0.part) },
      tables: tables)
  }

  /// The error with its interval, as it is shown; nil where it is zero, which a logarithmic axis does not have. An end that
  /// reaches zero is drawn to half the error.
  private static func error(_ value: Interval, _ metric: Metric) -> Interval? {
    let ends = [value.low, value.high].compactMap { metric.error(of: $0).map { scaled($0, metric) } }.sorted()
    guard let mean = metric.error(of: value.mean).map({ scaled($0, metric) }), mean > 0, ends.count == 2 else {
      return nil
    }
    return Interval(mean: mean, low: ends[0] > 0 ? ends[0] : mean / 2, high: ends[1])
  }

  /// Says what becomes of errors that a logarithmic axis has no place for.
  private static func zeros(_ shown: [CurvePoint], _ metric: Metric) -> String {
    guard let best = metric.best else { return "" }
    let tests = shown.compactMap { $0[.test(metric)] }
    func isBest(_ value: Double) -> Bool { !metric.isBetter(best, than: value) }
    return [
      tests.contains { isBest($0.mean) } ? "\(metric.errorTitle) of zero have no point." : "",
      tests.contains { !isBest($0.mean) && (isBest($0.low) || isBest($0.high)) }
        ? "A bar that reaches zero ends at half its \(metric.errorName)." : "",
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What the target line is, and the open circles if there are any; empty without a target.
  private static func marking(_ target: Double?, _ metric: Metric, hasCircles: Bool) -> String {
    guard let target else { return "" }
    let line = metric.errorName == metric.words ? "" : "the \(metric.errorName) at "
    return "Horizontal line: \(line)a test \(metric.words) of "
      + "\(NumberText.plain(scaled(target, metric)))\(metric.unit.suffix(after: "\u{A0}"))."
      + (hasCircles
        ? " Circles: where the means reach it or, beyond the largest size, the fitted curve does." : "")
  }

  private static func scaled(_ value: Double, _ metric: Metric) -> Double {
    CurveLayers.scaled(value, metric.unit.factor)
  }

  private static func spread(from low: Double, to high: Double, count: Int) -> [Double] {
    (0..<count).map { low * pow(high / low, Double($0) / Double(count - 1)) }
  }

  private static func fitting(_ families: [CurveFamily], isFitted: Bool) -> String {
    guard isFitted else { return "" }
    guard !families.isEmpty else { return "No family of curves predicts the largest sizes better than a flat line." }
    let names = CurveFamily.allCases.filter(families.contains).map(\.words)
    return
      "Lines: of four families of curves the one that best predicts the largest sizes from the others, if any does "
      + "better than a flat line (\(names.joined(separator: ", ")))."
  }

  /// How well the curves go through the means; empty without any.
  private static func missing(_ deviations: [Double], _ metric: Metric) -> String {
    guard let least = deviations.min(), let most = deviations.max() else { return "" }
    let (low, high) = (NumberText.brief(least), NumberText.brief(most))
    return "Standard deviation of the means around them: \(low == high ? low : "\(low) to \(high)") "
      + "\(metric.differenceName)."
  }
}
