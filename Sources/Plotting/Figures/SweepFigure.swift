import Analysis
import NeuralNetwork
import Study

/// What the values of a varied key do: loss by epoch, overlaid, and test accuracy by value, at the largest size.
enum SweepFigure {
  static let kind = FigureKind(
    name: .sweep, summary: "loss by epoch and test accuracy for each value of a varied key",
    requirement: "a key under vary with at least two values", build: figure)

  /// A column of two panels: a model, with what is varied besides.
  struct Place {
    var series: FigureSource.Series
    /// The varied settings, with the overlaid key's value to be filled in.
    var varied: [String]
    var key: Int
    var title: String

    func varied(_ value: String) -> [String] {
      var varied = varied
      varied[key] = value
      return varied
    }
  }

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    guard let size = source.sizes.last, let rule = source.rules.last,
      let (key, values, valueOmission) = overlaid(source)
    else { return nil }
    let all = places(source, key: key)
    let places = all.evenlyChosen(4)
    guard !places.isEmpty else { return nil }
    let columns = places.count
    let length = PageWidth.axis(columns: columns)

    let losses = SweepLosses(places, values, source: source)
    let accuracies = SweepAccuracies(places, values, rule: rule, size: size, source: source, length: length)
    guard let accuracyPanels = accuracies.panels(firstTable: places.count) else { return nil }
    let lossPanels = losses.panels(length: length)
    let caption = CaptionText(source: source)
    var omitted: [String] = []
    if places.count < all.count { omitted.append("\(places.count) of \(all.count) models and settings") }
    if !valueOmission.isEmpty { omitted.append(valueOmission) }
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: "Influence of the \(values.name) at n = \(NumberText.count(size)). Loss: "
        + "\(losses.hasValidation ? "validation" : "test") solid, train dashed. Test accuracy: "
        + "\(rule == .none ? "after the last epoch" : RuleText.title(rule))",
      caption: CaptionText.joined(
        caption.means(accuracies.points, intervals: "bands and bars"), accuracies.key,
        caption.failures(accuracies.points), caption.networks(places.map(\.series).uniqued), caption.settings,
        omitted.isEmpty ? "" : "Shown: \(omitted.joined(separator: ", "))."),
      columns: columns, width: PageWidth.of(columns: columns), panelHeight: 250, panels: lossPanels + accuracyPanels,
      tables: losses.tables + accuracies.tables)
  }

  /// The first varied key with at least two values, at most eight of them.
  private static func overlaid(_ source: FigureSource) -> (key: Int, values: VariedValues, omission: String)? {
    for (key, setting) in source.analysis.study.vary.enumerated() {
      let present = Set(source.variants.compactMap { $0.indices.contains(key) ? $0[key] : nil })
      let texts = setting.values.map(\.text).filter(present.contains)
      guard texts.count > 1 else { continue }
      let chosen = texts.evenlyChosen(8)
      return (
        key, VariedValues(setting, texts: chosen),
        chosen.count < texts.count ? "\(chosen.count) of \(texts.count) values" : ""
      )
    }
    return nil
  }

  /// Networks alone: what is varied is how they are trained.
  private static func places(_ source: FigureSource, key: Int) -> [Place] {
    var others: [[String]] = []
    for varied in source.variants where varied.indices.contains(key) {
      var other = varied
      other[key] = ""
      if !others.contains(other) { others.append(other) }
    }
    let networks = source.series.filter { $0.hidden != nil }
    return networks.flatMap { series in
      others.map { other in
        let besides = zip(source.analysis.study.vary, other).enumerated().filter { $0.offset != key }.map {
          "\(VariedValues.words($0.element.0.key)) \(VariedValues.label($0.element.1, of: $0.element.0))"
        }
        let names = networks.count > 1 || besides.isEmpty ? [series.name] : []
        return Place(series: series, varied: other, key: key, title: (names + besides).joined(separator: ", "))
      }
    }
  }
}

extension [FigureSource.Series] {
  /// Each series once.
  fileprivate var uniqued: [FigureSource.Series] {
    reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
