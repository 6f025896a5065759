import Analysis
import Study

/// The overfitting gap against training-set size, a panel for each stopping rule.
enum GapsFigure {
  static let kind = FigureKind(
    name: .gaps, summary: "overfitting gap (train accuracy minus test accuracy) against training-set size",
    requirement: "at least two training-set sizes", build: figure)

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let caption = CaptionText(source: source)
    return SizeCurves(source, measures: [.gap], factor: 100)?.figure(
      name: kind.name.rawValue, subtitle: "Overfitting gap: train accuracy − test accuracy",
      axis: { Axis.gap(means: $0.means, lows: $0.lows, highs: $0.highs) },
      caption: { points in
        CaptionText.joined(
          caption.means(points, intervals: "bands"), caption.failures(points),
          caption.networks(source.seriesChoice.shown),
          caption.settings)
      })
  }
}
