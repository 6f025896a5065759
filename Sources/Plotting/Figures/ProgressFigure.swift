import Analysis
import Study

/// Loss and the leading metric growing epoch by epoch, as an animation.
enum ProgressFigure {
  static let kind = FigureKind(
    name: .progress, summary: "loss and metric growing epoch by epoch: an animated GIF",
    build: figure)

  private static let colours: [Measure.Part: Colour] = [
    .train: .vermilion, .validation: .green, .test: .blue,
  ]

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let all = analysis.epochCurves.filter { $0.epochs.count >= FigureName.fewestEpochs }
    let named = NamedConfigurations(all.map(\.configuration.setting), atMost: 3, in: source)
    let titled = named.entries.compactMap { entry in
      all.first { $0.configuration.setting == entry.setting }.map { (curve: $0, title: entry.name) }
    }
    let curves = titled.map(\.curve)
    let columns = curves.count
    guard let size = curves.first?.configuration.size else { return nil }
    let width = [640, 860, 1100][columns - 1]
    let drawn = EpochPanels(
      titled, of: analysis.study, width: Double(width - 60) / Double(columns) - 100, height: 190,
      isAnimated: true
    ) { _, part in
      EpochPanels.Style(colour: colours[part] ?? .ink, hasBand: false)
    }
    guard let panels = drawn else { return nil }
    let caption = CaptionText(source: source)
    let counts = curves.map(\.count)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "Training at n = \(NumberText.count(size)), epoch by epoch", shared: named.shared),
      caption: CaptionText.joined(
        caption.means(of: counts, intervals: nil),
        EpochsFigure.fewest(curves).map {
          "Means are of fewer, down to \(NumberText.count($0)), where some had ended."
        } ?? "", caption.divergence(analysis.epochCurves),
        caption.networks(named.models), caption.settings, caption.shown([named.omission]), caption.inOneGo,
        tooShort(analysis)),
      columns: columns, width: width, panelHeight: 190, panels: panels.rows(of: columns), tables: panels.tables,
      animation: .epochs(to: panels.last, along: panels.x))
  }

  /// Counts the trainings with too few epochs for an animation.
  private static func tooShort(_ analysis: StudyAnalysis) -> String {
    let count = analysis.epochCurves.count {
      $0.configuration.kind == .network && $0.epochs.count < FigureName.fewestEpochs
    }
    return count == 0
      ? "" : "Not shown: \(NumberText.counted(count, "training")) of fewer than \(FigureName.fewestEpochs) epochs."
  }
}
