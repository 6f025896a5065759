import Analysis
import CurveFitting
import Foundation
import NeuralNetwork
import Study
import SupportVectorMachines
import Testing

@testable import Plotting

/// Stops as figures mark and name them.
@Suite struct StopWordsTests {
  @Test func thresholdsThatStopTogetherShareAMark() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = [.init("only", [8])]
    var value = synthetic.value
    value.epochCurves[0].stops = [
      .init(rule: .lossChange(threshold: 0.01), meanEpoch: 7), .init(rule: .lossChange(threshold: 0.005), meanEpoch: 7),
      .init(rule: .lossChange(threshold: 0.05), meanEpoch: 3), .init(rule: .none, meanEpoch: 9),
    ]
    let figure = try #require(EpochsFigure.figure(value))
    let marks = figure.panels[0].layers.prefix(2)
    #expect(marks == [.verticalMark(at: 3, label: "0.05"), .verticalMark(at: 7, label: "0.01, 0.005")])
  }

  /// A support vector machine learns in one go: no threshold stops it.
  @Test func thresholdsAreThoseOfNetworks() throws {
    var value = SyntheticAnalysis().value
    for index in value.curves.indices where value.curves[index].key.modelIndex == 0 {
      value.curves[index].key.hidden = nil
      value.curves[index].key.parameters = nil
    }
    let figure = try #require(ThresholdsFigure.figure(value))
    #expect(figure.tables[0].columns.contains { $0.name.hasPrefix("deep_") })
    #expect(!figure.tables[0].columns.contains { $0.name.hasPrefix("shallow_") })
    #expect(!figure.caption.contains("shallow"))
    value.curves.removeAll { $0.key.modelIndex == 1 }
    #expect(ThresholdsFigure.figure(value) == nil)
  }

  @Test func theEpochLimitsNamedAreThoseOfTheTrialsThatRanIntoThem() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.vary = [("epochs", ["5", "40", "70"])]
    var value = synthetic.value
    for (index, epochs) in [5, 40, 70].enumerated() {
      value.study.vary[0].values[index].assignment = .init(\.epochs, epochs)
    }
    func caption() throws -> String { try #require(GapMapFigure.figure(value)).caption }
    for index in value.curves.indices where value.curves[index].key.varied != ["70"] {
      value.curves[index].maxEpochs = 1
    }
    #expect(try caption().contains("the rule had not fired after 5 to 40 epochs."))
    for index in value.curves.indices where value.curves[index].key.varied != ["5"] {
      value.curves[index].maxEpochs = 0
    }
    #expect(try caption().contains("the rule had not fired after 5 epochs."))
  }

  /// Twenty rules of long names: numbers that the caption explains, at most eleven names, and none on another.
  @Test(arguments: ["", "8.4cm"]) func longNamesOfStopsGiveWayToNumbers(width: String) throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = [.init("only", [8]), .init("other", [8, 8])]
    synthetic.rules = (1...20).map { .generalisationLoss(strip: 3, threshold: Double($0)) }
    var value = synthetic.value
    for index in value.epochCurves.indices {
      value.epochCurves[index].stops = synthetic.rules.enumerated().map {
        .init(rule: $1, meanEpoch: Double(20 + $0))
      }
    }
    var style = FigureStyle()
    if !width.isEmpty { style.width = PageLength(width) }
    let figure = try #require(try FigureRequest(.epochs, style: style).figure(of: value))
    LayoutCheck("stops at \(width)", figure).run()
    let marks = figure.marks(of: figure.panels[0])
    #expect(marks.count == 11)
    #expect(marks.flatMap { $0.label.components(separatedBy: ", ") } == (1...20).map(String.init))
    let key = try #require(figure.caption.firstMatch(of: #/Vertical lines: (.*?)\. /#)?.1)
    #expect(
      key.components(separatedBy: "; ")
        == synthetic.rules.enumerated().map { "\($0 + 1) = \(RuleText.short($1))" })
  }

  /// A loss that is also the metric is drawn once; one that differs anywhere is not.
  @Test func aMetricThatIsTheLossIsDrawnOnce() throws {
    var value = SyntheticAnalysis().value
    value.study.metrics = [.logLoss]
    for index in value.epochCurves.indices {
      for part in Measure.Part.allCases {
        value.epochCurves[index].summaries[.metric(.logLoss, part)] = value.epochCurves[index].summaries[.loss(part)]
      }
    }
    for figure in [try #require(EpochsFigure.figure(value)), try #require(ProgressFigure.figure(value))] {
      #expect(figure.panels.map(\.title) == ["shallow", "deep"])
      #expect(figure.panels[0].y.label == "loss = log-loss (nats)")
      #expect(!figure.tables[0].columns.contains { $0.name.contains("log_loss") })
    }
    value.epochCurves[1].summaries[.metric(.logLoss, .test)]?[3].mean += 0.1
    #expect(try #require(EpochsFigure.figure(value)).panels.map(\.title) == ["shallow", "deep", "", ""])
  }
}
