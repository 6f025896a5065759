import Analysis
import NeuralNetwork
import Study

/// The leading metric on test data against what it costs to get there, by stopping rule, at the largest size.
enum CostFigure {
  static let kind = FigureKind(
    name: .cost, summary: "the metric on test data against epochs, updates and processor seconds, by stopping rule",
    build: figure)

  /// The most curves with intervals; bars of more hide each other.
  private static let mostWithBars = 4

  private typealias Cost = (measure: Measure, name: String, label: String)

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    guard let size = source.sizes.last, source.rules.count > 1 else { return nil }
    let (lines, single) = groups(source)
    let curves = NamedConfigurations(source.settings(source.networks), atMost: FigureSource.maximumCurves, in: source)
    let (metric, test) = (analysis.study.metric, Measure.test(analysis.study.metric))
    // From the cheapest rule to the dearest, so that a line runs from left to right.
    func points(_ curve: NamedConfigurations.Entry, _ rules: [StoppingRule]) -> [CurvePoint] {
      rules.compactMap { source.point(curve.series, curve.setting.varied, $0, size) }
        .filter { $0[test] != nil && $0.training != nil }
        .sorted { ($0.training?.mean ?? 0) < ($1.training?.mean ?? 0) }
    }
    let drawn = curves.entries.filter { curve in lines.shown.contains { points(curve, $0).count > 1 } }
    let withoutLine = curves.entries.filter { curve in !drawn.contains { $0.name == curve.name } }.map(\.name)
    // A table for the rules of each group, and one for those that stand alone.
    let groups = lines.shown + (single.isEmpty ? [] : [single])
    let values = groups.map { rules in drawn.map { points($0, rules) } }
    let shown = values.flatMap { $0.flatMap { $0 } }
    guard !shown.isEmpty else { return nil }

    let costs = costs(shown)
    let columns = lines.shown.count > 1 ? lines.shown.count : costs.count
    // Beside each panel stand the names of its curves.
    let room = drawn.map { TextMetrics.width($0.label, size: FigureLayout.FontSize.axis) }.max() ?? 0
    let length = PageWidth.axis(columns: columns, margin: 30 + room)
    let hasBars = drawn.count <= Self.mostWithBars
    let (tests, factor) = (shown.compactMap { $0[test] }, metric.unit.factor)
    let y = Axis.metric(metric, means: tests.map { $0.mean * factor }, lows: tests.map { $0.low * factor })
    let panels = costs.enumerated().flatMap { row, cost in
      let means = shown.compactMap { $0[cost.measure]?.mean }
      let x = Axis.values(
        means, label: cost.label, logarithmic: Axis.isWide(means), length: length, isVertical: false)
      return lines.shown.indices.map { group in
        let layers = drawn.indices.flatMap { index in
          let alone = single.isEmpty ? [] : values[groups.count - 1][index]
          return Self.layers(
            drawn[index], values[group][index], table: group, cost, test, isJoined: true, isNamed: alone.isEmpty,
            hasBars: hasBars)
            + Self.layers(
              drawn[index], alone, table: groups.count - 1, cost, test, isJoined: false, isNamed: true,
              hasBars: hasBars)
        }
        return Panel(
          title: lines.shown.count > 1 && row == 0 ? RuleText.family(lines.shown[group][0]) : "", x: x, y: y,
          layers: layers, of: StudyPart(rules: lines.shown[group] + single))
      }
    }
    let tables = values.map { table(drawn, $0, costs, test, factor: factor) }
    let words = DrawnWords(panels, tables)
    let caption = CaptionText(source: source)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "What each stopping rule buys at n = \(NumberText.count(size)): test \(metric.words)\(metric.directionNote) against the cost up "
          + "to its stop",
        shared: curves.shared),
      caption: CaptionText.joined(
        caption.means(shown, intervals: hasBars ? words.intervals() : nil),
        hasBars || !tests.contains { $0.low < $0.high }
          ? "" : "Intervals of so many curves would hide them; they are in the figure's data files.",
        rules(
          lines.shown.map { rules in rules.filter { rule in shown.contains { $0.key.rule == rule } } },
          words.hasPoints(filled: false) ? single.filter { rule in shown.contains { $0.key.rule == rule } } : []),
        caption.failures(shown),
        caption.networks(curves.models), caption.settings, caption.shown([lines.omission, curves.omission]),
        withoutLine.isEmpty
          ? "" : "No line, with results under fewer than two rules: \(withoutLine.joined(separator: "; ")).",
        caption.inOneGo),
      columns: columns, width: PageWidth.of(columns: columns), panelHeight: lines.shown.count > 1 ? 230 : 300,
      panels: panels, tables: tables)
  }

  /// The rules that a line joins, which differ in their threshold alone, and those that stand alone. If no two rules do, one
  /// line joins them all.
  private static func groups(_ source: FigureSource) -> (lines: Choice<[StoppingRule]>, single: [StoppingRule]) {
    var families: [[StoppingRule]] = []
    for rule in source.rules {
      let index = families.firstIndex { RuleText.family($0[0]) == RuleText.family(rule) }
      if let index { families[index].append(rule) } else { families.append([rule]) }
    }
    let several = families.filter { $0.count > 1 }
    guard !several.isEmpty else { return (Choice([source.rules]), []) }
    return (
      Choice(several, atMost: 3, noun: "kinds of stopping rules"), families.filter { $0.count == 1 }.flatMap { $0 }
    )
  }

  /// The measures of cost; in full-batch descent an epoch is an update, and one of them is enough.
  private static func costs(_ points: [CurvePoint]) -> [Cost] {
    let isOne = points.allSatisfy { $0[.stoppedEpoch]?.mean == $0[.updates]?.mean }
    let costs: [Cost] = [
      (.stoppedEpoch, "epochs", isOne ? "epochs = updates" : "epochs"), (.updates, "updates", "updates"),
      (.seconds, "seconds", "processor seconds"),
    ]
    return costs.filter { cost in
      !(isOne && cost.measure == .updates) && points.contains { $0[cost.measure] != nil }
    }
  }

  private static func table(
    _ curves: [NamedConfigurations.Entry], _ values: [[CurvePoint]], _ costs: [Cost], _ test: Measure, factor: Double
  ) -> FigureTable {
    FigureTable(
      zip(curves, values).flatMap { curve, points in
        let tests = points.map { $0[test] }
        func column(_ name: String, _ value: (Interval) -> Double) -> FigureTable.Column {
          FigureTable.Column("\(curve.stem)_\(name)", tests.map { $0.map { CurveLayers.scaled(value($0), factor) } })
        }
        return [column("test", \.mean), column("low", \.low), column("high", \.high)]
          + costs.map { cost in
            FigureTable.Column("\(curve.stem)_\(cost.name)", points.map { $0[cost.measure]?.mean })
          }
      })
  }

  private static func layers(
    _ curve: NamedConfigurations.Entry, _ points: [CurvePoint], table: Int, _ cost: Cost, _ test: Measure,
    isJoined: Bool, isNamed: Bool, hasBars: Bool
  ) -> [Layer] {
    guard points.contains(where: { $0[cost.measure] != nil }) else { return [] }
    let (x, y, label) = ("\(curve.stem)_\(cost.name)", "\(curve.stem)_test", isNamed ? curve.label : "")
    let hasBars = hasBars && points.contains { point in point[test].map { $0.low < $0.high } ?? false }
    let bars: [Layer] = [
      .bars(table: table, x: x, low: "\(curve.stem)_low", high: "\(curve.stem)_high", colour: curve.colour)
    ]
    return (hasBars ? bars : []) + [
      isJoined
        ? .line(table: table, x: x, y: y, dash: .solid, points: true, colour: curve.colour, label: label)
        : .points(table: table, x: x, y: y, filled: false, colour: curve.colour, label: label)
    ]
  }

  /// The rules of the points, or only their number if there are many.
  private static func rules(_ lines: [[StoppingRule]], _ single: [StoppingRule]) -> String {
    let joined = lines.flatMap { $0 }
    let points =
      joined.count <= 8
      ? "A point for each stopping rule: \(joined.map(RuleText.short).joined(separator: "; "))."
      : "A point for each of \(joined.count) stopping rules."
    return single.isEmpty
      ? points : "\(points) Open points: \(single.map(RuleText.short).joined(separator: "; "))."
  }
}

extension CurvePoint {
  /// How long training took, in updates or, where these are not known, in epochs.
  var training: Interval? { self[.updates] ?? self[.stoppedEpoch] }
}
