import Analysis
import NeuralNetwork
import Study

/// What the stopping threshold does to the leading metric, gap, stop epoch and cost, at the largest size.
enum ThresholdsFigure {
  static let kind = FigureKind(
    name: .thresholds, summary: "the metric, gap, stop epoch and cost against the stopping threshold",
    build: figure)

  private struct Quantity {
    var measures: [Measure]
    var factor: Double
    var label = ""
  }

  private static func quantities(_ metric: Metric) -> [Quantity] {
    [
      Quantity(measures: [.train(metric), .test(metric)], factor: metric.unit.factor),
      Quantity(measures: [.gap(metric)], factor: metric.unit.factor),
      Quantity(measures: [.stoppedEpoch], factor: 1, label: "stop epoch"),
      Quantity(measures: [.updates], factor: 1, label: "cost (updates)"),
    ]
  }

  /// Those that are measured under every kind of rule. Where updates are not known, epochs are what rules cost.
  private static func measured(_ quantities: [Quantity], isMeasured: (Measure) -> Bool) -> [Quantity] {
    let costsEpochs = !isMeasured(.updates)
    return quantities.filter { $0.measures.contains(where: isMeasured) }.map { quantity in
      var quantity = quantity
      quantity.measures = quantity.measures.filter(isMeasured)
      if costsEpochs, quantity.measures == [.stoppedEpoch] { quantity.label = "stop epoch (the cost)" }
      return quantity
    }
  }

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let all = Dictionary(grouping: source.rules, by: RuleText.family).values
      .sorted { (source.rules.firstIndex(of: $0[0]) ?? 0) < (source.rules.firstIndex(of: $1[0]) ?? 0) }
    let choice = Choice(
      all.filter { $0.count > 1 && $0[0].threshold != nil }, atMost: 3, noun: "kinds of stopping rules")
    let families = choice.shown
    guard !families.isEmpty, let size = source.sizes.last else { return nil }
    let columns = families.count == 1 ? 2 : families.count
    let length = PageWidth.axis(columns: columns, margin: 110)
    // Models that are not trained in epochs do not stop.
    let curves = NamedConfigurations(source.settings(source.networks), atMost: FigureSource.maximumCurves, in: source)

    let metric = analysis.study.metric
    let quantities = measured(quantities(metric)) { measure in
      families.allSatisfy { rules in
        curves.entries.contains { curve in
          rules.contains { source.point(curve.series, curve.setting.varied, $0, size)?[measure] != nil }
        }
      }
    }
    guard quantities.first?.measures.contains(.test(metric)) == true else { return nil }
    var shown: [CurvePoint] = []
    var tables: [FigureTable] = []
    var panels: [[Panel]] = Array(repeating: [], count: quantities.count)
    for (table, family) in families.enumerated() {
      let rules = family.sorted { ($0.threshold ?? 0) < ($1.threshold ?? 0) }
      let x = axis(rules, length: length)
      // Thresholds that a logarithmic axis cannot show are placed at 0, 1, 2, ….
      let positions = x.scale == .log10 ? rules.map { $0.threshold ?? 0 } : rules.indices.map(Double.init)
      var data: [FigureTable.Column] = [FigureTable.Column("threshold", rules.map(\.threshold))]
      if x.scale == .linear { data.append(FigureTable.Column("position", positions)) }
      for (row, quantity) in quantities.enumerated() {
        var layers = CurveLayers(table: table, x: x.scale == .log10 ? "threshold" : "position", values: positions)
        var means: [Double] = []
        var lows: [Double] = []
        for measure in quantity.measures {
          let isMain = measure == quantity.measures.last
          for curve in curves.entries {
            let points = rules.map { source.point(curve.series, curve.setting.varied, $0, size) }
            if row == 0, isMain { shown += points.compactMap { $0 } }
            let intervals = points.map { $0?[measure] }
            let measured = intervals.compactMap { $0 }
            guard !measured.isEmpty else { continue }
            means += measured.map { $0.mean * quantity.factor }
            lows += measured.map { $0.low * quantity.factor }
            layers.add(
              "\(curve.stem)_\(measure.shortName)", intervals, factor: quantity.factor,
              dash: isMain ? .solid : .dashed, points: isMain, band: isMain, colour: curve.colour,
              label: isMain ? curve.label : "")
          }
        }
        guard !means.isEmpty else { return nil }
        data += layers.columns.dropFirst()
        let y = self.y(quantity, means: means, lows: lows)
        panels[row].append(
          Panel(
            title: families.count > 1 && row == 0 ? RuleText.family(rules[0]) : "", x: x, y: y, layers: layers.layers,
            of: StudyPart(rules: rules)))
      }
      tables.append(FigureTable(data))
    }
    let parts = DrawnWords(panels[0], tables)
    let caption = CaptionText(source: source)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "What stopping later brings and costs, at n = \(NumberText.count(size)), the largest training-set size. "
          + "\(metric.title)"
          + (quantities[0].measures.count > 1 ? ": test \(parts.test), train \(parts.train)" : " on test data"),
        shared: curves.shared),
      caption: CaptionText.joined(
        caption.means(
          shown, intervals: DrawnWords(panels.flatMap { $0 }, tables).intervals(), others: "stop epoch and cost"),
        caption.failures(shown),
        caption.networks(curves.models), caption.settings, caption.shown([choice.omission, curves.omission]),
        alone(all.filter { !families.contains($0) })),
      columns: columns, width: PageWidth.of(columns: columns), panelHeight: 230, panels: panels.flatMap { $0 },
      tables: tables)
  }

  /// Names rules without several thresholds.
  private static func alone(_ others: [[StoppingRule]]) -> String {
    let rules = others.filter { $0.count == 1 || $0[0].threshold == nil }.flatMap { $0 }
    return rules.isEmpty
      ? "" : "Not shown, because they have a single threshold: \(rules.map(RuleText.short).joined(separator: "; "))."
  }

  private static func axis(_ rules: [StoppingRule], length: Double) -> Axis {
    let thresholds = rules.map { $0.threshold ?? 0 }
    let later = rules[0].stopsLaterBelow
    let label = "threshold of \(RuleText.family(rules[0])) (later stop →)"
    guard thresholds.allSatisfy({ $0 > 0 }) else {
      let axis = Axis.categories(rules.map { RuleText.threshold($0) }, label: label)
      return later ? axis.reversed : axis
    }
    let axis = Axis.spanning(thresholds, label: label, logarithmic: true, margin: 0.04).withTicks(
      thresholds.map { [$0] }, length: length)
    return later ? axis.reversed : axis
  }

  private static func y(_ quantity: Quantity, means: [Double], lows: [Double]) -> Axis {
    switch quantity.measures[0] {
    case .metric(let metric, _): return .metric(metric, means: means, lows: lows)
    case .gap(let metric): return .gap(metric, means: means, lows: lows, highs: means)
    default:
      return .values(means, label: quantity.label, logarithmic: Axis.isWide(means), length: 230)
    }
  }
}
