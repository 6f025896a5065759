import Testing

@testable import Plotting

@Suite struct FigureLayoutTests {
  private static let figures = SyntheticAnalysis.gallery.flatMap { shape in
    FigureKind.figures(of: shape.analysis.value).map { ("\(shape.name) \($0.name)", $0) }
  }

  /// The box of a text, by the estimate of its width.
  private func box(_ text: FigureLayout.Text) -> FigureLayout.Rectangle {
    let (width, height) = (TextMetrics.width(text.text, size: text.size), text.size)
    return switch text.anchor {
    case .left: .init(left: text.x, right: text.x + width, bottom: text.y - height / 2, top: text.y + height / 2)
    case .centre:
      .init(left: text.x - width / 2, right: text.x + width / 2, bottom: text.y - height / 2, top: text.y + height / 2)
    case .vertical:
      .init(left: text.x - height / 2, right: text.x + height / 2, bottom: text.y - width / 2, top: text.y + width / 2)
    case .verticalFromBottom:
      .init(left: text.x - height / 2, right: text.x + height / 2, bottom: text.y, top: text.y + width)
    }
  }

  @Test func noTextLeavesThePageOrLiesOnAnother() {
    for (name, figure) in Self.figures {
      let layout = FigureLayout(figure)
      let boxes = (layout.texts + layout.panels.flatMap(\.texts)).map { ($0.text, box($0)) }
      for (text, box) in boxes {
        #expect(box.left >= 0 && box.right <= layout.width + 1, "\(name): \(text)")
        #expect(box.bottom >= 0 && box.top <= layout.height, "\(name): \(text)")
      }
      for (first, one) in boxes.enumerated() {
        for other in boxes[(first + 1)...] {
          let isApart =
            one.1.right <= other.1.left + 1 || other.1.right <= one.1.left + 1 || one.1.top <= other.1.bottom + 1
            || other.1.top <= one.1.bottom + 1
          #expect(isApart, "\(name): \(one.0) on \(other.0)")
        }
      }
    }
  }

  @Test func panelsAreOfOneSizeAndApart() {
    for (name, figure) in Self.figures {
      let frames = FigureLayout(figure).panels.map(\.frame)
      #expect(frames.count == figure.panels.count)
      #expect(frames.allSatisfy { $0.height == Double(figure.panelHeight) && $0.width > 100 }, "\(name)")
      #expect(frames.allSatisfy { $0.left > 0 && $0.right < Double(figure.width) }, "\(name)")
    }
  }

  @Test func longNamesGoIntoAKey() throws {
    let names = try #require(Self.figures.first { $0.0 == "names learning-curves" }).1
    let layout = FigureLayout(names)
    #expect(layout.texts.contains { $0.text.hasPrefix("● ") && $0.text.contains("кириллица") })
    #expect(!layout.panels.contains { $0.texts.contains { $0.text.contains("кириллица") } })
  }
}
