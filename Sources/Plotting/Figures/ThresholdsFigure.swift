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

  /// Rules that differ in one number: in their thresholds, or else in their lengths.
  private struct Family {
    var rules: [StoppingRule]
    var areOfLengths = false

    /// What they have in common.
    var name: String { areOfLengths ? RuleText.ofAnyLength(rules[0]) : RuleText.family(rules[0]) }
    /// Heads the column of the numbers.
    var column: String { areOfLengths ? rules[0].kind.length?.name ?? "length" : "threshold" }

    func number(_ rule: StoppingRule) -> Double? { areOfLengths ? rule.length.map(Double.init) : rule.threshold }

    func text(_ rule: StoppingRule) -> String {
      areOfLengths ? rule.length.map(NumberText.count) ?? "" : RuleText.threshold(rule)
    }

    /// The label of the axis of the numbers.
    var label: String {
      guard areOfLengths else { return "threshold of \(name) (later stop →)" }
      return rules[0].kind.length?.noun.map { "length of \($0)s of \(name)" } ?? "\(column) of \(name) (later stop →)"
    }

    /// All families of a study's rules, in the order of the study, and the rules that are in none.
    static func families(_ rules: [StoppingRule]) -> (families: [Family], others: [StoppingRule]) {
      func grouped(_ rules: [StoppingRule], by name: (StoppingRule) -> String) -> [[StoppingRule]] {
        Dictionary(grouping: rules, by: name).values.filter { $0.count > 1 }
      }
      let ofThresholds = grouped(rules.filter { $0.threshold != nil }, by: RuleText.family)
      let rest = rules.filter { !ofThresholds.joined().contains($0) }
      let ofLengths = grouped(rest.filter { $0.length != nil }, by: RuleText.ofAnyLength)
      let all = ofThresholds.map { Family(rules: $0) } + ofLengths.map { Family(rules: $0, areOfLengths: true) }
      return (
        all.sorted { (rules.firstIndex(of: $0.rules[0]) ?? 0) < (rules.firstIndex(of: $1.rules[0]) ?? 0) },
        rest.filter { !ofLengths.joined().contains($0) }
      )
    }
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
    let (all, others) = Family.families(source.rules)
    let choice = Choice(all, atMost: 3, noun: "kinds of stopping rules")
    let families = choice.shown
    guard !families.isEmpty, let size = source.sizes.last else { return nil }
    let columns = families.count == 1 ? 2 : families.count
    let length = PageWidth.axis(columns: columns, margin: 110)
    // Models that are not trained in epochs do not stop.
    let curves = NamedConfigurations(source.settings(source.networks), atMost: FigureSource.maximumCurves, in: source)

    let metric = analysis.study.metric
    let quantities = measured(quantities(metric)) { measure in
      families.allSatisfy { family in
        curves.entries.contains { curve in
          family.rules.contains { source.point(curve.series, curve.setting.varied, $0, size)?[measure] != nil }
        }
      }
    }
    guard quantities.first?.measures.contains(.test(metric)) == true else { return nil }
    var shown: [CurvePoint] = []
    var tables: [FigureTable] = []
    var panels: [[Panel]] = Array(repeating: [], count: quantities.count)
    for (table, family) in families.enumerated() {
      let rules = family.rules.sorted { (family.number($0) ?? 0) < (family.number($1) ?? 0) }
      let x = axis(family, rules, length: length)
      // Thresholds that a logarithmic axis cannot show are placed at 0, 1, 2, ….
      let positions = x.scale == .log10 ? rules.map { family.number($0) ?? 0 } : rules.indices.map(Double.init)
      var data: [FigureTable.Column] = [FigureTable.Column(family.column, rules.map(family.number))]
      if x.scale == .linear { data.append(FigureTable.Column("position", positions)) }
      for (row, quantity) in quantities.enumerated() {
        var layers = CurveLayers(table: table, x: x.scale == .log10 ? family.column : "position", values: positions)
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
            title: families.count > 1 && row == 0 ? family.name : "", x: x, y: y, layers: layers.layers,
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
        alone(others)),
      columns: columns, width: PageWidth.of(columns: columns), panelHeight: 230, panels: panels.flatMap { $0 },
      tables: tables)
  }

  /// Names rules without several thresholds.
  private static func alone(_ rules: [StoppingRule]) -> String {
    rules.isEmpty
      ? "" : "Not shown, because they have a single threshold: \(rules.map(RuleText.short).joined(separator: "; "))."
  }

  private static func axis(_ family: Family, _ rules: [StoppingRule], length: Double) -> Axis {
    let thresholds = rules.map { family.number($0) ?? 0 }
    let later = !family.areOfLengths && rules[0].stopsLaterBelow
    let label = family.label
    guard thresholds.allSatisfy({ $0 > 0 }) else {
      let axis = Axis.categories(rules.map(family.text), label: label)
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
