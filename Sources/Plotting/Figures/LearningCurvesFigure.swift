import Analysis
import NeuralNetwork
import Study

/// The leading metric on test and training data against training-set size, a panel for each stopping rule.
enum LearningCurvesFigure {
  static let kind = FigureKind(
    name: .learningCurves,
    summary: "the metric on test and training data against training-set size, with the crossover and drops",
    build: figure)

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let caption = CaptionText(source: source)
    let grid = PanelGrid(source)
    let crossovers = grid.places.compactMap { crossover(at: $0, source) }
    let metric = analysis.study.metric
    return SizeCurves(source, measures: [.train(metric), .test(metric)], factor: metric.unit.factor)?.figure(
      name: kind.name.rawValue,
      subtitle: { CaptionText.parts(metric.title, $0) + "; between them, the gap" },
      axis: { Axis.metric(metric, means: $0.means, lows: $0.lows) },
      caption: { points, drawn in
        CaptionText.joined(
          caption.means(points, intervals: drawn.intervals("test")), explanation(crossovers, source),
          caption.unpaired(
            analysis.comparisons.filter { comparison in
              comparison.contrast.isOfModels
                && comparison.contrast.sides.allSatisfy { side in
                  grid.models.contains { $0.modelIndex == side.modelIndex }
                }
            }),
          grid.places.contains { !drops(at: $0, grid, source).isEmpty }
            ? "\(metric.worseningArrow): significantly worse there than with less data." : "", caption.imbalance,
          caption.failures(points),
          caption.networks(grid.models), caption.settings)
      },
      marks: { place, x, y, width in
        (crossover(at: place, source).map { mark($0, x: x, y: y, width: width) } ?? [])
          + drops(at: place, grid, source).compactMap { mark($0, source, y) }
      })
  }

  /// The curves of a panel that fall significantly.
  private static func drops(at place: PanelGrid.Place, _ grid: PanelGrid, _ source: FigureSource) -> [CurveDrop] {
    source.analysis.drops.filter { drop in
      drop.key.rule == place.rule
        && grid.curves(at: place).contains {
          $0.series.modelIndex == drop.key.modelIndex && $0.varied == drop.key.varied
        }
    }
  }

  /// An arrow beside the point that a curve has fallen, or risen, to.
  private static func mark(_ drop: CurveDrop, _ source: FigureSource, _ y: Axis) -> Layer? {
    let metric = source.analysis.study.metric
    guard let series = source.series(drop.key.modelIndex),
      let value = source.point(series, drop.key.varied, drop.key.rule, drop.to)?[.test(metric)]
    else { return nil }
    return .worsening(metric, x: Double(drop.to), value: value.mean, on: y)
  }

  /// The crossover in a study with just two models, if its interval lies within the sizes.
  private static func crossover(at place: PanelGrid.Place, _ source: FigureSource) -> Crossover? {
    guard source.series.count == 2 else { return nil }
    let crossover = source.analysis.crossovers.first {
      $0.rule == place.rule && $0.contrast.varied == place.varied && $0.contrast.isOfModels
    }
    guard let crossover, crossover.isDecidable(of: source.analysis.study.replicates),
      crossover.several <= 0.5,
      crossover.low?.size != nil, crossover.high?.size != nil
    else { return nil }
    return crossover
  }

  /// A line across the panel, and beside it at the bottom, where there is more room, the size with its interval.
  private static func mark(_ crossover: Crossover, x: Axis, y: Axis, width: Double) -> [Layer] {
    guard let place = crossover.position?.size, let fraction = x.fraction(of: place) else { return [] }
    let sizes = [place, crossover.low?.size ?? 0, crossover.high?.size ?? 0].map(NumberText.rounded)
    let text = "n* \(sizes[0]) (\(sizes[1])–\(sizes[2]))"
    let half = TextMetrics.width(text, size: FigureLayout.FontSize.axis) / width / 2 + 0.01
    let centre = fraction < 0.5 ? fraction + half : fraction - half
    return [
      .verticalMark(at: place, label: ""), .note(text: text, x: x.value(at: centre), y: y.value(at: 0.06)),
    ]
  }

  private static func explanation(_ crossovers: [Crossover], _ source: FigureSource) -> String {
    guard !crossovers.isEmpty else { return "" }
    let leaders = Set(crossovers.compactMap { $0.leader.flatMap { source.series($0.modelIndex)?.fullName } })
    let leader = leaders.count == 1 ? "\(leaders.first ?? "")" : "the model that is better with more data"
    return "n*: the size from which \(leader) is ahead on test data, and its 95\u{A0}% bootstrap interval."
  }
}
