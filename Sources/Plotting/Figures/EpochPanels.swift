import Analysis

/// Loss by epoch with accuracy below it, a column of two panels for each curve, all on the same axes.
struct EpochPanels {
  /// Samples that loss and accuracy are measured on.
  enum Split: String, CaseIterable {
    case train, validation, test

    var loss: Measure {
      switch self {
      case .train: .trainLoss
      case .validation: .validationLoss
      case .test: .testLoss
      }
    }

    var accuracy: Measure {
      switch self {
      case .train: .trainAccuracy
      case .validation: .validationAccuracy
      case .test: .testAccuracy
      }
    }
  }

  /// How the curves of a split are drawn.
  struct Style {
    var dash: Layer.Dash
    var colour: Colour
    var hasBand: Bool
  }

  let x: Axis
  /// The last epoch of all curves.
  let last: Int
  /// One for each curve, as are the panels.
  let tables: [FigureTable]
  var losses: [Panel]
  var accuracies: [Panel]

  /// nil if nothing was measured. `width` and `height` are about the pixels between the axes of a panel; `style` is asked
  /// with the position of a curve.
  init?(
    _ curves: [(curve: EpochCurve, title: String)], width: Double, height: Double, style: (Int, Split) -> Style
  ) {
    func means(_ measures: [Measure]) -> [Double] {
      curves.flatMap { curve in measures.flatMap { curve.curve.summaries[$0] ?? [] }.map(\.mean) }
    }
    let percentages = means(Split.allCases.map(\.accuracy)).map { $0 * 100 }
    guard let last = curves.compactMap(\.curve.epochs.last).max(), !percentages.isEmpty,
      !means(Split.allCases.map(\.loss)).isEmpty
    else { return nil }
    let x = Axis.epochs(last: last, length: width)
    let lossAxis = Axis.losses(
      train: means([.trainLoss]), heldOut: means([.validationLoss, .testLoss]), length: height)
    let accuracyAxis = Axis.accuracy(means: percentages, lows: [])
    var tables: [FigureTable] = []
    (losses, accuracies) = ([], [])
    for (index, (curve, title)) in curves.enumerated() {
      var loss = CurveLayers(table: index, x: "epoch", values: curve.epochs.map(Double.init))
      var accuracy = loss
      for split in Split.allCases {
        let look = style(index, split)
        func add(_ measure: Measure, factor: Double, to layers: inout CurveLayers) {
          guard let intervals = curve.summaries[measure] else { return }
          layers.add(
            measure.rawValue, intervals, factor: factor, dash: look.dash, points: false, band: look.hasBand,
            colour: look.colour, label: split.rawValue)
        }
        add(split.loss, factor: 1, to: &loss)
        add(split.accuracy, factor: 100, to: &accuracy)
      }
      tables.append(
        FigureTable(
          loss.columns + accuracy.columns.dropFirst() + [.init("replicates", curve.counts.map(Double.init))]))
      losses.append(Panel(title: title, x: x, y: lossAxis, layers: loss.layers))
      accuracies.append(Panel(title: "", x: x, y: accuracyAxis, layers: accuracy.layers))
    }
    (self.x, self.last, self.tables) = (x, last, tables)
  }

  /// The panels of a figure: in rows of `columns`, losses above their accuracies, the last rows filled up with nothing.
  func rows(of columns: Int) -> [Panel] {
    stride(from: 0, to: losses.count, by: max(columns, 1)).flatMap { first in
      [losses, accuracies].flatMap { panels in
        let row = panels[first..<min(first + columns, panels.count)]
        return row + Array(repeating: .blank, count: columns - row.count)
      }
    }
  }
}
