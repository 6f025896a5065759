import Foundation
import Plotting

/// Whether a figure can be drawn and read: its axes have two ends and ticks that differ, and nothing is cut off at them.
struct FigureCheck {
  private let figure: Figure

  init(_ figure: Figure) { self.figure = figure }

  func run() throws {
    for (index, panel) in figure.panels.enumerated() {
      let place = "\(figure.name), panel \(index + 1)"
      try check(panel.x, "\(place), x")
      try check(panel.y, "\(place), y")
      for layer in panel.layers {
        let (x, y) = values(of: layer)
        try check(x, on: panel.x, "\(place), x, \(layer)")
        try check(y, on: panel.y, "\(place), y, \(layer)")
      }
    }
  }

  private func check(_ axis: Axis, _ place: String) throws {
    try UnsoundContent.unless(axis.start.isFinite && axis.end.isFinite, "\(place): \(axis.start) to \(axis.end)")
    try UnsoundContent.unless(text(axis.start) != text(axis.end), "\(place): both ends are \(axis.start)")
    try UnsoundContent.unless(axis.scale == .linear || min(axis.start, axis.end) > 0, "\(place): no logarithm")
    let labels = axis.ticks.map(\.label).filter { !$0.isEmpty }
    // Categories may have names that are cut to the same.
    let isNumeric = labels.allSatisfy { $0.allSatisfy { "0123456789,.−e+-".contains($0) } }
    try UnsoundContent.unless(!isNumeric || Set(labels).count == labels.count, "\(place): ticks \(labels)")
  }

  private func text(_ value: Double) -> String { String(format: "%.6g", value) }

  private func check(_ values: [Double], on axis: Axis, _ place: String) throws {
    let (low, high) = (min(axis.start, axis.end), max(axis.start, axis.end))
    let slack = 1e-6 * (high - low)
    for value in values where abs(value) < 1e150 {
      if axis.scale == .log10, value <= 0 {
        try UnsoundContent.unless(figure.caption.contains("zero"), "\(place): \(value) is not told of")
        continue
      }
      try UnsoundContent.unless(
        low - slack <= value && value <= high + slack, "\(place): \(value) is beyond \(low) to \(high)")
    }
  }

  private func column(_ table: Int, _ names: String...) -> [Double] {
    names.flatMap { figure.tables[table][$0].compactMap { $0 } }
  }

  /// Where something is drawn; not of clouds of points, which may go beyond an axis where the caption says how many do.
  private func values(of layer: Layer) -> (x: [Double], y: [Double]) {
    switch layer {
    case .band(let table, let x, let low, let high, _), .bars(let table, let x, let low, let high, _):
      (column(table, x), column(table, low, high))
    case .rowBars(let table, let y, let low, let high, _): (column(table, low, high), column(table, y))
    case .links(let table, let x, let y, let toX, let toY, _): (column(table, x, toX), column(table, y, toY))
    case .line(let table, let x, let y, _, _, _, _), .points(let table, let x, let y, _, _, _),
      .outline(let table, let x, let y, _), .cellOutlines(let table, let x, let y),
      .cells(let table, let x, let y, _, _), .cellText(let table, let x, let y, _, _):
      (column(table, x), column(table, y))
    case .verticalMark(let position, let from, _): ([position], [from].compactMap(\.self))
    case .horizontalMark(let position): ([], [position])
    case .note(_, let x, let y): ([x], [y])
    case .scatter, .image: ([], [])
    }
  }
}
