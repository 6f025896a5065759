import Analysis
import Study

/// Loss and accuracy growing epoch by epoch, as an animation.
enum ProgressFigure {
  /// Fewer epochs make no animation.
  private static let fewestEpochs = 5

  static let kind = FigureKind(
    name: .progress, summary: "loss and accuracy growing epoch by epoch: an animated GIF",
    requirement: "at least \(fewestEpochs) epochs", build: figure)

  private static let colours: [EpochPanels.Split: Colour] = [
    .train: .vermilion, .validation: .green, .test: .blue,
  ]

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let all = analysis.epochCurves.filter { $0.epochs.count >= fewestEpochs }
    let named = NamedConfigurations(all.map(\.configuration), most: 3, in: source)
    let titled = named.entries.compactMap { entry in
      all.first { $0.configuration == entry.configuration }.map { (curve: $0, title: entry.name) }
    }
    let curves = titled.map(\.curve)
    let columns = curves.count
    guard let size = curves.first?.configuration.size else { return nil }
    let width = [640, 860, 1100][columns - 1]
    let drawn = EpochPanels(titled, width: Double(width - 60) / Double(columns) - 100, height: 190) { _, split in
      EpochPanels.Style(dash: .solid, colour: colours[split] ?? .ink, hasBand: false)
    }
    guard let panels = drawn else { return nil }
    let caption = CaptionText(source: source)
    let counts = curves.flatMap(\.counts)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: "Training at n = \(NumberText.count(size)), epoch by epoch",
      caption: CaptionText.joined(
        counts.max() == 1 ? "One replicate." : "Means of \(NumberText.range(counts)) replicates\(caption.crossing).",
        caption.divergence(analysis.epochCurves),
        caption.networks(source.series(of: curves.map(\.configuration))), caption.settings, named.omission),
      columns: columns, width: width, panelHeight: 190, panels: panels.all, tables: panels.tables,
      animation: .epochs(to: panels.last, along: panels.x))
  }
}
