import Analysis
import NeuralNetwork
import Study

/// Loss by epoch with the leading metric below it, a column of two panels for each curve, all on the same axes.
struct EpochPanels {
  /// How the curves of one part of the data are drawn; ``dash(_:)`` is the same for all figures.
  struct Style {
    var colour: Colour
    var hasBand: Bool
  }

  /// How the lines of a part of the data are dashed.
  static func dash(_ part: Measure.Part) -> Layer.Dash {
    switch part {
    case .train: .dashed
    case .validation: .dotted
    case .test: .solid
    }
  }

  let x: Axis
  /// The last epoch of all curves.
  let last: Int
  /// One for each curve, as are the panels.
  let tables: [FigureTable]
  var losses: [Panel]
  /// Empty where the metric is the loss, which needs no second row.
  var metrics: [Panel]

  /// nil if nothing was measured. `width` and `height` are about the pixels between the axes of a panel; `style` is asked
  /// with the position of a curve.
  init?(
    _ curves: [(curve: EpochCurve, title: String)], of study: StudyDescription, width: Double, height: Double,
    isAnimated: Bool = false, style: (Int, Measure.Part) -> Style
  ) {
    func means(_ measures: [Measure]) -> [Double] {
      curves.flatMap { curve in measures.flatMap { curve.curve.summaries[$0] ?? [] }.map(\.mean) }
    }
    let metric = study.metric
    let parts = Measure.Part.allCases
    let values = means(parts.map { .metric(metric, $0) }).map { $0 * metric.unit.factor }
    guard let last = curves.compactMap(\.curve.epochs.last).max(), !values.isEmpty,
      !means(parts.map { .loss($0) }).isEmpty
    else { return nil }
    let x = Axis.epochs(last: last, length: width, label: study.epochLabel)
    var lossAxis = Axis.losses(
      train: means([.trainLoss]), heldOut: means([.validationLoss, .testLoss]), length: height)
    let isLoss = curves.allSatisfy { curve in
      parts.allSatisfy { part in
        Self.coincide(curve.curve.summaries[.loss(part)], curve.curve.summaries[.metric(metric, part)])
      }
    }
    if isLoss { lossAxis.label = "loss = \(metric.label)" }
    let metricAxis = Axis.metric(metric, means: values, lows: [])
    var tables: [FigureTable] = []
    (losses, metrics) = ([], [])
    for (index, (curve, title)) in curves.enumerated() {
      var loss = CurveLayers(table: index, x: "epoch", values: curve.epochs.map(Double.init))
      var values = loss
      for part in parts {
        let look = style(index, part)
        func add(_ measure: Measure, factor: Double, to layers: inout CurveLayers) {
          guard let intervals = curve.summaries[measure] else { return }
          // An animation has no points in its first frames for a line that begins later.
          let isComplete = isAnimated || curve.complete == intervals.count
          layers.add(
            measure.name, isComplete ? intervals : Array(intervals.prefix(curve.complete)), factor: factor,
            dash: Self.dash(part), points: false,
            band: look.hasBand, colour: look.colour, label: isComplete ? part.rawValue : "")
          guard !isComplete else { return }
          // Pale from where some runs have ended.
          let before = [Interval?](repeating: nil, count: max(curve.complete - 1, 0))
          layers.add(
            measure.name + "_fewer", before + intervals.dropFirst(before.count).map(Optional.init), factor: factor,
            dash: Self.dash(part),
            points: false, band: false, colour: look.colour.mixed(with: .white, 0.5), label: part.rawValue)
        }
        add(.loss(part), factor: 1, to: &loss)
        if !isLoss { add(.metric(metric, part), factor: metric.unit.factor, to: &values) }
      }
      tables.append(
        FigureTable(
          loss.columns + values.columns.dropFirst()
            + [.init("replicates", curve.counts.map(Double.init))]))
      let part = StudyPart(curve.configuration.setting)
      losses.append(Panel(title: title, x: x, y: lossAxis, layers: loss.layers, of: part))
      if !isLoss { metrics.append(Panel(title: "", x: x, y: metricAxis, layers: values.layers, of: part)) }
    }
    (self.x, self.last, self.tables) = (x, last, tables)
  }

  /// Whether two curves have the same means, as far as single precision tells; so have two that are not measured.
  private static func coincide(_ one: [Interval]?, _ other: [Interval]?) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return one.count == other.count
      && zip(one, other).allSatisfy { abs($0.mean - $1.mean) <= 1e-6 * max(abs($0.mean), abs($1.mean)) }
  }

  /// The panels of a figure: in rows of `columns`, losses above their metrics, the last rows filled up with nothing.
  func rows(of columns: Int) -> [Panel] {
    stride(from: 0, to: losses.count, by: max(columns, 1)).flatMap { first in
      [losses, metrics].filter { !$0.isEmpty }.flatMap { panels in
        let row = panels[first..<min(first + columns, panels.count)]
        return row + Array(repeating: .blank, count: columns - row.count)
      }
    }
  }
}
