import Analysis
import Datasets
import Foundation
import NeuralNetwork
import Study
import Testing

@testable import Plotting

/// Figures of varied keys, from values small enough to check by hand.
@Suite struct SweepFigureTests: SmallAnalyses {
  private var rates: [(key: String, values: [String])] { [("learning-rate", ["0.001", "0.01", "1"])] }

  @Test func aSweepOverlaysValuesAndCountsWhatFailed() throws {
    let value = analysis(
      vary: rates,
      curves: [
        point(["0.001"], test: Interval(mean: 0.5, low: 0.4, high: 0.6)),
        point(["0.01"], test: Interval(mean: 0.9, low: 0.85, high: 0.95), atChance: 1),
        point(["1"], test: nil, diverged: 4),
      ],
      epochCurves: [
        epochCurve(["0.001"], train: [2, 1.9], validation: [2.1, 2]),
        epochCurve(["0.01"], train: [1.5, 1], validation: [1.6, 1.2]),
      ])
    let figure = try #require(SweepFigure.figure(value))
    #expect(figure.panels.count == 2 && figure.tables.count == 2)
    #expect(figure.tables[0]["0-001_train_loss"] == [2, 1.9])
    #expect(figure.tables[0]["0-01_validation_loss"] == [1.6, 1.2])
    #expect(figure.tables[0]["0-01_validation_loss_low"] == [1.6 * 0.9, 1.2 * 0.9])
    #expect(figure.tables[1]["value"] == [0.001, 0.01, 1])
    #expect(figure.tables[1]["test"] == [50, 90, nil])
    #expect(figure.tables[1]["0-01_test_low"] == [nil, 85, nil])
    #expect(figure.tables[1]["trials"] == [4, 4, 4])
    #expect(figure.tables[1]["diverged"] == [0, 0, 4])
    #expect(figure.tables[1]["at_chance"] == [0, 1, 0])
    #expect(figure.panels[1].x.scale == .log10)
    #expect(figure.panels[1].x.ticks.map(\.label) == ["0.001", "0.01", "1"])
    let notes = figure.panels[1].layers.compactMap { layer -> (String, Double)? in
      if case .note(let text, let x, _) = layer { (text, x) } else { nil }
    }
    #expect(notes.map(\.0) == ["○ 1", "× 4"] && notes.map(\.1) == [0.01, 1])
    #expect(figure.caption.contains("4 of 12 trials diverged and are left out."))
    #expect(figure.caption.contains("1 of 8 trials is not distinguishable from chance, and in the means."))
    let names = figure.panels[0].layers.compactMap { $0.key?.label }
    #expect(names == ["0.001", "0.01"])
    #expect(figure.subtitle.contains("Loss: validation ") && figure.subtitle.contains(", train "))
  }

  /// Losses by decades: what failed stands below the curves, on an axis that has positive numbers only.
  @Test func failuresStandBelowLossesByDecades() throws {
    var value = analysis(
      vary: rates,
      curves: [
        point(["0.001"], test: Interval(mean: 0.5, low: 0.4, high: 0.6), metric: .logLoss),
        point(["0.01"], test: Interval(mean: 0.6, low: 0.5, high: 0.7), diverged: 1, metric: .logLoss),
        point(["1"], test: Interval(mean: 1e6, low: 9e5, high: 1.1e6), diverged: 2, atChance: 1, metric: .logLoss),
      ])
    value.study.metrics = [.logLoss]
    let figure = try #require(SweepFigure.figure(value))
    let panel = try #require(figure.panels.last)
    #expect(panel.y.scale == .log10 && panel.y.start > 0)
    let heights = panel.layers.compactMap { layer -> Double? in
      if case .note(_, _, let y) = layer { y } else { nil }
    }
    #expect(heights.count == 3 && heights.allSatisfy { panel.y.start < $0 && $0 < 0.4 }, "\(heights) \(panel.y)")
  }

  @Test func namesStandInRowsWithTheirFailuresInWords() throws {
    let pair = "uniform(-1,1)/uniform(-1,1)"
    var value = analysis(
      vary: [("initialiser", [pair, "kaiming-uniform"])],
      curves: [
        point([pair], test: Interval(mean: 0.1, low: 0.1, high: 0.1), diverged: 3, atChance: 1),
        point(["kaiming-uniform"], test: Interval(mean: 0.95, low: 0.94, high: 0.96)),
      ])
    let wide = Initialiser.uniform(-1, 1)
    value.study.vary[0].values[0].assignment = .init(weights: wide, biases: wide)
    let figure = try #require(SweepFigure.figure(value))
    let panel = figure.panels[1]
    #expect(panel.y.ticks.map(\.label) == ["uniform(−1,1)", "kaiming-uniform"])
    #expect(panel.y.start > panel.y.end)
    #expect(figure.tables[1]["row"] == [0, 1])
    #expect(figure.tables[1]["kaiming-uniform_test"] == [nil, 95])
    let notes = panel.layers.compactMap { layer -> String? in
      if case .note(let text, _, _) = layer { text } else { nil }
    }
    #expect(notes == ["3 of 4 diverged, 1 of 4 at chance"])
    value.study.vary[0].values[0].assignment = .init(weights: wide, biases: .constant(0))
    let mixed = try #require(SweepFigure.figure(value))
    #expect(mixed.panels[1].y.ticks[0].label == "uniform(−1,1)/uniform(−1,1)", "as the results spell it")
  }

  @Test func curvesOnEachOtherAreInterleaved() throws {
    let value = analysis(
      vary: [("engine", ["backprop", "autodiff"])],
      curves: ["backprop", "autodiff"].map { point([$0], test: Interval(mean: 0.9, low: 0.8, high: 1)) },
      epochCurves: [
        epochCurve(["backprop"], train: [2, 1], validation: [2.1, 1.2]),
        epochCurve(["autodiff"], train: [2, 1.000001], validation: [2.1, 1.2]),
      ])
    let figure = try #require(SweepFigure.figure(value))
    let dashes = figure.panels[0].layers.compactMap { layer -> Layer.Dash? in
      if case .line(_, _, _, let dash, _, _, let label) = layer, !label.isEmpty { dash } else { nil }
    }
    #expect(dashes == [.solid, .interleaved(position: 1, count: 2)])
    #expect(figure.caption.contains(Panel.overlapNote))
  }

  @Test func theFirstKeyIsOverlaidAndTheOthersHavePanels() throws {
    let combinations = ["0.1", "1"].flatMap { rate in ["tanh", "relu"].map { [rate, $0] } }
    let value = analysis(
      vary: [("learning-rate", ["0.1", "1"]), ("activation", ["tanh", "relu"])],
      curves: combinations.enumerated().map { index, varied in
        point(varied, test: Interval(mean: 0.5 + 0.1 * Double(index), low: 0.4, high: 0.9))
      })
    let figure = try #require(SweepFigure.figure(value))
    #expect(figure.panels.prefix(2).map(\.title) == ["activation tanh", "activation relu"])
    #expect(figure.tables[2]["test"] == [50, 70])
    #expect(figure.tables[3]["test"] == [60, 80])
  }

  @Test func valuesFindTheirScale() {
    func values(_ texts: [String]) -> VariedValues {
      VariedValues(
        VariedSetting(key: "l2", values: texts.map { .init(text: $0, assignment: .init(\.l2, 0)) }), texts: texts)
    }
    #expect(values(["0.001", "0.003", "0.03"]).scale == .logarithmic)
    #expect(values(["0.5", "0.9"]).scale == .linear)
    #expect(values(["0", "1e-4", "1e-2"]).scale == .names)
    #expect(values(["1", "10", "full"]).scale == .names)
  }
}
