import Study
import Testing

@testable import Plotting

/// Checks that all texts of a figure, with those of ticks, lie inside the page and beside each other.
struct LayoutCheck {
  let name: String
  let figure: Figure
  let layout: FigureLayout

  init(_ name: String, _ figure: Figure) {
    (self.name, self.figure, layout) = (name, figure, FigureLayout(figure))
  }

  /// The estimate of widths is rounded up, and letters do not fill their height.
  private static let slack = 1.5

  func run() {
    var texts = layout.texts
    for index in layout.panels.indices {
      texts += layout.panels[index].texts + layout.tickTexts(index, of: figure) + layout.cellTexts(index, of: figure)
    }
    let boxes = texts.filter { !$0.text.isEmpty }.map { ($0, $0.box) }
    for (text, box) in boxes {
      #expect(box.left >= 0 && box.right <= layout.width + Self.slack, "\(name): \(text.text) leaves the page")
      #expect(box.bottom >= 0 && box.top <= layout.height, "\(name): \(text.text) leaves the page")
      if let paper = figure.paper {
        #expect(text.size * paper.pointsPerPixel >= FigureStyle.leastFontSize - 1e-9, "\(name): \(text.text) is small")
      }
    }
    for (first, one) in boxes.enumerated() {
      for other in boxes[(first + 1)...] where one.1.overlaps(other.1) {
        let (width, height) = (
          min(one.1.right, other.1.right) - max(one.1.left, other.1.left),
          min(one.1.top, other.1.top) - max(one.1.bottom, other.1.bottom)
        )
        #expect(min(width, height) <= Self.slack, "\(name): \(one.0.text) on \(other.0.text)")
      }
    }
  }
}
