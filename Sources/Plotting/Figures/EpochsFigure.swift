import Analysis
import NeuralNetwork
import Study

/// Loss and accuracy by epoch for each model at the largest size, with the epochs where the rules stop.
enum EpochsFigure {
  static let kind = FigureKind(
    name: "epochs", summary: "loss and accuracy against epoch, with the stop of each threshold",
    requirement: "finished trajectories", build: figure)

  private struct Split {
    var name: String
    var loss: Measure
    var accuracy: Measure
    var dash: Layer.Dash
  }

  private static let splits = [
    Split(name: "train", loss: .trainLoss, accuracy: .trainAccuracy, dash: .dashed),
    Split(name: "validation", loss: .validationLoss, accuracy: .validationAccuracy, dash: .dotted),
    Split(name: "test", loss: .testLoss, accuracy: .testAccuracy, dash: .solid),
  ]

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    guard let size = analysis.epochCurves.map(\.configuration.size).max() else { return nil }
    // What learns in one go has no course to show.
    let all = analysis.epochCurves.filter {
      $0.configuration.size == size && $0.configuration.hidden != nil && !$0.epochs.isEmpty
    }
    let curves = FigureSource.spread(all, 4)
    guard let last = curves.compactMap(\.epochs.last).max() else { return nil }
    let columns = curves.count
    let width = [760, 760, 1020, 1240, 1400][columns]
    let x = Axis.epochs(last: last, length: Double(width - 60) / Double(columns) - 80)

    func means(_ measures: [Measure]) -> [Double] {
      curves.flatMap { curve in measures.flatMap { curve.summaries[$0] ?? [] }.map(\.mean) }
    }
    let losses = means(splits.map(\.loss))
    let accuracies = means(splits.map(\.accuracy)).map { $0 * 100 }
    guard !losses.isEmpty, !accuracies.isEmpty else { return nil }
    let lossAxis = Axis.losses(
      train: means([.trainLoss]), heldOut: means([.validationLoss, .testLoss]), length: 230)
    let accuracyAxis = Axis.accuracy(means: accuracies, lows: [])

    var tables: [FigureTable] = []
    var upper: [Panel] = []
    var lower: [Panel] = []
    for (table, curve) in curves.enumerated() {
      let epochs = curve.epochs.map(Double.init)
      let colour = source.series.first { $0.modelIndex == curve.configuration.modelIndex }?.colour ?? .ink
      var loss = CurveLayers(table: table, x: "epoch", values: epochs)
      var accuracy = CurveLayers(table: table, x: "epoch", values: epochs)
      for split in splits {
        if let intervals = curve.summaries[split.loss] {
          loss.add(
            split.loss.rawValue, intervals, dash: split.dash, points: false, band: split.name == "test", colour: colour,
            label: split.name)
        }
        if let intervals = curve.summaries[split.accuracy] {
          accuracy.add(
            split.accuracy.rawValue, intervals, factor: 100, dash: split.dash, points: false,
            band: split.name == "test", colour: colour, label: split.name)
        }
      }
      tables.append(
        FigureTable(
          loss.columns + accuracy.columns.dropFirst()
            + [FigureTable.Column("replicates", curve.counts.map(Double.init))]))
      let marks = stopMarks(curve, x: x)
      let setting = source.variants.count > 1 ? ", " + source.title(ofVariant: curve.configuration.varied) : ""
      upper.append(
        Panel(
          title: curve.configuration.model + setting, x: x, y: lossAxis,
          layers: marks.map { .verticalMark(at: $0.epoch, label: $0.label) } + loss.layers))
      lower.append(
        Panel(
          title: "", x: x, y: accuracyAxis,
          layers: marks.map { .verticalMark(at: $0.epoch, label: "") } + accuracy.layers))
    }
    let caption = CaptionText(source: source)
    let hasStops = curves.contains { !$0.stops.isEmpty }
    return Figure(
      name: kind.name, title: analysis.study.title,
      subtitle: "Training at n = \(NumberText.count(size)), the largest training-set size"
        + (hasStops ? "; vertical lines: where each threshold stops, on average" : ""),
      caption: CaptionText.joined(
        replicates(curves), caption.networks(source.series), caption.settings,
        curves.count < all.count ? "Shown: \(curves.count) of \(all.count) models and settings." : ""),
      columns: columns, width: width, panelHeight: 230, panels: upper + lower, tables: tables)
  }

  /// The stops of a curve by epoch; thresholds that stop together share a mark.
  private static func stopMarks(_ curve: EpochCurve, x: Axis) -> [(epoch: Double, label: String)] {
    let stops = curve.stops.filter { $0.rule != .none }.sorted { $0.meanEpoch < $1.meanEpoch }
    let isLossChange = stops.allSatisfy { if case .lossChange = $0.rule { true } else { false } }
    var marks: [(epoch: Double, label: String)] = []
    for stop in stops {
      let label = isLossChange ? NumberText.plain(stop.rule.threshold ?? 0) : RuleText.short(stop.rule)
      if let last = marks.last, last.epoch == stop.meanEpoch {
        marks[marks.count - 1].label += ", " + label
      } else if (0...1).contains(x.fraction(of: stop.meanEpoch) ?? -1) {
        marks.append((stop.meanEpoch, label))
      }
    }
    return marks
  }

  private static func replicates(_ curves: [EpochCurve]) -> String {
    let most = curves.flatMap(\.counts).max() ?? 0
    let least = curves.flatMap(\.counts).min() ?? 0
    guard most > 1 else { return "One replicate, so no intervals." }
    let fewer = least < most ? " (fewer, down to \(NumberText.count(least)), where some had stopped)" : ""
    return
      "Means of \(NumberText.count(most)) replicates\(fewer); bands (test): 95\u{A0}% bootstrap intervals over replicates."
  }
}
