import Analysis
import NeuralNetwork
import Study

/// The contrasts whose verdicts have a map, and an overview of pairs of models where that is not all.
struct VerdictPairs {
  /// The most maps of a readable figure.
  private static let maximum = 6
  /// How many of them are kept for values of keys.
  private static let reserved = 2

  /// In the order of the study.
  let shown: [Contrast]
  let comparisons: [Contrast: [Comparison]]
  /// Of all pairs; nil where each has a map.
  let overview: VerdictOverview?
  /// Positions of the varied keys in which the maps differ.
  let keys: [Int]
  /// The settings that all maps have in common, in words.
  let shared: String
  let omissions: [Omission?]

  init(_ source: FigureSource) {
    var all: [Contrast] = []
    var comparisons: [Contrast: [Comparison]] = [:]
    for comparison in source.analysis.comparisons {
      if comparisons[comparison.contrast] == nil { all.append(comparison.contrast) }
      comparisons[comparison.contrast, default: []].append(comparison)
    }
    self.comparisons = comparisons
    // Pairs of models come first.
    let settings = all.filter { !$0.isOfModels }
    all.removeAll { !$0.isOfModels }
    let models = Set(all.map(\.sides)).count
    func decided(_ contrast: Contrast) -> Int { comparisons[contrast]?.count { $0.verdict != .undecided } ?? 0 }
    func criterion(_ all: [Contrast]) -> String {
      all.contains { decided($0) > 0 } ? "those with most decided cells" : "the first, as no pair has a decided cell"
    }
    // Each pair of models at as many of the varied settings as there is room for.
    let mostPairs = Self.maximum - min(settings.count, Self.reserved)
    let most = all.count <= mostPairs ? all.count : max(mostPairs / max(models, 1), 1)
    let (variants, omission) = Self.variants(all, atMost: most, decided: decided, source)
    let candidates = all.filter { variants.contains($0.varied) || $0.varied.allSatisfy(\.isEmpty) }
    let first = candidates.enumerated().sorted {
      (-decided($0.element), $0.offset) < (-decided($1.element), $1.offset)
    }.prefix(mostPairs).map(\.element)
    let pairs = candidates.filter(first.contains)
    let room = Self.maximum - pairs.count
    let chosen = settings.enumerated().sorted {
      (-decided($0.element), $0.offset) < (-decided($1.element), $1.offset)
    }.prefix(room).map(\.element)
    shown = pairs + settings.filter(chosen.contains)
    let settingOmission =
      chosen.count < settings.count
      ? Omission("maps of \(Omission.count(chosen, settings)) pairs of values, \(criterion(settings))") : nil
    // Beside maps of values, each map of models says with which settings it is.
    keys =
      chosen.isEmpty
      ? source.analysis.study.vary.indices.filter { key in
        Set(variants.compactMap { $0.indices.contains(key) ? $0[key] : nil }).count > 1
      } : source.variedKeys
    shared =
      chosen.isEmpty ? source.sharedWords(shown.first?.varied ?? [], differing: keys).joined(separator: ", ") : ""
    guard pairs.count < candidates.count else {
      overview = nil
      omissions = [omission, settingOmission]
      return
    }
    let overview = VerdictOverview(candidates.flatMap { comparisons[$0] ?? [] }, variants.first ?? [], keys, source)
    self.overview = overview
    omissions = [
      Omission(
        "maps of \(Omission.count(pairs, candidates)) pairs of models, \(criterion(candidates)), and all pairs in the matrix"
      ),
      overview?.omission, omission, settingOmission,
    ]
  }

  /// At most `most` of the varied settings, those with most decided cells; of equals that of the best network first.
  private static func variants(
    _ all: [Contrast], atMost most: Int, decided: (Contrast) -> Int, _ source: FigureSource
  ) -> (shown: [[String]], omission: Omission?) {
    let variants = source.variants.filter { variant in all.contains { $0.varied == variant } }
    guard variants.count > most else { return (variants, nil) }
    let best = source.ranking?.best(of: source.settings(source.networks))?.varied
    let ranked = variants.enumerated().map { position, variant in
      (
        variant: variant, cells: all.filter { $0.varied == variant }.reduce(0) { $0 + decided($1) },
        order: variant == best ? -1 : position
      )
    }.sorted { (-$0.cells, $0.order) < (-$1.cells, $1.order) }
    let chosen = ranked.prefix(most).map(\.variant)
    let shown = variants.filter(chosen.contains)
    let reason =
      ranked[0].cells == 0 ? "none of which has a decided cell" : "with no fewer decided cells than any left out"
    return (shown, Omission("\(Omission.count(shown, variants)) settings, \(reason)"))
  }
}

/// Every model against every other, at the largest size under the rule that trains longest.
struct VerdictOverview {
  /// The most models of the matrix; with more, its cells would be too small.
  private static let maximum = 16

  let models: [FigureSource.Series]
  let comparisons: [Comparison]
  let omission: Omission?
  let title: String

  /// `varied` are the settings of all `comparisons`, of which the title names those of `keys`.
  init?(_ comparisons: [Comparison], _ varied: [String], _ keys: [Int], _ source: FigureSource) {
    guard let size = comparisons.map(\.size).max(), let rule = source.ranking?.rule else { return nil }
    let present = comparisons.filter { $0.size == size && $0.rule == rule }
    let compared = source.series.filter { series in
      present.contains { $0.contrast.contains(modelAt: series.modelIndex) }
    }
    let choice = source.choice(of: compared, atMost: Self.maximum)
    models = choice.shown
    omission = choice.omission
    let chosen = Set(models.map(\.modelIndex))
    self.comparisons = present.filter { $0.contrast.sides.map(\.modelIndex).allSatisfy(chosen.contains) }
    title =
      (["Row − column at n = \(NumberText.count(size)), \(RuleText.moment(rule))"]
      + source.words(ofVariant: varied, keys: keys)).joined(separator: ", ")
    guard !self.comparisons.isEmpty else { return nil }
  }

  var words: String {
    let isFull = comparisons.count == models.count * (models.count - 1) / 2
    return "Matrix: each model (row) against each other (column), blue where that of the row is better"
      + (isFull ? "." : "; none where two are not compared.")
  }

  /// Columns are headed by numbers, unless all names are short; rows then give theirs.
  private var isNumbered: Bool {
    models.contains { TextMetrics.width($0.name, size: FigureLayout.FontSize.axis) > 50 }
  }

  var columnNames: [String] {
    models.map { isNumbered ? NumberText.count($0.number) : $0.name }
  }

  /// The axis of the rows.
  var rows: Axis {
    var axis = Axis.categories(models.map(\.name), label: "", downwards: true)
    guard isNumbered else { return axis }
    axis.ticks = models.enumerated().map {
      Axis.Tick(Double($0.offset), Axis.NumberedName(name: $0.element.name, number: $0.element.number))
    }
    return axis
  }

  /// Every pair twice, from either side.
  var places: [(column: Int, row: Int, comparison: Comparison?, sign: Double)] {
    comparisons.flatMap { comparison -> [(column: Int, row: Int, comparison: Comparison?, sign: Double)] in
      func position(_ side: Contrast.Side) -> Int { models.firstIndex { $0.modelIndex == side.modelIndex } ?? 0 }
      let (first, second) = (position(comparison.contrast.first), position(comparison.contrast.second))
      return [(second, first, comparison, 1.0), (first, second, comparison, -1.0)]
    }
  }
}

extension FigureSource {
  /// What the two models or values of a contrast are called.
  func names(of contrast: Contrast) -> (first: String, second: String) {
    func name(_ side: Contrast.Side) -> String {
      guard let value = side.value, let setting = analysis.study.vary.first(where: { $0.key == contrast.kind.name })
      else { return series(side.modelIndex)?.name ?? "" }
      return VariedValues.label(value, of: setting)
    }
    return (name(contrast.first), name(contrast.second))
  }
}
