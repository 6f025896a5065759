import Analysis
import Foundation
import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Plotting

/// Numbers and signs in the cells of maps: each in its cell, none on another.
@Suite struct CellTextTests {
  /// Every cell with a number, a ring and a dagger with a large count.
  private static func crowded(_ sizes: Int, models: Int = 2) -> StudyAnalysis {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = (1...models).map { .init("network of depth \($0)", Array(repeating: 8, count: $0)) }
    synthetic.sizes = (0..<sizes).map { 20 + 30 * $0 }
    var value = synthetic.value
    for index in value.comparisons.indices {
      value.comparisons[index].firstRuns = RunCounts(diverged: 90, atChance: 3)
      value.comparisons[index].secondRuns = RunCounts(diverged: 35, atChance: 0)
    }
    return value
  }

  @Test(arguments: ["", "8.4cm", "12cm", "17cm"], [3, 8, 12]) func signsStayInTheirCells(width: String, sizes: Int)
    throws
  {
    for models in [2, 10] {
      var style = FigureStyle()
      if !width.isEmpty { style.width = PageLength(width) }
      let figure = try #require(
        try FigureRequest(.verdicts, style: style).figure(of: Self.crowded(sizes, models: models)))
      let name = "\(width) \(sizes) sizes, \(models) models"
      LayoutCheck(name, figure).run()
      let layout = FigureLayout(figure)
      for (index, panel) in figure.panels.enumerated() where panel.isMap {
        let frame = layout.panels[index].frame
        let columns = Double(panel.x.ticks.count)
        for text in layout.cellTexts(index, of: figure) {
          let first = ((text.box.left - frame.left) / frame.width * columns + 0.02).rounded(.down)
          let last = ((text.box.right - frame.left) / frame.width * columns - 0.02).rounded(.down)
          #expect(first == last, "\(name): \(text.text) reaches into another cell")
        }
      }
    }
  }

  @Test func signsThatHaveNoRoomAreNotExplained() throws {
    var style = FigureStyle()
    style.width = PageLength("8.4cm")
    let value = Self.crowded(40)
    let narrow = try #require(try FigureRequest(.verdicts, style: style).figure(of: value))
    let wide = try #require(try FigureRequest(.verdicts).figure(of: value))
    #expect(narrow.caption.contains("no room") && !narrow.caption.contains("†") && !narrow.caption.contains("○"))
    #expect(wide.caption.contains("†") && wide.caption.contains("○"))
  }

  /// On a terminal, each row has its numbers in their order, rounded as far as there is room, and loses no sign.
  @Test(.enabled(if: isGnuplotInstalled, "gnuplot is not installed"), arguments: [3, 8, 12])
  func terminalsShowEveryNumber(sizes: Int) throws {
    var value = Self.crowded(sizes)
    var generator = SeededGenerator(key: printedSeed())
    for index in value.comparisons.indices {
      let mean = generator.uniform(from: -0.9, to: 0.9)
      let isDecided = generator.uniform(from: 0, to: 1) < 0.5
      value.comparisons[index].difference = Interval(mean: mean, low: mean - 0.01, high: mean + 0.01)
      value.comparisons[index].pairwise = .init(single: isDecided ? 0.001 : 1, corrected: isDecided ? 0.001 : 1)
    }
    let figure = try #require(VerdictsFigure.figure(value))
    let drawn = try TerminalRenderer.draw(figure, columns: 100, rows: 40, colour: false)
    for (row, tick) in figure.panels[0].y.ticks.enumerated() {
      let line = try #require(
        drawn.split(separator: "\n").first { $0.contains("\(tick.label) ") && $0.contains("†○") }, "\(drawn)")
      let cells = line.firstRange(of: tick.label).map { line[$0.upperBound...] } ?? line
      let numbers = cells.matches(of: /([−+]?[0-9.]+)\*?†○/).map { String($0.1) }
      let table = figure.tables[0]
      let expected = (0..<sizes).compactMap { column -> Double? in
        let place = table["row"].indices.first {
          table["row"][$0] == Double(row) && table["column"][$0] == Double(column)
        }
        return place.flatMap { table["decided"][$0] ?? table["undecided"][$0] }
      }
      #expect(numbers.count == sizes, "\(line)")
      for (text, value) in zip(numbers, expected) {
        let shown = Double(text.replacing("−", with: "-").replacing("+", with: "")) ?? .nan
        #expect(abs(shown - value) <= 0.5001, "\(text) is \(value) in \(line)")
        #expect(text.hasPrefix("−") == (value < 0 && shown != 0), "\(text) is \(value)")
      }
    }
  }
}
