import Foundation
import NeuralNetwork
import Study
import Testing

@testable import Analysis
@testable import Plotting

/// What captions, colours and lines say is what the tables have.
@Suite struct CaptionTruthTests {
  /// Patience 2 stops last on average over points, patience 6 has the most updates in all: what costs say counts.
  @Test func theRuleThatTrainsLongestIsThatOfTheCosts() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.rules = [.lossChange(threshold: 0.01), .lossChange(threshold: 0.001)]
    synthetic.vary = [("batch", ["10", "100"])]
    var value = synthetic.value
    #expect(FigureSource(value).lastRule.shown == [synthetic.rules[1]], "without costs, that of the last stop")
    value.costs = [
      RuleCost(
        modelIndex: 0, model: "shallow", varied: ["10"], size: 100, rule: synthetic.rules[1],
        reference: synthetic.rules[0], pairs: 3, diverged: 0, atChance: 0, difference: Interval(mean: 0),
        updates: Interval(mean: 0.5))
    ]
    let source = FigureSource(value)
    #expect(source.lastRule.shown == [synthetic.rules[0]])
    #expect(source.ranking?.rule == synthetic.rules[0])
    let sweep = try #require(SweepFigure.figure(value))
    #expect(sweep.subtitle.contains("|ΔL| < 0.01") && sweep.caption.contains("the one that trains longest"))
  }

  /// Which models have no replicate in common, and how their differences are decided.
  @Test func unpairedRunsAreNamed() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = [.init("shallow", [8]), .init("deep", [8, 8]), .init("deepest", [8, 8, 8])]
    synthetic.sizes = [100, 1000]
    synthetic.replicates = 10
    var value = synthetic.value
    func isUnpaired(_ comparison: Comparison) -> Bool { comparison.contrast.first.model == "deep" }
    for index in value.comparisons.indices where isUnpaired(value.comparisons[index]) {
      value.comparisons[index].isPaired = false
      value.comparisons[index].pairs = 0
      (value.comparisons[index].firstCount, value.comparisons[index].secondCount) = (8, 12)
    }
    let sentence =
      "deep and shallow are not paired: their runs are compared by permutation."
    let verdicts = try #require(VerdictsFigure.figure(value)).caption
    #expect(
      verdicts.contains("Means over 8 to 12 replicates, paired by data draw and seed. \(sentence)"), "\(verdicts)")
    #expect(verdicts.contains("and, of unpaired runs, by permutation"))
    #expect(try #require(LearningCurvesFigure.figure(value)).caption.contains(sentence))
    value.comparisons = value.comparisons.filter(isUnpaired)
    let alone = try #require(VerdictsFigure.figure(value)).caption
    #expect(alone.contains("Means over 8 to 12 replicates. \(sentence)") && alone.contains("and by permutation"))
    // Where some sizes have pairs, the others are named.
    for index in value.comparisons.indices where value.comparisons[index].size == 100 {
      value.comparisons[index].isPaired = true
      value.comparisons[index].pairs = 10
    }
    #expect(
      try #require(VerdictsFigure.figure(value)).caption.contains(
        "deep and shallow at n = 1,000 are not paired"))
  }

  private func ranked(_ accuracies: [Double], baseline: Bool) -> FigureSource {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = accuracies.indices.map { .init("m\($0)", [8 + $0]) }
    synthetic.sizes = [100]
    synthetic.rules = [.none]
    var value = synthetic.value
    for (index, accuracy) in accuracies.enumerated() {
      value.curves[index].summaries[.test(.accuracy)] = Interval(mean: accuracy)
      if baseline && index == 0 { value.curves[index].key.hidden = nil }
    }
    return FigureSource(value)
  }

  @Test func theBestIsThatOfAllModelsAndTiesAreSaid() {
    func words(_ accuracies: [Double], baseline: Bool = false, best: Int) -> String {
      let omission = Omission("1 of 3 models", best: ModelSetting(modelIndex: best, varied: []))
      return CaptionText(source: ranked(accuracies, baseline: baseline)).shown([omission])
    }
    #expect(words([0.9, 0.8, 0.7], best: 0).contains("The best: m0, by"))
    #expect(words([0.9, 0.9, 0.7], best: 0).contains("The best: m0 (one of 2 that tie), by"))
    #expect(words([0.9, 0.8, 0.7], baseline: true, best: 0).contains("The best: m0, by"))
    #expect(words([0.9, 0.8, 0.8], baseline: true, best: 1).contains("The best network: m1 (one of 2 that tie), by"))
    #expect(!words([0.9, 0.8, 0.7], best: 2).contains("The best"), "it is not")
  }

  @Test func verdictsShowAllSettingsThatFitElseThoseWithMostDecidedCells() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.sizes = [100, 1000]
    synthetic.rules = [.none]
    synthetic.vary = [("batch", ["1", "10"])]
    let both = try #require(VerdictsFigure.figure(synthetic.value))
    #expect(both.panels.map(\.title) == ["deep − shallow, batch 1", "deep − shallow, batch 10"])
    #expect(!both.caption.contains("Shown"))
    synthetic.networks.append(.init("deepest", Array(repeating: 64, count: 5)))
    synthetic.networks.append(.init("wide", Array(repeating: 64, count: 7)))
    var value = synthetic.value
    for index in value.comparisons.indices {
      let isDecided = value.comparisons[index].contrast.varied == ["10"]
      value.comparisons[index].pairwise = .init(single: isDecided ? 0.001 : 1, corrected: isDecided ? 0.001 : 1)
      value.comparisons[index].difference = Interval(mean: 0.05, low: 0.02, high: 0.08)
    }
    for index in value.curves.indices where value.curves[index].key.varied == ["1"] { value.curves[index].atChance = 1 }
    let one = try #require(VerdictsFigure.figure(value))
    #expect(one.panels.count == 6 && one.subtitle.contains("batch 10"))
    #expect(one.caption.contains("Shown: 1 of 2 settings, with no fewer decided cells than any left out."))
    #expect(!one.caption.contains("distinguishable from chance"), "those are of the other setting")
  }

  /// Beside differences of 50 points those of 1.4 keep two fifths of the colour.
  @Test func decidedCellsHaveAColour() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.sizes = [100, 200, 300, 400]
    synthetic.rules = [.none]
    var value = synthetic.value
    for (index, mean) in [-0.5, 0.5, -0.014, 0.001].enumerated() {
      let isDecided = index < 3
      value.comparisons[index].pairwise = .init(single: isDecided ? 0.001 : 1, corrected: isDecided ? 0.001 : 1)
      value.comparisons[index].difference = Interval(
        mean: mean, low: isDecided ? mean - 0.001 : -1, high: isDecided ? mean + 0.001 : 1)
    }
    let figure = try #require(VerdictsFigure.figure(value))
    let shades = figure.tables[0]["shade"]
    #expect(shades[0] == -50 && shades[1] == 50)
    // What is not decided shows its direction, far fainter.
    let faint = try #require(shades[3])
    #expect(5 < faint && faint < 8)
    let pale = try #require(shades[2])
    #expect(-22 < pale && pale < -20)
    #expect(figure.tables[0]["decided"] == [-50, 50, -1.4, nil])
  }

  @Test func unfiredRunsAreCountedAmongThoseWithARule() {
    var synthetic = SyntheticAnalysis()
    synthetic.sizes = [100]
    synthetic.rules = [.lossChange(threshold: 0.01), .none]
    var value = synthetic.value
    value.curves[0].maxEpochs = 4
    func caption() -> String { CaptionText(source: FigureSource(value)).failures(value.curves) }
    #expect(caption().contains("In 4 of 20 trials with a stopping rule the rule had not fired after 300 epochs."))
    for index in value.curves.indices where value.curves[index].key.modelIndex == 1 {
      value.curves[index].key.hidden = nil
    }
    #expect(caption().contains("In 4 of 10 trials with a stopping rule"))
  }

  /// With one model, curves are those of varied settings, a panel for each rule.
  @Test func settingsOfOneModelShareAPanel() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = [.init("only", [64, 32])]
    synthetic.vary = [(key: "dropout", values: ["0", "0.5"])]
    let value = synthetic.value
    let figures = [LearningCurvesFigure.figure(value), GapsFigure.figure(value)]
    for figure in try figures.map({ try #require($0) }) {
      #expect(figure.panels.count == value.study.stopping.flatMap(\.rules).count)
      #expect(figure.subtitle.contains("Curves: dropout"))
      #expect(figure.caption.contains("only: 64-32"))
      for panel in figure.panels { #expect(panel.layers.compactMap(\.key?.label) == ["0", "0.5"]) }
    }
  }

  @Test func costNamesWhatItLeavesOut() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks.append(.init("svm", [3]))
    synthetic.diverged = { model, _, _ in model == 1 ? 10 : 0 }
    var value = synthetic.value
    for index in value.curves.indices where value.curves[index].key.modelIndex == 2 {
      value.curves[index].key.hidden = nil
    }
    let caption = try #require(CostFigure.figure(value)).caption
    #expect(caption.contains("No line, with results under fewer than two rules: deep."))
    #expect(caption.contains("Not shown, because they are not trained in epochs: svm."))
  }

  @Test func epochsSayWhatUnfiredRunsCountAs() throws {
    var value = SyntheticAnalysis().value
    #expect(try !#require(EpochsFigure.figure(value)).caption.contains("did not fire"))
    for index in value.curves.indices { value.curves[index].maxEpochs = 1 }
    #expect(
      try #require(EpochsFigure.figure(value)).caption.contains(
        "Lines count a run in which the rule did not fire with its last epoch."))
  }

  /// Seconds since 1970 within a day, and a feature that needs nothing.
  @Test func narrowFeaturesAreDrawnFromARoundNumber() {
    func map(_ x: ClosedRange<Double>) -> DecisionMap {
      DecisionMap(
        featureNames: ["time", "v"], x: x, y: -1...1, classes: Data(),
        points: [.init(x: x.lowerBound, y: 0.5, label: 1)])
    }
    let times = map(1_699_993_170...1_700_093_285).withReadableAxes
    #expect(times.x == -6830...93_285 && times.y == -1...1)
    #expect(times.featureNames == ["time − 1,700,000,000", "v"])
    #expect(times.points == [.init(x: -6830, y: 0.5, label: 1)])
    #expect(map(-1_700_000_400 ... -1_700_000_000).withReadableAxes.featureNames?[0] == "time + 1,700,000,000")
    #expect(map(7.12301...7.12349).withReadableAxes.featureNames?[0] == "time − 7.123")
    #expect(map(3...4).withReadableAxes == map(3...4))
  }

  /// Two replicates have no intervals, three have: every caption says so.
  @Test(arguments: [1, 2, 3]) func intervalsAreNamedWhereThereAreAny(replicates: Int) {
    var synthetic = SyntheticAnalysis()
    synthetic.replicates = replicates
    synthetic.isRecorded = true
    let figures = FigureKind.figures(of: synthetic.value)
    #expect(figures.contains { $0.name == "epochs" } && figures.contains { $0.name == "batch-loss" })
    for figure in figures {
      let hasIntervals = figure.panels.flatMap(\.layers).contains {
        switch $0 {
        case .band, .bars: true
        default: false
        }
      }
      #expect(!figure.caption.contains("bootstrap") || replicates == 3, "\(figure.name): \(figure.caption)")
      #expect(!hasIntervals || figure.caption.contains("bootstrap"), "\(figure.name): \(figure.caption)")
    }
  }
}
