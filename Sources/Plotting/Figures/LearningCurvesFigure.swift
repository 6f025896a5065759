import Analysis
import Study

/// Test and train accuracy against training-set size, a panel for each stopping rule.
enum LearningCurvesFigure {
  static let kind = FigureKind(
    name: .learningCurves, summary: "test and train accuracy against training-set size",
    requirement: "at least two training-set sizes", build: figure)

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let caption = CaptionText(source: source)
    return SizeCurves(source, measures: [.trainAccuracy, .testAccuracy], factor: 100)?.figure(
      name: kind.name.rawValue,
      subtitle: "Accuracy on test data (solid) and on the training subset (dashed); between them, the gap",
      axis: { Axis.accuracy(means: $0.means, lows: $0.lows) },
      caption: { points in
        CaptionText.joined(
          caption.means(points, intervals: "bands (test)"), caption.failures(points),
          caption.networks(source.chosenSeries),
          caption.settings)
      })
  }
}
