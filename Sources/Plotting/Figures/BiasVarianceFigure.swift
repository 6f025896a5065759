import Analysis
import NeuralNetwork
import Study

/// The parts of the test error against training-set size, a panel for each model and stopping rule.
enum BiasVarianceFigure {
  static let kind = FigureKind(
    name: .biasVariance, summary: "where the test error comes from: bias, draw of the data, initial weights",
    build: figure)

  private struct Part {
    var name: String
    var label: String
    var colour: Colour
    var value: any KeyPath<BiasVariance, Interval> & Sendable
  }

  private static let parts = [
    Part(name: "interaction", label: "both together", colour: .purple, value: \.interaction),
    Part(name: "initial_weights", label: "initial weights", colour: .green, value: \.initial),
    Part(name: "data", label: "draw of data", colour: .blue, value: \.data),
    Part(name: "bias", label: "bias", colour: .vermilion, value: \.bias),
  ]

  /// A panel.
  private struct Place {
    var series: FigureSource.Series
    var rule: StoppingRule
    var varied: [String]
  }

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    guard !analysis.biasVariances.isEmpty else { return nil }
    let source = FigureSource(analysis)
    let present = Set(analysis.biasVariances.map(\.configuration.modelIndex))
    let modelChoice = source.choice(of: source.series.filter { present.contains($0.modelIndex) }, atMost: 3)
    // With varied settings, one rule, the last: panels then compare the settings.
    let ruleChoice = source.variants.count > 1 ? source.lastRule : source.ruleChoice(3)
    let settings = source.variantChoice(3)
    let (models, rules, variants) = (modelChoice.shown, ruleChoice.shown, settings.shown.map(\.varied))
    let places = variants.flatMap { varied in
      rules.flatMap { rule in models.map { Place(series: $0, rule: rule, varied: varied) } }
    }
    var curves: [CurveLayers] = []
    var shown: [BiasVariance] = []
    var highest = 0.0
    var lowest = 0.0
    for (index, place) in places.enumerated() {
      let rows = source.sizes.map { size in
        analysis.biasVariances.first {
          $0.configuration.modelIndex == place.series.modelIndex && $0.configuration.size == size
            && $0.configuration.varied == place.varied && $0.rule == place.rule
        }
      }
      shown += rows.compactMap { $0 }
      var layers = CurveLayers(table: index, x: "size", values: source.sizes.map(Double.init))
      layers.add(
        "train_error", rows.map { $0?.trainError }, factor: 100, dash: .dashed, points: false, band: false,
        colour: .ink, label: "train error")
      for part in parts {
        layers.add(
          part.name, rows.map { $0?[keyPath: part.value] }, factor: 100, dash: .solid, points: true, band: true,
          colour: part.colour, label: part.label)
      }
      layers.add(
        "test_error", rows.map { $0?.testError }, factor: 100, dash: .solid, points: false, band: false, colour: .ink,
        label: "test error")
      for row in rows.compactMap({ $0 }) {
        let values = [row.testError, row.trainError] + parts.map { row[keyPath: $0.value] }
        highest = max(highest, values.map(\.mean).max() ?? 0)
        lowest = min(lowest, values.map(\.mean).min() ?? 0)
      }
      curves.append(layers)
    }
    let columns = models.count
    let x = Axis.sizes(source.sizes, length: PageWidth.axis(columns: columns))
    let y = Axis.linear(low: 100 * lowest, high: 100 * max(highest, 0.001), label: "error (%)", ceiling: 100)
    let shared =
      (rules.count == 1 ? rules.map(RuleText.title) : [])
      + source.sharedWords(variants.first ?? [], differing: settings.keys)
    let text = CaptionText(source: source)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "Where the test error (black) comes from: bias, and variance of predictions by what is drawn",
        shared: shared.joined(separator: ", ")),
      caption: CaptionText.joined(
        replicates(shown, DrawnWords(curves.flatMap(\.layers), curves.map(\.figureTable))),
        "The parts add up to the test error; its distance to the train error is the gap in accuracy.",
        text.networks(models), text.settings,
        text.shown([modelChoice.omission, ruleChoice.omission, settings.omission])),
      columns: columns, width: PageWidth.of(columns: columns), panelHeight: places.count > columns ? 250 : 320,
      panels: zip(places, curves).map { place, curves in
        let title =
          [place.series.name] + (rules.count > 1 ? [RuleText.short(place.rule)] : [])
          + source.words(ofVariant: place.varied, keys: settings.keys)
        return Panel(
          title: title.joined(separator: ", "), x: x, y: y, layers: curves.layers,
          of: StudyPart(rules: [place.rule], models: [place.series.modelIndex], varied: place.varied))
      },
      tables: curves.map(\.figureTable))
  }

  private static func replicates(_ shown: [BiasVariance], _ drawn: DrawnWords) -> String {
    let text =
      "\(NumberText.range(shown.map(\.dataDraws))) draws of the data × \(NumberText.range(shown.map(\.initialWeights))) "
      + "draws of the initial weights"
    guard shown.contains(where: \.hasIntervals) else { return "\(text), too few for intervals." }
    let intervals = drawn.intervals()
    return intervals.isEmpty ? "\(text)." : "\(text); \(intervals): 95\u{A0}% jackknife intervals over both."
  }
}
