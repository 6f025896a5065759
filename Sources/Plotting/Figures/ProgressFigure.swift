import Analysis
import Study

/// Loss and accuracy growing epoch by epoch, as an animation.
enum ProgressFigure {
  /// Fewer epochs make no animation.
  private static let fewestEpochs = 5

  static let kind = FigureKind(
    name: "progress", summary: "loss and accuracy growing epoch by epoch: an animated GIF",
    requirement: "at least \(fewestEpochs) epochs", build: figure)

  private static let splits: [(name: String, loss: Measure, accuracy: Measure, colour: Colour)] = [
    ("train", .trainLoss, .trainAccuracy, .vermilion),
    ("validation", .validationLoss, .validationAccuracy, .green),
    ("test", .testLoss, .testAccuracy, .blue),
  ]

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let all = analysis.epochCurves.filter { $0.epochs.count >= fewestEpochs }
    let named = NamedConfigurations(all.map(\.configuration), most: 3, in: source)
    let curves = named.entries.compactMap { entry in all.first { $0.configuration == entry.configuration } }
    guard let size = curves.first?.configuration.size, let last = curves.compactMap(\.epochs.last).max() else {
      return nil
    }
    let columns = curves.count
    let width = [640, 640, 860, 1100][columns]
    let x = Axis.epochs(last: last, length: Double(width - 60) / Double(columns) - 100)
    func means(_ measures: [Measure]) -> [Double] {
      curves.flatMap { curve in measures.flatMap { curve.summaries[$0] ?? [] }.map(\.mean) }
    }
    let losses = means(splits.map(\.loss))
    let accuracies = means(splits.map(\.accuracy)).map { $0 * 100 }
    guard !losses.isEmpty, !accuracies.isEmpty else { return nil }
    let lossAxis = Axis.losses(
      train: means([.trainLoss]), heldOut: means([.validationLoss, .testLoss]), length: 190)
    let accuracyAxis = Axis.accuracy(means: accuracies, lows: [])

    var tables: [FigureTable] = []
    var upper: [Panel] = []
    var lower: [Panel] = []
    for (table, (entry, curve)) in zip(named.entries, curves).enumerated() {
      var loss = CurveLayers(table: table, x: "epoch", values: curve.epochs.map(Double.init))
      var accuracy = loss
      for split in splits {
        if let intervals = curve.summaries[split.loss] {
          loss.add(
            split.loss.rawValue, intervals, dash: .solid, points: false, band: false, colour: split.colour,
            label: split.name)
        }
        if let intervals = curve.summaries[split.accuracy] {
          accuracy.add(
            split.accuracy.rawValue, intervals, factor: 100, dash: .solid, points: false, band: false,
            colour: split.colour, label: split.name)
        }
      }
      tables.append(
        FigureTable(
          loss.columns + accuracy.columns.dropFirst() + [.init("replicates", curve.counts.map(Double.init))]))
      upper.append(Panel(title: entry.name, x: x, y: lossAxis, layers: loss.layers))
      lower.append(Panel(title: "", x: x, y: accuracyAxis, layers: accuracy.layers))
    }
    let caption = CaptionText(source: source)
    let counts = curves.flatMap(\.counts)
    return Figure(
      name: kind.name, title: analysis.study.title,
      subtitle: "Training at n = \(NumberText.count(size)), epoch by epoch",
      caption: CaptionText.joined(
        counts.max() == 1 ? "One replicate." : "Means of \(NumberText.range(counts)) replicates.",
        caption.networks(source.series(of: curves.map(\.configuration))), caption.settings, named.omission),
      columns: columns, width: width, panelHeight: 190, panels: upper + lower, tables: tables,
      animation: .epochs(to: last, along: x))
  }
}
