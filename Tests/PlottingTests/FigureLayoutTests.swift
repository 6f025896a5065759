import Testing

@testable import Plotting

@Suite struct FigureLayoutTests {
  private static let figures = SyntheticAnalysis.gallery.flatMap { shape in
    FigureKind.figures(of: shape.analysis.value).map { ("\(shape.name) \($0.name)", $0) }
  }

  @Test func noTextLeavesThePageOrLiesOnAnother() {
    for (name, figure) in Self.figures { LayoutCheck(name, figure).run() }
  }

  @Test func panelsAreOfOneSizeAndApart() {
    for (name, figure) in Self.figures {
      let frames = FigureLayout(figure).panels.map(\.frame)
      #expect(frames.count == figure.panels.count)
      for (index, frame) in frames.enumerated() {
        #expect(frame.height == figure.height(ofRow: index / figure.columns) && frame.width > 100, "\(name)")
      }
      #expect(frames.allSatisfy { $0.left > 0 && $0.right < Double(figure.width) }, "\(name)")
    }
  }

  @Test func veryLongNamesAreExplainedInTheCaption() throws {
    let names = try #require(Self.figures.first { $0.0 == "names learning-curves" }).1
    let layout = FigureLayout(names)
    #expect((layout.texts + layout.panels[0].texts).contains { $0.text.hasSuffix("model 3") })
    #expect(names.caption.contains("model 3 = Größe–être–façade–naïve–Ελληνικά–кириллица: 64-64-64"))
  }

  @Test func longLabelsGoIntoAKey() throws {
    var figure = try #require(Self.figures.first { $0.0 == "plain learning-curves" }).1
    let label = String(repeating: "a network of many layers ", count: 12) + "at last"
    figure.panels = figure.panels.map { panel in
      var panel = panel
      panel.layers = panel.layers.map { layer in
        guard case .line(let table, let x, let y, let dash, let points, let colour, "deep") = layer else {
          return layer
        }
        return .line(table: table, x: x, y: y, dash: dash, points: points, colour: colour, label: label)
      }
      return panel
    }
    let layout = FigureLayout(figure)
    #expect(layout.texts.contains { $0.text.dropFirst().hasPrefix(" a network") })
    // It takes several lines, whole.
    #expect(layout.texts.contains { $0.text.hasSuffix("at last") })
    #expect(!layout.panels.contains { $0.texts.contains { $0.text.contains("network") } })
  }

  /// What a study file may say is never cut off.
  @Test func nothingIsShortenedWithAnEllipsis() {
    for (name, figure) in Self.figures {
      let layout = FigureLayout(figure)
      for text in layout.texts + layout.panels.flatMap(\.texts) {
        #expect(!text.text.contains("…"), "\(name): \(text.text)")
      }
      let ticks = figure.panels.flatMap { $0.x.ticks + $0.y.ticks }
      #expect(!ticks.contains { $0.label.contains("…") }, "\(name)")
    }
  }

  /// Each panel of a figure has its own title, if any has one and there is more than one.
  @Test func titlesTellPanelsApart() {
    for (name, figure) in Self.figures {
      let titles = figure.panels.map(\.title).filter { !$0.isEmpty }
      #expect(Set(titles).count == titles.count, "\(name): \(titles)")
    }
  }
}
