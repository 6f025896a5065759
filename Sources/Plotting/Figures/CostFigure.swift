import Analysis
import NeuralNetwork
import Study

/// The leading metric on test data against what it costs to get there, by stopping rule, at the largest size.
enum CostFigure {
  static let kind = FigureKind(
    name: .cost, summary: "the metric on test data against epochs, updates and processor seconds, by stopping rule",
    requirement: "a network and at least two stopping rules", mayApply: { $0.networkCount > 0 && $0.rules.count > 1 },
    build: figure)

  private static let costs: [(measure: Measure, name: String, label: String)] = [
    (.stoppedEpoch, "epochs", "epochs"), (.updates, "updates", "updates"), (.seconds, "seconds", "processor seconds"),
  ]

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    guard let size = source.sizes.last, source.rules.count > 1 else { return nil }
    let curves = NamedConfigurations(source.settings(source.networks), atMost: FigureSource.maximumCurves, in: source)
    // Beside each panel stand the names of its curves.
    let room = curves.entries.map { TextMetrics.width($0.label, size: FigureLayout.FontSize.axis) }.max() ?? 0
    let length = PageWidth.axis(columns: costs.count, margin: 30 + room)
    let metric = analysis.study.metric
    let (test, factor) = (Measure.test(metric), metric.unit.factor)

    var columns: [FigureTable.Column] = []
    var layers: [[Layer]] = Array(repeating: [], count: costs.count)
    var spans: [[Double]] = Array(repeating: [], count: costs.count)
    var shown: [CurvePoint] = []
    var drawn: [Interval] = []
    var withoutLine: [String] = []
    for curve in curves.entries {
      // From the cheapest rule to the dearest, so that the line runs from left to right.
      let points = source.rules.compactMap { source.point(curve.series, curve.setting.varied, $0, size) }
        .filter { $0[test] != nil && $0[.updates] != nil }
        .sorted { ($0[.updates]?.mean ?? 0) < ($1[.updates]?.mean ?? 0) }
      guard points.count > 1 else {
        withoutLine.append(curve.name)
        continue
      }
      shown += points
      let (stem, colour) = (curve.stem, curve.colour)
      let tests = points.compactMap { $0[test] }
      drawn += tests
      columns += [
        FigureTable.Column("\(stem)_test", tests.map { CurveLayers.scaled($0.mean, factor) }),
        FigureTable.Column("\(stem)_low", tests.map { CurveLayers.scaled($0.low, factor) }),
        FigureTable.Column("\(stem)_high", tests.map { CurveLayers.scaled($0.high, factor) }),
      ]
      for (panel, cost) in costs.enumerated() {
        let values = points.map { $0[cost.measure]?.mean }
        guard values.contains(where: { $0 != nil }) else { continue }
        let x = "\(stem)_\(cost.name)"
        columns.append(FigureTable.Column(x, values))
        spans[panel] += values.compactMap { $0 }
        if tests.contains(where: { $0.low < $0.high }) {
          layers[panel].append(.bars(table: 0, x: x, low: "\(stem)_low", high: "\(stem)_high", colour: colour))
        }
        layers[panel].append(
          .line(
            table: 0, x: x, y: "\(stem)_test", dash: .solid, points: true, colour: colour,
            label: curve.label))
      }
    }
    guard !drawn.isEmpty else { return nil }
    let y = Axis.metric(metric, means: drawn.map { $0.mean * factor }, lows: drawn.map { $0.low * factor })
    let panels = zip(costs, zip(spans, layers)).filter { !$1.0.isEmpty }.map { cost, panel in
      Panel(
        title: "",
        x: Axis.values(
          panel.0, label: cost.label, logarithmic: Axis.isWide(panel.0), length: length, isVertical: false),
        y: y, layers: panel.1)
    }
    let caption = CaptionText(source: source)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "What each stopping rule buys at n = \(NumberText.count(size)): test \(metric.words)\(metric.directionNote) against the cost up "
          + "to its stop",
        shared: curves.shared),
      caption: CaptionText.joined(
        caption.means(shown, intervals: "bars"), rules(source), caption.failures(shown),
        caption.networks(curves.models), caption.settings,
        caption.shown([curves.omission]),
        withoutLine.isEmpty
          ? "" : "No line, with results under fewer than two rules: \(withoutLine.joined(separator: "; ")).",
        caption.inOneGo),
      columns: panels.count, width: PageWidth.of(columns: panels.count), panelHeight: 300, panels: panels,
      tables: [FigureTable(columns)])
  }

  /// The rules of the points, or only their number if there are many.
  private static func rules(_ source: FigureSource) -> String {
    guard source.rules.count <= 8 else { return "A point for each of \(source.rules.count) stopping rules." }
    return "A point for each stopping rule: \(source.rules.map(RuleText.short).joined(separator: ", "))."
  }
}
