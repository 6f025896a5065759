import Analysis
import NeuralNetwork
import Study

/// The effect of a varied key at the largest size: loss by epoch, overlaid, and the leading metric on test data.
enum SweepFigure {
  static let kind = FigureKind(
    name: .sweep, summary: "loss by epoch and the metric on test data for each value of a varied key",
    build: figure)

  /// A column of two panels: a model, with what is varied besides.
  struct Place {
    var series: FigureSource.Series
    /// The varied settings, with the overlaid key's value to be filled in.
    var varied: [String]
    var key: Int
    var title: String

    /// Shades of the model's colour, one for each value.
    func colours(_ values: VariedValues) -> [Colour] { Palette.shades(of: series.colour, values.texts.count) }

    /// What of the study it shows.
    var part: StudyPart { StudyPart(models: [series.modelIndex], varied: varied("")) }

    func varied(_ value: String) -> [String] {
      var varied = varied
      varied[key] = value
      return varied
    }
  }

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    guard let size = source.sizes.last, let rule = source.ranking?.rule, let (key, values, omission) = overlaid(source)
    else { return nil }
    let named = NamedConfigurations(candidates(source, key: key), atMost: 4, overlaid: key, in: source)
    let places = named.entries.map { entry in
      Place(
        series: entry.series, varied: entry.setting.varied, key: key, title: named.entries.count > 1 ? entry.name : "")
    }
    guard !places.isEmpty else { return nil }
    let columns = places.count
    let length = PageWidth.axis(columns: columns)

    let losses = SweepLosses(places, values, source: source)
    let tests = SweepTests(places, values, rule: rule, size: size, source: source, length: length)
    guard let testPanels = tests.panels(firstTable: places.count) else { return nil }
    let lossPanels = losses.panels(length: length)
    let tables = losses.tables + tests.tables
    let drawnLosses = DrawnWords(lossPanels, tables)
    let lossWords = [(losses.hasValidation ? "validation" : "test", drawnLosses.test), ("train", drawnLosses.train)]
      .filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1)" }
    let caption = CaptionText(source: source)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "Influence of the \(values.name) at n = \(NumberText.count(size)). Loss: "
          + "\(lossWords.joined(separator: ", ")). Test \(analysis.study.metric.words)"
          + "\(analysis.study.metric.directionNote): "
          + "\(rule == .none ? "after the last epoch" : RuleText.title(rule))", shared: named.shared),
      caption: CaptionText.joined(
        caption.means(
          tests.points, intervals: DrawnWords(lossPanels + testPanels, tables).intervals(), others: "losses"),
        losses.ends, tests.key,
        caption.failures(tests.points), caption.networks(named.models), caption.settings,
        caption.shown([named.omission, omission, source.lastRule.omission])),
      columns: columns, width: PageWidth.of(columns: columns), panelHeight: 250, panels: lossPanels + testPanels,
      tables: tables)
  }

  /// The first varied key with at least two values, at most eight of them.
  private static func overlaid(_ source: FigureSource) -> (key: Int, values: VariedValues, omission: Omission?)? {
    for (key, setting) in source.analysis.study.vary.enumerated() {
      let present = Set(source.variants.compactMap { $0.indices.contains(key) ? $0[key] : nil })
      let texts = setting.values.map(\.text).filter(present.contains)
      guard texts.count > 1 else { continue }
      let best = source.ranking?.best(of: source.settings(source.networks))
      let kept = best.flatMap { best in texts.firstIndex { $0 == best.varied[key] } } ?? 0
      let chosen = texts.evenlySpaced(8, keeping: kept)
      let omission = Omission(
        "\(Omission.count(chosen, texts)) values, evenly spread with that of the best among them", best: best)
      return (key, VariedValues(setting, texts: chosen), chosen.count < texts.count ? omission : nil)
    }
    return nil
  }

  /// Networks only, because varied keys are about their training, with each combination of the other keys; the overlaid
  /// key has the value of the best, where that was trained.
  private static func candidates(_ source: FigureSource, key: Int) -> [ModelSetting] {
    let best = source.ranking?.best(of: source.settings(source.networks))?.varied[key]
    return source.networks.flatMap { series in
      source.variants.filter { varied in
        varied.indices.contains(key)
          && varied
            == source.variants.filter { $0.without(key) == varied.without(key) }
            .max { $0[key] != best && $1[key] == best }
      }.map { ModelSetting(modelIndex: series.modelIndex, varied: $0) }
    }
  }
}

extension [String] {
  /// All but the element at a position.
  fileprivate func without(_ index: Int) -> [String] { enumerated().filter { $0.offset != index }.map(\.element) }
}
