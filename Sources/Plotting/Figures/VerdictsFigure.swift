import Analysis
import NeuralNetwork
import Study

/// Whether the deeper model wins at each size under each stopping rule, as a map of paired differences.
enum VerdictsFigure {
  static let kind = FigureKind(
    name: .verdicts, summary: "where the deeper model wins, where the shallower, and where neither is certain",
    requirement: "models of at least two different depths, or a network and a support vector machine", build: figure)

  private struct Pair: Hashable {
    var deeper: Int
    var shallower: Int
    var varied: [String]
  }

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let pairs = chosenPairs(source)
    let groups = Dictionary(grouping: analysis.comparisons) {
      Pair(deeper: $0.deeperIndex, shallower: $0.shallowerIndex, varied: $0.varied)
    }
    let shown = pairs.flatMap { groups[$0] ?? [] }
    let sizes = source.sizes
    let differences = shown.compactMap { $0.difference?.mean }.map { abs($0 * 100) }
    guard !differences.isEmpty else { return nil }
    // One wild difference must not pale the others: full colour from the 90th percentile of those that are decided.
    let decided = shown.filter { $0.verdict != .undecided }.compactMap { $0.difference?.mean }.map { abs($0 * 100) }
      .sorted()
    let limit = decided.isEmpty ? 1 : max(decided[(decided.count - 1) * 9 / 10], 0.5)

    let isLossChange = source.rules.allSatisfy { if case .lossChange = $0 { true } else { false } }
    let names = source.rules.map { rule in
      isLossChange ? NumberText.plain(rule.threshold ?? 0) : RuleText.short(rule)
    }
    let x = Axis.categories(sizes.map { NumberText.count($0) }, label: "training-set size n")
    let y = Axis.categories(names, label: isLossChange ? "stop when |ΔL| <" : "", downwards: true)
    var tables: [FigureTable] = []
    var panels: [Panel] = []
    for (table, pair) in pairs.enumerated() {
      let comparisons = groups[pair] ?? []
      var cells = MapCells()
      for (row, rule) in source.rules.enumerated() {
        for (column, size) in sizes.enumerated() {
          let comparison = comparisons.first { $0.size == size && $0.rule == rule }
          let difference = comparison?.difference
          let percent = difference.map { CurveLayers.scaled($0.mean, 100) }
          let isDecided = comparison.map { $0.verdict != .undecided } ?? false
          cells.add(
            column: column, row: row,
            values: [
              isDecided ? percent : nil, isDecided ? nil : percent, difference.map { CurveLayers.scaled($0.low, 100) },
              difference.map { CurveLayers.scaled($0.high, 100) },
            ])
        }
      }
      tables.append(cells.table(names: ["decided", "undecided", "low", "high"]))
      let map = (table: table, x: "column", y: "row")
      panels.append(
        Panel(
          title: pairs.count > 1 ? title(pair, comparisons, source) : "", x: x, y: y,
          layers: [
            .cells(table: map.table, x: map.x, y: map.y, value: "decided", palette: .diverging(limit: limit)),
            .cellOutlines(table: map.table, x: map.x, y: map.y),
            .cellText(table: map.table, x: map.x, y: map.y, value: "decided", style: .strong),
            .cellText(table: map.table, x: map.x, y: map.y, value: "undecided", style: .pale),
            .cellText(table: map.table, x: map.x, y: map.y, value: "missing", style: .dash),
          ]))
    }
    let widest = panels.map { TextMetrics.width($0.title, size: FigureLayout.FontSize.panelTitle) }.max() ?? 0
    let columns = pairs.count > 1 && sizes.count <= 6 && widest < 58 * Double(sizes.count) ? 2 : 1
    let (deeper, shallower) = pairs.count == 1 ? (shown[0].deeper, shown[0].shallower) : kinds(of: shown)
    let caption = CaptionText(source: source)
    let involved = source.series.filter { series in
      pairs.contains { $0.deeper == series.modelIndex || $0.shallower == series.modelIndex }
    }
    let trials = analysis.curves.filter { point in involved.contains { $0.modelIndex == point.key.modelIndex } }
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle:
        "Test accuracy, \(deeper) − \(shallower), in percentage points. Blue: \(deeper) better; orange: \(shallower) "
        + "better; filled where decided, pale where undecided",
      caption: CaptionText.joined(
        pairing(shown, source), reversals(shown), MapCells.note(tables),
        caption.failures(trials), caption.networks(involved),
        caption.settings, omission(source, shownPairs: pairs.count)),
      columns: columns,
      width: max(
        MapCells.width(columns: columns, cells: sizes.count, names: names),
        columns == 1 ? Int(min(widest * 1.3, 1200)) : 0),
      panelHeight: max(source.rules.count * 36, 40), panels: panels, tables: tables)
  }

  /// All pairs if they are at most four, with their varied settings; otherwise the first model with the one that differs
  /// most in depth from it, at up to four of the varied settings.
  private static func chosenPairs(_ source: FigureSource) -> [Pair] {
    var pairs: [Pair] = []
    for comparison in source.analysis.comparisons {
      let pair = Pair(
        deeper: comparison.deeperIndex, shallower: comparison.shallowerIndex, varied: comparison.varied)
      if !pairs.contains(pair) { pairs.append(pair) }
    }
    guard pairs.count > 4, let first = source.series.first else { return pairs }
    let depths = Dictionary(
      source.series.compactMap { series in series.depth.map { (series.modelIndex, $0) } },
      uniquingKeysWith: { first, _ in first })
    func distance(_ pair: Pair) -> Int { (depths[pair.deeper] ?? 0) - (depths[pair.shallower] ?? 0) }
    var withFirst = pairs.filter { $0.deeper == first.modelIndex || $0.shallower == first.modelIndex }
    let networks = withFirst.filter { depths[$0.shallower] != nil }
    if !networks.isEmpty { withFirst = networks }
    guard let widest = withFirst.map(distance).max(), let chosen = withFirst.last(where: { distance($0) == widest })
    else { return [] }
    return pairs.filter { $0.deeper == chosen.deeper && $0.shallower == chosen.shallower }.evenlyChosen(4)
  }

  /// What stands on either side of the differences, depth against depth or networks against baselines.
  private static func kinds(of comparisons: [Comparison]) -> (String, String) {
    let kinds = Set(comparisons.map(\.isAgainstBaseline))
    if kinds == [true] { return ("network", "baseline") }
    return kinds == [false] ? ("deeper", "shallower") : ("deeper or network", "shallower or baseline")
  }

  private static func title(_ pair: Pair, _ comparisons: [Comparison], _ source: FigureSource) -> String {
    guard let first = comparisons.first else { return "" }
    let setting = source.variants.count > 1 ? source.title(ofVariant: pair.varied) : ""
    return "\(first.deeper) − \(first.shallower)" + (setting.isEmpty ? "" : ", \(setting)")
  }

  private static func pairing(_ comparisons: [Comparison], _ source: FigureSource) -> String {
    let counts = comparisons.map(\.pairs).filter { $0 > 0 }
    guard let most = counts.max(), let least = counts.min() else { return "" }
    guard most > 1 else { return "One replicate: nothing can be decided." }
    let number = most == least ? NumberText.count(most) : "\(NumberText.count(least)) to \(NumberText.count(most))"
    let replicates = source.analysis.study.replicates
    let means = "Means over \(number) replicates\(CaptionText(source: source).crossing), paired by data draw and seed. "
    guard comparisons.contains(where: \.isDecidable) else {
      let fewest = NumberText.count(Comparison.fewestPairs)
      return means
        + (replicates.isCrossed
          ? "Fewer than \(fewest) have no draw in common: nothing can be decided."
          : "Fewer than \(fewest) replicates: nothing can be decided.")
    }
    return means
      + "Decided by a sign-flip test over "
      + (replicates.isCrossed ? "groups of replicates that share no draw" : "replicates")
      + ", corrected for all cells\(source.variants.count > 1 ? " of each setting" : ""): "
      + "at most a 5\u{A0}% chance of any wrong verdict."
  }

  /// The sizes at which the stopping rule alone decides, of the pairs shown.
  private static func reversals(_ comparisons: [Comparison]) -> String {
    let sizes = Set(Reversal.all(comparisons).map(\.size)).sorted()
    guard !sizes.isEmpty else { return "" }
    return
      "At n = \(sizes.map { NumberText.count($0) }.joined(separator: ", ")) the verdict depends on when training stops."
  }

  private static func omission(_ source: FigureSource, shownPairs: Int) -> String {
    let pairs = Set(
      source.analysis.comparisons.map { Pair(deeper: $0.deeperIndex, shallower: $0.shallowerIndex, varied: $0.varied) })
    return shownPairs < pairs.count ? "Shown: \(shownPairs) of \(NumberText.count(pairs.count)) comparisons." : ""
  }
}
