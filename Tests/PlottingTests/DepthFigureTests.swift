import Analysis
import CurveFitting
import NeuralNetwork
import Study
import SupportVectorMachines
import Testing

@testable import Plotting

/// Which networks the figure of depths joins, and which it names.
@Suite struct DepthFigureTests {
  @Test func depthsOfEqualWidthAndOfEqualParametersAreToldApart() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = [
      .init("depth-1", [64], parameters: 1000), .init("depth-2", [64, 64], parameters: 5000),
      .init("depth-2-parameters", [20, 20], parameters: 1010, matching: 64),
      .init("depth-3-parameters", [16, 16, 16], parameters: 990, matching: 64),
    ]
    synthetic.rules = [.none]
    synthetic.sizes = [100, 1000]
    let figure = try #require(DepthFigure.figure(synthetic.value))
    #expect(figure.panels.map(\.title) == ["width 64", "equal parameters"])
    #expect(figure.subtitle.hasSuffix("Throughout: no stopping"))
    #expect(
      figure.caption.contains(
        "Lines join width 64 (depth-1, depth-2) and equal parameters (depth-1, depth-2-parameters"))
    #expect(figure.tables.map { $0["hidden_layers"] } == [[1, 2], [1, 2, 3]])
  }

  /// Two networks of one hidden layer and one of two: no line, both of one layer, each with its name.
  @Test func everyNetworkOfADepthIsDrawn() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = [.init("net 2", [2]), .init("net 4", [4]), .init("net 16-16", [16, 16]), .init("svm", [])]
    synthetic.rules = [.none]
    synthetic.sizes = [20, 600]
    var value = synthetic.value
    for index in value.curves.indices where value.curves[index].key.modelIndex == 3 {
      (value.curves[index].key.hidden, value.curves[index].key.parameters) = (nil, nil)
    }
    let figure = try #require(DepthFigure.figure(value))
    let panel = try #require(figure.panels.first)
    #expect(figure.marks(of: panel).map(\.label) == ["net 2", "net 4", "net 16-16"])
    #expect(!panel.layers.contains { if case .line = $0 { true } else { false } })
    let accuracies = figure.tables[0]["n600_test_alone"].compactMap { $0 }
    let expected = value.curves.filter { $0.size == 600 && $0.key.hidden != nil }.compactMap {
      $0[.test(.accuracy)]?.mean
    }
    #expect(accuracies.count == 3 && zip(accuracies, expected).allSatisfy { abs($0 - 100 * $1) < 1e-9 })
    #expect(figure.tables[0]["hidden_layers"].compactMap { $0.map { Int($0.rounded()) } } == [1, 1, 2])
    #expect(figure.caption.contains("Not shown, because they have no layers: svm."))
    // A third of one depth beside a family is a named point as well.
    synthetic.networks = [.init("a", [64]), .init("b", [64, 64]), .init("c", [8])]
    let family = try #require(DepthFigure.figure(synthetic.value))
    #expect(family.marks(of: family.panels[0]).map(\.label) == ["c"])
    #expect(family.tables[0]["hidden_layers"].count == 3)
    #expect(family.caption.contains("Lines join width 64 (a, b); named points differ in more than depth."))
  }

  /// The line of a name begins above all points and bars of its model.
  @Test func linesOfNamesLieOnNothingThatTheyName() throws {
    for shape in SyntheticAnalysis.gallery {
      guard let figure = DepthFigure.figure(shape.analysis.value) else { continue }
      for (panel, table) in zip(figure.panels, figure.tables) {
        for case .verticalMark(let place, let from, let label) in panel.layers where !label.isEmpty {
          let members = table["hidden_layers"].indices.filter { table["hidden_layers"][$0] == place }
          let heights = table.columns.filter { $0.name.contains("_alone") && !$0.name.hasSuffix("_place") }
            .flatMap { column in members.compactMap { column.values[$0] } }
          let highest = try #require(heights.max(), "\(shape.name): \(label)")
          #expect(try #require(from) >= highest - 1e-9, "\(shape.name): \(label)")
          #expect(FigureLayout.foot(from, panel, height: 300) > (panel.y.fraction(of: highest) ?? 1), "\(label)")
        }
      }
    }
  }
}
