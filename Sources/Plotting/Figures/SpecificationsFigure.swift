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
    let tables = [differences(shown.shown, metric)] + lists.map { matrix($0, shown.shown) }
    let caption = CaptionText(source: source)
    let pairs =
      source.series.count > 2 ? Omission("2 of \(source.series.count) models, the pair that differs most clearly") : nil
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle:
        "Test \(metric.words)\(metric.directionNote), \(first) − \(second), at n = \(NumberText.count(size)), in "
        + "\(metric.differenceName), for every choice of settings and rules, sorted. Blue: \(first) better; orange: "
        + "\(second) better; grey: undecided",
      caption: CaptionText.joined(
        counts(curve, first, second, metric), ring(curve), bars(shown.shown, source),
        caption.networks(
          source.series.filter { [curve.first.modelIndex, curve.second.modelIndex].contains($0.modelIndex) }),
        caption.settings, caption.shown([shown.omission, pairs])),
      columns: 1, width: 900, panelHeight: lists.last?.height ?? rowHeight,
      rowHeights: [curveHeight] + lists.dropLast().map(\.height),
      panels: panels(lists, tables, shown.shown.count, metric), tables: tables)
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

  private static func differences(_ specifications: [Specification], _ metric: Metric) -> FigureTable {
    let factor = metric.unit.factor
    func scaled(_ value: Double?) -> Double? { value.map { CurveLayers.scaled($0, factor) } }
    var columns = [FigureTable.Column("rank", (1...max(specifications.count, 1)).map { Double($0) })]
    for decision in Decision.allCases {
      func column(_ name: String, _ value: (Interval) -> Double?) -> FigureTable.Column {
        FigureTable.Column(
          decision.rawValue + name,
          specifications.map { Decision($0) == decision ? scaled($0.difference.flatMap(value)) : nil })
      }
      columns += [
        column("", \.mean), column("_low") { $0.hasEnds ? $0.low : nil },
        column("_high") { $0.hasEnds ? $0.high : nil },
      ]
    }
    columns.append(
      FigureTable.Column("tuned", specifications.map { $0.isTuned ? scaled($0.difference?.mean) : nil }))
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
    _ lists: [Choices], _ tables: [FigureTable], _ count: Int, _ metric: Metric
  ) -> [Panel] {
    let x = Axis(label: "", scale: .linear, start: 0, end: Double(count) + 1, ticks: [])
    func drawn(_ table: Int, _ column: String) -> Bool {
      tables[table][column].contains { $0 != nil }
    }
    let decisions = Decision.allCases.filter { drawn(0, $0.rawValue) }
    let values = Decision.allCases.flatMap { decision in
      ["", "_low", "_high"].flatMap { tables[0][decision.rawValue + $0] }
    }.compactMap { $0 }
    let curve = Panel(
      title: "", x: x,
      y: Axis.linear(
        low: min(values.min() ?? 0, 0), high: max(values.max() ?? 1, 0),
        label: "difference (\(metric.differenceName))"),
      layers: [.horizontalMark(at: 0)]
        + decisions.filter { drawn(0, $0.rawValue + "_low") }.map {
          .bars(
            table: 0, x: "rank", low: $0.rawValue + "_low", high: $0.rawValue + "_high",
            colour: $0.colour.mixed(with: .white, 0.5))
        }
        + decisions.map {
          .points(table: 0, x: "rank", y: $0.rawValue, filled: true, colour: $0.colour, label: "")
        }
        + (drawn(0, "tuned")
          ? [.points(table: 0, x: "rank", y: "tuned", filled: false, colour: .ink, label: "")] : []))
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

  private static func ring(_ curve: SpecificationCurve) -> String {
    curve.specifications.contains(where: \.isTuned) ? "Ringed: each model with its own best values." : ""
  }

  private static func bars(_ specifications: [Specification], _ source: FigureSource) -> String {
    CaptionText(source: source).means(of: specifications.flatMap(\.counts), intervals: nil)
      + (specifications.contains { $0.difference?.hasEnds ?? false }
        ? " Bars: 95\u{A0}% bootstrap intervals, each by itself." : "")
  }
}
