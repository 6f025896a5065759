import Analysis
import NeuralNetwork
import Study

/// What each model took of the values under `tune` at each size, as a map of counts for each model and key.
enum ChoicesFigure {
  static let kind = FigureKind(
    name: .choices, summary: "which of the values under tune each model took, by training-set size",
    build: figure)

  /// The most models with panels, and the most values in a panel.
  private static let (maximumModels, maximumRows) = (6, 12)

  /// A model with one tuned key.
  private struct Place {
    var series: FigureSource.Series
    var setting: VariedSetting
    /// Highest numbers first, words in the order of the study file.
    var values: [String]
  }

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    guard let rule = source.lastRule.shown.first else { return nil }
    // All panels are of the varied settings of the best network.
    let best = source.ranking?.best(of: source.settings(source.networks))
    let varied = best?.varied ?? source.variants.first ?? []
    let settings =
      source.variants.count > 1
      ? Omission("\(Omission.count([varied], source.variants)) settings, those of the best network", best: best) : nil
    // What no varied setting affects has chosen once, and counts for all of them.
    func own(_ model: Int, _ varied: [String]) -> [String] {
      source.ownVaried(ModelSetting(modelIndex: model, varied: varied))
    }
    let choices = analysis.choices.filter { choice in
      let key = choice.key
      return key.rule == rule && own(key.modelIndex, key.varied) == own(key.modelIndex, varied)
    }
    let models = source.choice(
      of: source.series.filter { series in choices.contains { $0.key.modelIndex == series.modelIndex } },
      atMost: maximumModels)
    var omissions = [models.omission, settings, source.lastRule.omission]
    let places = analysis.study.tune.flatMap { setting -> [Place] in
      let texts = VariedValues.rows(of: setting)
      guard texts.count > 1 else { return [] }
      // Of many values, those taken most often.
      func taken(_ text: String) -> Int {
        choices.reduce(0) { $0 + ($1.setting == setting.key && $1.value == text ? $1.chosen : 0) }
      }
      let most = texts.enumerated().sorted { (-taken($0.element), $0.offset) < (-taken($1.element), $1.offset) }
        .prefix(maximumRows).map(\.element)
      let shown = texts.filter(most.contains)
      if shown.count < texts.count {
        let noun = "values of the \(VariedValues.words(setting.key))"
        omissions.append(Omission("\(Omission.count(shown, texts)) \(noun), those taken most often"))
      }
      return models.shown.filter { series in
        choices.contains { $0.key.modelIndex == series.modelIndex && $0.setting == setting.key }
      }.map { Place(series: $0, setting: setting, values: shown) }
    }
    guard !places.isEmpty else { return nil }
    let tables = places.map { table($0, choices, sizes: source.sizes) }
    let most = choices.map(\.count).max() ?? 1
    let rows = places.map(\.values.count).max() ?? 1
    let labels = places.flatMap { place in place.values.map { VariedValues.label($0, of: place.setting) } }
    let columns = source.sizes.count <= 8 ? min(max(models.shown.count, 1), 2) : 1
    let caption = CaptionText(source: source)
    let counts = NumberText.range(choices.map(\.count).filter { $0 > 0 })
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "Values that were best on validation data: number of replicates in which each was taken",
        shared: ((source.rules.count > 1 ? [RuleText.short(rule)] : [])
          + source.sharedWords(varied, differing: [])).joined(separator: ", ")),
      caption: CaptionText.joined(
        "Of \(counts) replicates.", MapCells.note(tables), caption.networks(models.shown),
        caption.settings, caption.shown(omissions)),
      columns: columns,
      width: MapCells.width(columns: columns, cells: source.sizes.count, names: labels, decimals: 0),
      panelHeight: max(rows * 32, 64),
      panels: places.enumerated().map { panel($1, table: $0, sizes: source.sizes, most: most) }, tables: tables,
      cellDecimals: 0, signNote: note(tables))
  }

  private static func table(_ place: Place, _ choices: [TunedChoice], sizes: [Int]) -> FigureTable {
    var cells = MapCells()
    for (column, size) in sizes.enumerated() {
      let here = choices.filter {
        $0.key.modelIndex == place.series.modelIndex && $0.setting == place.setting.key && $0.size == size
      }
      for (row, value) in place.values.enumerated() {
        let choice = here.first { $0.value == value }
        let chosen = choice.map { Double($0.chosen) }
        cells.add(
          column: column, row: row,
          values: [
            chosen, chosen.flatMap { $0 > 0 ? $0 : nil },
            choice.flatMap { $0.isMostlyEnd ? 1 : nil },
          ])
      }
    }
    return cells.table(names: ["shade", "chosen", "end"])
  }

  private static func panel(_ place: Place, table: Int, sizes: [Int], most: Int) -> Panel {
    Panel(
      title: place.series.name,
      x: Axis.categories(sizes.map { NumberText.count($0) }, label: "training-set size n"),
      y: Axis.categories(
        place.values.map { VariedValues.label($0, of: place.setting) }, label: VariedValues.words(place.setting.key),
        downwards: true),
      layers: [
        .cells(table: table, x: "column", y: "row", value: "shade", palette: .sequential(limit: Double(max(most, 1)))),
        .cellOutlines(table: table, x: "column", y: "row"),
        .cellText(table: table, x: "column", y: "row", value: "chosen", style: .plain),
        .cellText(table: table, x: "column", y: "row", value: "end", style: .dagger),
        .cellText(table: table, x: "column", y: "row", value: "missing", style: .dash),
      ], of: StudyPart(models: [place.series.modelIndex]))
  }

  /// Says what a dagger means, if there is one.
  private static func note(_ tables: [FigureTable]) -> String {
    tables.contains { $0["end"].contains(1) }
      ? "†: the lowest or highest value tried, taken by most replicates; a better one may lie beyond." : ""
  }
}
