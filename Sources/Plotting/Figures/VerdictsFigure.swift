import Analysis
import NeuralNetwork
import Study

/// Whether the deeper model, or one value of a varied key, wins at each size under each stopping rule, as maps of paired
/// differences.
enum VerdictsFigure {
  static let kind = FigureKind(
    name: .verdicts,
    summary: "where the deeper model or one value of a key wins, where the other, and where neither is certain",
    build: figure)

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let choice = VerdictPairs(source)
    let pairs = choice.shown
    let shown = pairs.flatMap { choice.comparisons[$0] ?? [] }
    let sizes = source.sizes
    let metric = analysis.study.metric
    let unit = MapUnit(metric)
    let drawn = shown + (choice.overview?.comparisons ?? [])
    guard shown.contains(where: { $0.difference != nil }) else { return nil }
    // One wild difference must not pale the others: full colour from the 90th percentile of those that are decided.
    let decided = drawn.filter { $0.verdict != .undecided }.compactMap { $0.difference?.mean }.map {
      abs($0 * unit.factor)
    }
    .sorted()
    let limit =
      decided.isEmpty ? unit.leastSpan : max(decided[(decided.count - 1) * 9 / 10], unit.leastSpan / 2)

    // Beside few rows there is no room for the label that thresholds alone need.
    let beforeThresholds = source.rules.count > 3 ? RuleText.beforeThresholds(source.rules) : nil
    let names = source.rules.map(beforeThresholds == nil ? RuleText.short : RuleText.threshold)
    let x = Axis.categories(sizes.map { NumberText.count($0) }, label: "training-set size n")
    let y = Axis.categories(names, label: beforeThresholds ?? "", downwards: true)
    var maps = VerdictCells(metric: metric, unit: unit, limit: limit)
    let titles = pairs.map { pairs.count > 1 || choice.overview != nil ? title($0, choice, source) : "" }
    let widest = titles.map { TextMetrics.width($0, size: FigureLayout.FontSize.panelTitle) }.max() ?? 0
    let cells = max(sizes.count, choice.overview?.models.count ?? 0)
    let columns = pairs.count > 1 && cells <= 7 && widest < 116 * Double(max(cells, 4)) ? 2 : 1
    if let overview = choice.overview {
      maps.add(overview)
      while maps.panels.count < columns { maps.panels.append(.blank) }
    }
    for (pair, title) in zip(pairs, titles) {
      let comparisons = choice.comparisons[pair] ?? []
      maps.add(
        source.rules.enumerated().flatMap { row, rule in
          sizes.enumerated().map { column, size in
            (column: column, row: row, comparison: comparisons.first { $0.size == size && $0.rule == rule }, sign: 1.0)
          }
        }, title: title, x: x, y: y, of: StudyPart(pair))
    }
    let (first, second) =
      pairs.count == 1 ? source.names(of: pairs[0]) : kinds(of: shown, source)
    let caption = CaptionText(source: source)
    let involved = source.series.filter { series in
      drawn.contains { $0.contrast.contains(modelAt: series.modelIndex) }
    }
    let places = Set(drawn.flatMap { comparison in comparison.contrast.sides.map { Place(comparison, $0) } })
    let trials = analysis.curves.filter { places.contains(Place($0)) }
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "Test \(metric.words)\(metric.directionNote), \(first) − \(second), in "
          + [unit.name, maps.legend(first, second)].filter { !$0.isEmpty }.joined(separator: ". "),
        shared: choice.shared),
      caption: CaptionText.joined(
        choice.overview?.words ?? "", pairing(shown, source), reversals(shown), MapCells.note(maps.tables),
        caption.failures(trials, diverged: "as \(metric.lostOutcome)"), caption.networks(involved),
        caption.settings, caption.shown(choice.omissions)),
      columns: columns,
      width: max(
        MapCells.width(
          columns: columns, cells: cells, names: names + (choice.overview?.rows.ticks.map(\.label) ?? []),
          decimals: unit.decimals),
        columns == 1 ? Int(min(widest * 1.3, 1000)) : 0),
      panelHeight: max(source.rules.count * 36, 40),
      rowHeights: choice.overview.map { [$0.models.count * 36] } ?? [], panels: maps.panels, tables: maps.tables,
      cellDecimals: unit.decimals, signNote: maps.note)
  }

  /// Trials that differ in their replicate alone.
  private struct Place: Hashable {
    var setting: ModelSetting
    var size: Int
    var rule: StoppingRule

    init(_ comparison: Comparison, _ side: Contrast.Side) {
      setting = ModelSetting(modelIndex: side.modelIndex, varied: comparison.contrast.varied(of: side))
      (size, rule) = (comparison.size, comparison.rule)
    }

    init(_ point: CurvePoint) {
      setting = ModelSetting(modelIndex: point.key.modelIndex, varied: point.key.varied)
      (size, rule) = (point.size, point.key.rule)
    }
  }

  /// Names for the two sides of the differences: depth against depth, width against width, networks against baselines, or as titles have them.
  private static func kinds(of comparisons: [Comparison], _ source: FigureSource) -> (String, String) {
    let kinds = Set(comparisons.map(\.contrast.kind))
    if kinds == [.baseline] { return ("network", "baseline") }
    if kinds == [.depth] { return ("deeper", "shallower") }
    if kinds == [.width], comparisons.allSatisfy({ source.isWider($0.contrast.first, than: $0.contrast.second) }) {
      return ("wider", "narrower")
    }
    return kinds == [.depth, .baseline] ? ("deeper or network", "shallower or baseline") : ("first", "second")
  }

  private static func title(_ contrast: Contrast, _ choice: VerdictPairs, _ source: FigureSource) -> String {
    let (first, second) = source.names(of: contrast)
    guard contrast.isOfModels else {
      let model = source.series.count > 1 ? source.series(contrast.first.modelIndex)?.name : nil
      let others = source.variedKeys.filter { contrast.varied.indices.contains($0) && !contrast.varied[$0].isEmpty }
      return
        (["\(VariedValues.words(contrast.kind.name)) \(first) − \(second)"] + [model].compactMap(\.self)
        + source.words(ofVariant: contrast.varied, keys: others)).joined(separator: ", ")
    }
    return (["\(first) − \(second)"] + source.words(ofVariant: contrast.varied, keys: choice.keys))
      .joined(separator: ", ")
  }

  private static func pairing(_ comparisons: [Comparison], _ source: FigureSource) -> String {
    let unpaired = comparisons.filter { !$0.isPaired }
    let counts = (comparisons.map(\.pairs) + unpaired.flatMap { [$0.firstCount, $0.secondCount] }).filter { $0 > 0 }
    let hasPairs = comparisons.contains { $0.pairs > 0 }
    guard let most = counts.max(), let least = counts.min() else { return "" }
    guard most > 1 else { return "One replicate: nothing can be decided." }
    let number = most == least ? NumberText.count(most) : "\(NumberText.count(least)) to \(NumberText.count(most))"
    let replicates = source.analysis.study.replicates
    let caption = CaptionText(source: source)
    let isRecorded = source.analysis.study.origin != nil
    let means =
      CaptionText.joined(
        "Means over \(number) replicates\(caption.crossing)\(hasPairs ? ", paired by \(isRecorded ? "replicate" : "data draw and seed")" : "").",
        caption.unpaired(comparisons)) + " "
    guard comparisons.contains(where: \.isDecidable) else {
      let fewest = NumberText.count(hasPairs ? Comparison.fewestPairs : Comparison.fewestUnpaired)
      return means
        + (replicates.isCrossed
          ? "Fewer than \(fewest) have no draw in common: nothing can be decided."
          : "Fewer than \(fewest) replicates\(hasPairs ? "" : " of one of the two"): nothing can be decided.")
    }
    return means
      + "Decided by a studentised bootstrap of "
      + CaptionText.scope(comparisons.filter { $0.difference != nil }.map(\.coversTestSamples))
      + (replicates.isCrossed ? " (replicates in groups that share no draw)" : "")
      + (unpaired.isEmpty ? "" : hasPairs ? " and, of unpaired runs, by permutation" : " and by permutation")
      + ", corrected for all cells\(Set(comparisons.map { $0.contrast.kind.name }).count > 1 ? " about the same thing" : ""): "
      + "at most a 5\u{A0}% chance of any wrong verdict."
      + (source.analysis.isFinal ? "" : " The study is not finished: so it looks so far, and is no verdict.")
  }

  /// The sizes at which the stopping rule alone decides, of the pairs shown.
  private static func reversals(_ comparisons: [Comparison]) -> String {
    let sizes = Set(Reversal.all(comparisons).map(\.size)).sorted()
    guard !sizes.isEmpty else { return "" }
    return
      "At n = \(sizes.map { NumberText.count($0) }.joined(separator: ", ")) the verdict depends on when training stops."
  }
}

/// Panels of cells with paired differences: strong where decided, faint where not.
struct VerdictCells {
  let metric: Metric
  let unit: MapUnit
  /// The difference of full colour, as it is shown.
  let limit: Double
  var panels: [Panel] = []
  private(set) var tables: [FigureTable] = []

  init(metric: Metric, unit: MapUnit, limit: Double) {
    self.metric = metric
    self.unit = unit
    self.limit = limit
  }

  /// Adds a panel; `sign` is −1 where a cell shows the second minus the first.
  mutating func add(
    _ places: [(column: Int, row: Int, comparison: Comparison?, sign: Double)], title: String, x: Axis, y: Axis,
    of part: StudyPart? = nil
  ) {
    var cells = MapCells()
    for place in places {
      func scaled(_ value: Double?) -> Double? {
        value.map { CurveLayers.scaled(place.sign * $0, unit.factor) }
      }
      let difference = place.comparison?.difference
      let isDecided = place.comparison.map { $0.verdict != .undecided } ?? false
      let known = difference.flatMap { $0.hasEnds ? $0 : nil }
      let ends = place.sign > 0 ? (known?.low, known?.high) : (known?.high, known?.low)
      cells.add(
        column: place.column, row: place.row,
        values: [
          isDecided ? scaled(difference?.mean) : nil, isDecided ? nil : scaled(difference?.mean),
          scaled(difference?.mean).map { shade($0, isDecided: isDecided) }, scaled(ends.0),
          scaled(ends.1), place.comparison.flatMap(Self.diverged), place.comparison.flatMap(Self.atChance),
        ])
    }
    let table = tables.count
    tables.append(cells.table(names: ["decided", "undecided", "shade", "low", "high", "diverged", "at_chance"]))
    panels.append(
      Panel(
        title: title, x: x, y: y,
        layers: [
          .cells(
            table: table, x: "column", y: "row", value: "shade",
            palette: .diverging(limit: limit, lowerIsBetter: metric.direction == .lowerIsBetter)),
          .cellOutlines(table: table, x: "column", y: "row"),
          .cellText(table: table, x: "column", y: "row", value: "decided", style: .strong),
          .cellText(table: table, x: "column", y: "row", value: "undecided", style: .pale),
          .cellText(table: table, x: "column", y: "row", value: "diverged", style: .lost),
          .cellText(table: table, x: "column", y: "row", value: "at_chance", style: .ring),
          .cellText(table: table, x: "column", y: "row", value: "missing", style: .dash),
        ], of: part))
  }

  /// The least colour strength (0–1) of a decided cell, so that a small difference is visible beside a very large one.
  private static let palest = 0.4

  /// The colour strength of a cell that is not decided: enough to see a direction.
  private static let faint = 0.13

  /// The value that a difference takes its colour from; none has no direction.
  private func shade(_ difference: Double, isDecided: Bool) -> Double {
    guard abs(difference) > 0 else { return 0 }
    let strength =
      isDecided ? Self.palest + (1 - Self.palest) * min(abs(difference) / limit, 1) : Self.faint
    return (difference < 0 ? -1 : 1) * strength * limit
  }

  /// Runs of both models that diverged; nil if none.
  private static func diverged(_ comparison: Comparison) -> Double? {
    comparison.hasLostRuns ? Double(comparison.firstRuns.diverged + comparison.secondRuns.diverged) : nil
  }

  /// Runs of both sides that cannot be told from chance; nil if none.
  private static func atChance(_ comparison: Comparison) -> Double? {
    let count = comparison.firstRuns.knownAtChance + comparison.secondRuns.knownAtChance
    return count > 0 ? Double(count) : nil
  }

  private func isMarked(_ column: String) -> Bool { tables.contains { $0[column].contains { $0 != nil } } }

  /// Whether any cell has runs that diverged.
  private var hasLostRuns: Bool { isMarked("diverged") }

  /// What the colours mean that cells have.
  func legend(_ first: String, _ second: String) -> String {
    let shades = tables.flatMap { $0["shade"] }.compactMap { $0 }
    let firstIsBetter: (Double) -> Bool = { metric.direction == .lowerIsBetter ? $0 < 0 : $0 > 0 }
    return CaptionText.legend([
      ("blue: \(first) better", shades.contains(where: firstIsBetter)),
      ("orange: \(second) better", shades.contains { $0 != 0 && !firstIsBetter($0) }),
      ("faint where not decided", isMarked("undecided")),
    ])
  }

  /// Says what daggers and rings mean, if there are any.
  var note: String {
    let notes =
      (hasLostRuns ? ["†: how many runs of the two diverged"] : [])
      + (isMarked("at_chance") ? ["○: with runs that are not distinguishable from chance"] : [])
    return notes.isEmpty ? "" : notes.joined(separator: "; ") + "; tables/verdicts.tsv counts them."
  }

  /// Adds the matrix of all pairs.
  mutating func add(_ overview: VerdictOverview) {
    add(
      overview.places, title: overview.title, x: .categories(overview.columnNames, label: ""), y: overview.rows)
  }
}
