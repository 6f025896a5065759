import Analysis
import NeuralNetwork
import Study

/// The difference between two models under every combination of varied and tuned values and every rule, sorted, above the
/// choices that lead to it.
enum SpecificationsFigure {
  static let kind = FigureKind(
    name: .specifications,
    summary: "the difference between two models under every choice of settings and rules, sorted",
    build: figure)

  /// The most specifications that can be told apart.
  private static let maximum = 240
  /// Pixels of the plot area for the differences, and for each row of choices.
  private static let (curveHeight, rowHeight) = (230, 21)

  /// A list of choices, one of which each specification makes.
  private struct Choices {
    var name: String
    var values: [String]
    var value: (Specification) -> String

    /// Pixels of the plot area, with room for the name beside it.
    var height: Int { max(values.count * rowHeight, Int(TextMetrics.width(name, size: FigureLayout.FontSize.axis))) }
  }

  /// Who a specification decides for.
  private enum Decision: String, CaseIterable {
    case first, second, open

    init(_ specification: Specification) {
      switch specification.verdict {
      case .better: self = .first
      case .worse: self = .second
      case .undecided: self = .open
      }
    }

    var colour: Colour {
      switch self {
      case .first: .blue
      case .second: .vermilion
      case .open: .paleInk
      }
    }
  }

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    guard let curve = analysis.clearestSpecifications.first else { return nil }
    let size = curve.size
    let shown = choice(curve.specifications)
    let metric = analysis.study.metric
    let (first, second) = (name(curve.first, source), name(curve.second, source))
    let lists = choices(source).filter { list in Set(shown.shown.map(list.value)).count > 1 }
    let axis = axis(shown.shown, metric)
    let tables = [differences(shown.shown, metric, on: axis)] + lists.map { matrix($0, shown.shown) }
    let caption = CaptionText(source: source)
    let pairs =
      source.series.count > 2 ? Omission("2 of \(source.series.count) models, the pair that differs most clearly") : nil
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle:
        "Test \(metric.words)\(metric.directionNote), \(first) − \(second), at n = \(NumberText.count(size)), in "
        + "\(metric.differenceName), for every choice of settings and rules, sorted. "
        + CaptionText.legend(
          zip(Decision.allCases, ["blue: \(first) better", "orange: \(second) better", "grey: undecided"]).map {
            decision, words in (words, shown.shown.contains { $0.difference != nil && Decision($0) == decision })
          }),
      caption: CaptionText.joined(
        counts(curve, first, second, metric), ring(tables[0]), beyond(tables[0]), bars(shown.shown, source),
        caption.networks(
          source.series.filter { [curve.first.modelIndex, curve.second.modelIndex].contains($0.modelIndex) }),
        caption.settings, caption.shown([shown.omission, pairs])),
      columns: 1, width: 900, panelHeight: lists.last?.height ?? rowHeight,
      rowHeights: [curveHeight] + lists.dropLast().map(\.height),
      panels: panels(lists, tables, shown.shown.count, axis), tables: tables)
  }

  /// At most about ``maximum``, evenly spread, with all that are tuned.
  private static func choice(_ all: [Specification]) -> Choice<Specification> {
    let spread = Set([Int](all.indices).evenlySpaced(maximum))
    let shown = all.indices.filter { spread.contains($0) || all[$0].isTuned }.map { all[$0] }
    guard shown.count < all.count else { return Choice(all) }
    return Choice(
      shown, omission: Omission("\(Omission.count(shown, all)) specifications, evenly spread, with all that are ringed")
    )
  }

  private static func name(_ side: Contrast.Side, _ source: FigureSource) -> String {
    source.series(side.modelIndex)?.name ?? side.model
  }

  /// The varied and tuned keys, and the rules.
  private static func choices(_ source: FigureSource) -> [Choices] {
    let study = source.analysis.study
    func list(_ setting: VariedSetting, own: [String], _ text: @escaping (Specification) -> String?) -> Choices {
      func label(_ text: String) -> String { VariedValues.label(text, of: setting) }
      return Choices(name: VariedValues.words(setting.key), values: own + VariedValues.rows(of: setting).map(label)) {
        text($0).map(label) ?? own.first ?? ""
      }
    }
    func element(_ texts: [String], _ index: Int) -> String? { texts.indices.contains(index) ? texts[index] : nil }
    let rules = source.rules.map { ($0, RuleText.short($0)) }
    return study.vary.enumerated().map { index, setting in
      list(setting, own: []) { element($0.varied, index) }
    }
      + study.tune.enumerated().map { index, setting in
        list(setting, own: ["each its best"]) { $0.isTuned ? nil : element($0.tuned, index) }
      }
      + [
        Choices(name: "stopping", values: rules.map(\.1)) { specification in
          rules.first { $0.0 == specification.rule }?.1 ?? ""
        }
      ]
  }

  private static func scaled(_ value: Double?, _ metric: Metric) -> Double? {
    value.map { CurveLayers.scaled($0, metric.unit.factor) }
  }

  /// How many times as long as the axis of what was measured that of all may be.
  private static let mostStretch = 1.5

  /// The axis of differences. Where a run diverged, its value is invented, however bad; such values do not stretch the axis much
  /// beyond those of specifications without any.
  private static func axis(_ specifications: [Specification], _ metric: Metric) -> Axis {
    func axis(_ specifications: [Specification]) -> Axis {
      let values = specifications.compactMap(\.difference).flatMap { difference in
        [difference.mean] + (difference.hasEnds ? [difference.low, difference.high] : [])
      }.compactMap { scaled($0, metric) }
      return Axis.linear(
        low: min(values.min() ?? 0, 0), high: max(values.max() ?? 1, 0),
        label: "difference (\(metric.differenceName))")
    }
    func length(_ axis: Axis) -> Double { axis.end - axis.start }
    let whole = axis(specifications)
    let measured = specifications.filter { $0.diverged == 0 && $0.difference != nil }
    guard measured.contains(where: { $0.difference?.mean != 0 }), case let real = axis(measured),
      length(whole) > mostStretch * length(real)
    else { return whole }
    return real
  }

  /// Values beyond the axis are marked at its ends; bars end there.
  private static func differences(
    _ specifications: [Specification], _ metric: Metric, on axis: Axis
  ) -> FigureTable {
    let reach = axis.start...axis.end
    // A mark at an end is drawn whole.
    let margin = 0.025 * (axis.end - axis.start)
    func scaled(_ value: Double?) -> Double? { self.scaled(value, metric) }
    func clipped(_ value: Double?) -> Double? {
      scaled(value).map { min(max($0, reach.lowerBound), reach.upperBound) }
    }
    func isDrawn(_ interval: Interval) -> Bool {
      guard interval.hasEnds, let low = scaled(interval.low), let high = scaled(interval.high) else { return false }
      return high >= reach.lowerBound && low <= reach.upperBound
    }
    func inside(_ value: Double?) -> Double? { scaled(value).flatMap { reach.contains($0) ? $0 : nil } }
    var columns = [FigureTable.Column("rank", (1...max(specifications.count, 1)).map { Double($0) })]
    for decision in Decision.allCases {
      func column(_ name: String, _ value: (Interval) -> Double?) -> FigureTable.Column {
        FigureTable.Column(
          decision.rawValue + name,
          specifications.map { Decision($0) == decision ? $0.difference.flatMap(value) : nil })
      }
      columns += [
        column("") { inside($0.mean) }, column("_low") { isDrawn($0) ? clipped($0.low) : nil },
        column("_high") { isDrawn($0) ? clipped($0.high) : nil },
      ]
      if specifications.contains(where: { inside($0.difference?.mean) != scaled($0.difference?.mean) }) {
        columns += [
          column("_above") { scaled($0.mean) ?? 0 > reach.upperBound ? reach.upperBound - margin : nil },
          column("_below") { scaled($0.mean) ?? 0 < reach.lowerBound ? reach.lowerBound + margin : nil },
        ]
      }
    }
    columns += [
      FigureTable.Column("tuned", specifications.map { $0.isTuned ? inside($0.difference?.mean) : nil }),
      FigureTable.Column("difference", specifications.map { scaled($0.difference?.mean) }),
      FigureTable.Column("low", specifications.map { $0.difference.flatMap { $0.hasEnds ? scaled($0.low) : nil } }),
      FigureTable.Column("high", specifications.map { $0.difference.flatMap { $0.hasEnds ? scaled($0.high) : nil } }),
      FigureTable.Column("diverged", specifications.map { Double($0.diverged) }),
    ]
    return FigureTable(columns)
  }

  private static func matrix(_ list: Choices, _ specifications: [Specification]) -> FigureTable {
    FigureTable(
      [FigureTable.Column("rank", (1...max(specifications.count, 1)).map { Double($0) })]
        + Decision.allCases.map { decision in
          FigureTable.Column(
            decision.rawValue,
            specifications.map { specification in
              Decision(specification) == decision
                ? list.values.firstIndex(of: list.value(specification)).map { Double($0) } : nil
            })
        })
  }

  private static func panels(
    _ lists: [Choices], _ tables: [FigureTable], _ count: Int, _ y: Axis
  ) -> [Panel] {
    let x = Axis(label: "", scale: .linear, start: 0, end: Double(count) + 1, ticks: [])
    func drawn(_ table: Int, _ column: String) -> Bool {
      tables[table][column].contains { $0 != nil }
    }
    let decisions = Decision.allCases
    // The column of marks at an end of the axis, with the number of their shape: filled triangles.
    let ends = [(name: "_above", shape: 1), (name: "_below", shape: 4)]
    var layers: [Layer] = [.horizontalMark(at: 0)]
    for decision in decisions where drawn(0, decision.rawValue + "_low") {
      layers.append(
        .bars(
          table: 0, x: "rank", low: decision.rawValue + "_low", high: decision.rawValue + "_high",
          colour: decision.colour.mixed(with: .white, 0.5)))
    }
    for decision in decisions where drawn(0, decision.rawValue) {
      layers.append(
        .points(table: 0, x: "rank", y: decision.rawValue, filled: true, colour: decision.colour, label: ""))
    }
    for decision in decisions {
      for end in ends where drawn(0, decision.rawValue + end.name) {
        layers.append(
          .scatter(
            table: 0, x: "rank", y: decision.rawValue + end.name, marker: .shape(end.shape), colour: decision.colour))
      }
    }
    if drawn(0, "tuned") {
      layers.append(.points(table: 0, x: "rank", y: "tuned", filled: false, colour: .ink, label: ""))
    }
    let curve = Panel(title: "", x: x, y: y, layers: layers)
    return [curve]
      + lists.enumerated().map { index, list in
        Panel(
          title: "", x: x,
          y: Axis.categories(list.values, label: list.name, downwards: true),
          layers: decisions.filter { drawn(index + 1, $0.rawValue) }.map {
            .points(table: index + 1, x: "rank", y: $0.rawValue, filled: true, colour: $0.colour, label: "")
          })
      }
  }

  private static func counts(
    _ curve: SpecificationCurve, _ first: String, _ second: String, _ metric: Metric
  ) -> String {
    let (ahead, behind) = (curve.ahead(first: true, metric: metric), curve.ahead(first: false, metric: metric))
    let permuted = curve.specifications.contains { !$0.isPaired } ? " and by permutation, as runs are unpaired" : ""
    return "\(first) is ahead in \(ahead.count) of \(NumberText.counted(curve.specifications.count, "specification")) "
      + "(decided in \(ahead.decided)), \(second) in \(behind.count) (\(behind.decided)); decided by a studentised "
      + "bootstrap of \(CaptionText.scope(curve.specifications.map(\.coversTestSamples)))\(permuted), corrected for all of these."
      + (curve.withDiverged > 0
        ? " In \(NumberText.count(curve.withDiverged)) runs diverged, which count as \(metric.lostOutcome)." : "")
  }

  private static func ring(_ table: FigureTable) -> String {
    table["tuned"].contains { $0 != nil } ? "Ringed: each model with its own best values." : ""
  }

  /// Says what is at the ends of an axis that does not reach all differences.
  private static func beyond(_ table: FigureTable) -> String {
    let marked = Decision.allCases.flatMap { decision in
      ["_above", "_below"].flatMap { table[decision.rawValue + $0] }
    }.count { $0 != nil }
    guard marked > 0 else { return "" }
    return "Triangles: \(NumberText.counted(marked, "difference")) beyond the axis, with runs that diverged."
  }

  private static func bars(_ specifications: [Specification], _ source: FigureSource) -> String {
    CaptionText(source: source).means(of: specifications.flatMap(\.counts), intervals: nil)
      + (specifications.contains { $0.difference?.hasEnds ?? false }
        ? " Bars: 95\u{A0}% bootstrap intervals, each by itself." : "")
  }
}
