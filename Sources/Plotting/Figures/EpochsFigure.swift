import Analysis
import NeuralNetwork
import Study

/// Loss and the leading metric by epoch for each model at the largest size, with the epochs where the rules stop.
enum EpochsFigure {
  static let kind = FigureKind(
    name: .epochs, summary: "loss and metric against epoch, with the stop of each threshold",
    build: figure)

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    guard let size = analysis.epochCurves.map(\.configuration.size).max() else { return nil }
    // Models that are not trained in epochs have no curve to show.
    let begun = analysis.epochCurves.filter { $0.configuration.size == size && $0.configuration.kind == .network }
    let all = begun.filter { !$0.epochs.isEmpty }
    let named = NamedConfigurations(all.map(\.configuration.setting), atMost: 8, in: source)
    let columns = named.columns(atMost: 4)
    let titled = named.entries.compactMap { entry in
      all.first { $0.configuration.setting == entry.setting }.map { (curve: $0, title: entry.name) }
    }
    let curves = titled.map(\.curve)
    let drawn = EpochPanels(
      titled, of: analysis.study, width: PageWidth.axis(columns: columns), height: 230
    ) { index, part in
      EpochPanels.Style(colour: named.entries[index].series.colour, hasBand: part == .test)
    }
    guard var panels = drawn else { return nil }
    let (allMarks, key) = marks(curves, source.rules.filter { $0 != .none }, x: panels.x)
    for (index, marks) in allMarks.enumerated() {
      panels.losses[index].layers.insert(
        contentsOf: marks.map { .verticalMark(at: $0.epoch, label: $0.label) }, at: 0)
      guard panels.metrics.indices.contains(index) else { continue }
      panels.metrics[index].layers.insert(contentsOf: marks.map { .verticalMark(at: $0.epoch, label: "") }, at: 0)
    }
    let caption = CaptionText(source: source)
    let rows = panels.rows(of: columns)
    let hasStops = allMarks.contains { !$0.isEmpty }
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "Training at n = \(NumberText.count(size)), the largest training-set size"
          + (hasStops ? "; vertical lines: where training ends under each threshold, on average" : ""),
        shared: named.shared),
      caption: CaptionText.joined(
        caption.means(of: curves.map(\.count), intervals: DrawnWords(rows, panels.tables).intervals("test")),
        ends(curves), key, caption.divergence(begun),
        caption.networks(named.models), caption.settings,
        caption.shown([named.omission]), unfired(source, curves), caption.inOneGo),
      columns: columns, width: PageWidth.of(columns: columns), panelHeight: 230, panels: rows,
      tables: panels.tables)
  }

  /// Says from where on curves are means of fewer runs: where they are pale.
  private static func ends(_ curves: [EpochCurve]) -> String {
    fewest(curves).map { "Pale: means of those that were left (down to \(NumberText.count($0))) when some had ended." }
      ?? ""
  }

  /// The number of runs at the end of curves that some of their runs do not reach; nil if there is no such curve.
  static func fewest(_ curves: [EpochCurve]) -> Int? {
    curves.filter { $0.complete < $0.epochs.count }.flatMap(\.counts).min()
  }

  /// Says what it means that a rule has no line, and what runs in which it did not fire count as where it has one.
  private static func unfired(_ source: FigureSource, _ curves: [EpochCurve]) -> String {
    let rules = source.rules.filter { rule in
      rule != .none && curves.contains { !$0.stops.map(\.rule).contains(rule) }
    }
    let isMixed = curves.contains { curve in
      let configuration = curve.configuration
      return curve.stops.contains { stop in
        source.series(configuration.modelIndex).flatMap {
          source.point($0, configuration.varied, stop.rule, configuration.size)
        }.map { $0.maxEpochs > 0 } ?? false
      }
    }
    let means = isMixed ? "Lines count a run in which the rule did not fire with its last epoch. " : ""
    return means
      + (rules.isEmpty
        ? ""
        : "A rule has no line in a panel where it stopped no training "
          + "(\(rules.map(RuleText.short).joined(separator: "; "))).")
  }

  /// Names wider than this, in pixels, give way to numbers.
  private static let widestName = 150.0
  /// The most names beside each other above the narrowest panel.
  private static let mostNames = 11

  /// The stops of each curve, named by their rules or by numbers, and what numbers stand for.
  private static func marks(
    _ curves: [EpochCurve], _ rules: [StoppingRule], x: Axis
  ) -> (marks: [[(epoch: Double, label: String)]], key: String) {
    // Thresholds need no name where they are of one rule.
    let isOneFamily = RuleText.beforeThresholds(rules) != nil
    let named = curves.map { stopMarks($0, x: x, label: isOneFamily ? RuleText.threshold : RuleText.short) }
    let size = FigureLayout.FontSize.caption
    guard named.joined().contains(where: { TextMetrics.width($0.label, size: size) > widestName }) else {
      return (named, "")
    }
    func number(_ rule: StoppingRule) -> String { NumberText.count((rules.firstIndex(of: rule) ?? 0) + 1) }
    let stopping = rules.filter { rule in curves.contains { $0.stops.contains { $0.rule == rule } } }
    return (
      curves.map { stopMarks($0, x: x, label: number) },
      "Vertical lines: \(stopping.map { "\(number($0)) = \(RuleText.short($0))" }.joined(separator: "; "))."
    )
  }

  /// The stops of a curve by epoch; thresholds that stop together share a mark, and where there are many, neighbours share
  /// a name.
  private static func stopMarks(
    _ curve: EpochCurve, x: Axis, label: (StoppingRule) -> String
  ) -> [(epoch: Double, label: String)] {
    let stops = curve.stops.filter { $0.rule != .none }.sorted { $0.meanEpoch < $1.meanEpoch }
    var marks: [(epoch: Double, label: String)] = []
    for stop in stops {
      let label = label(stop.rule)
      if let last = marks.last, last.epoch == stop.meanEpoch {
        marks[marks.count - 1].label += ", " + label
      } else if (0...1).contains(x.fraction(of: stop.meanEpoch) ?? -1) {
        marks.append((stop.meanEpoch, label))
      }
    }
    while case let named = marks.indices.filter({ !marks[$0].label.isEmpty }), named.count > mostNames {
      func distance(_ pair: (Int, Int)) -> Double {
        (x.fraction(of: marks[pair.1].epoch) ?? 1) - (x.fraction(of: marks[pair.0].epoch) ?? 0)
      }
      guard let (first, second) = zip(named, named.dropFirst()).min(by: { distance($0) < distance($1) }) else { break }
      marks[first].label += ", " + marks[second].label
      marks[second].label = ""
    }
    return marks
  }
}
