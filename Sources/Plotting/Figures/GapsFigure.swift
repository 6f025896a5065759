import Analysis
import NeuralNetwork
import Study

/// The overfitting gap against training-set size, a panel for each stopping rule.
enum GapsFigure {
  static let kind = FigureKind(
    name: .gaps,
    summary:
      "overfitting gap (how much better the metric is on training data than on test data) against training-set size",
    build: figure)

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let caption = CaptionText(source: source)
    let metric = analysis.study.metric
    return SizeCurves(source, measures: [.gap(metric)], factor: metric.unit.factor)?.figure(
      name: kind.name.rawValue, subtitle: { _ in "Overfitting gap: \(metric.gapFormula)" },
      axis: { Axis.gap(metric, means: $0.means, lows: $0.lows, highs: $0.highs) },
      caption: { points, drawn in
        CaptionText.joined(
          caption.means(points, intervals: drawn.intervals()), caption.unknownGaps(points), caption.failures(points),
          caption.networks(PanelGrid(source).models),
          caption.settings)
      })
  }
}
