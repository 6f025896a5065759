import Analysis

/// The overfitting gap against training-set size, a panel for each stopping rule.
enum GapsFigure {
  static let kind = FigureKind(
    name: "gaps", summary: "overfitting gap (train accuracy minus test accuracy) against training-set size",
    requirement: "at least two training-set sizes", build: figure)

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let caption = CaptionText(source: source)
    return SizeCurves(source, measures: [.gap], factor: 100)?.figure(
      name: kind.name, subtitle: "Overfitting gap: train accuracy − test accuracy",
      axis: { values in
        let highest = values.means.max() ?? 1
        let span = highest - min(values.means.min() ?? 0, 0)
        return Axis.linear(
          low: min(max(values.lows.min() ?? 0, -0.35 * span), 0),
          high: max(min(values.highs.max() ?? highest, highest + 0.35 * span), highest), label: "gap (percentage points)")
      },
      caption: { points in
        CaptionText.joined(
          caption.means(points, intervals: "bands"), caption.failures(points), caption.networks(source.series), caption.settings)
      })
  }
}
