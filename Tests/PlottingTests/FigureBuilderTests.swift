import Analysis
import CurveFitting
import NeuralNetwork
import Study
import SupportVectorMachines
import Testing

@testable import Plotting

/// Figures as values, from analyses small enough to work out by hand.
@Suite struct FigureBuilderTests {
  private let rule = StoppingRule.lossChange(threshold: 0.005)

  private func point(_ model: Int, _ size: Int, train: Double, test: Interval, rule: StoppingRule? = nil) -> CurvePoint
  {
    CurvePoint(
      key: CurveKey(
        modelIndex: model, model: ["shallow", "deep"][model], hidden: Array(repeating: 8, count: 2 * model + 1),
        parameters: 100 + model, varied: [], rule: rule ?? self.rule),
      size: size, count: 4, maxEpochs: 0, diverged: 0,
      summaries: [
        .train(.accuracy): Interval(mean: train, low: train, high: train), .test(.accuracy): test,
        .gap(.accuracy): Interval(mean: train - test.mean, low: train - test.high, high: train - test.low),
      ])
  }

  private func analysis(_ curves: [CurvePoint], comparisons: [Comparison] = [], rules: [StoppingRule]? = nil)
    -> StudyAnalysis
  {
    var synthetic = SyntheticAnalysis()
    synthetic.rules = rules ?? [rule]
    return StudyAnalysis(study: synthetic.value.study, curves: curves, epochCurves: [], comparisons: comparisons)
  }

  private var twoModels: [CurvePoint] {
    [
      point(0, 100, train: 1, test: Interval(mean: 0.8, low: 0.75, high: 0.85)),
      point(0, 1000, train: 1, test: Interval(mean: 0.9, low: 0.88, high: 0.92)),
      point(1, 100, train: 0.99, test: Interval(mean: 0.7, low: 0.6, high: 0.78)),
      point(1, 1000, train: 0.99, test: Interval(mean: 0.95, low: 0.94, high: 0.96)),
    ]
  }

  @Test func learningCurvesHoldPercentagesBySize() throws {
    let figure = try #require(LearningCurvesFigure.figure(analysis(twoModels)))
    #expect(
      figure.tables == [
        FigureTable([
          .init("size", [100, 1000]), .init("shallow_train", [100, 100]), .init("deep_train", [99, 99]),
          .init("shallow_test", [80, 90]), .init("shallow_test_low", [75, 88]), .init("shallow_test_high", [85, 92]),
          .init("deep_test", [70, 95]), .init("deep_test_low", [60, 94]), .init("deep_test_high", [78, 96]),
        ])
      ])
    let panel = try #require(figure.panels.first)
    #expect(panel.title == "stop when |ΔL| < 0.005")
    #expect(
      panel.layers == [
        .band(table: 0, x: "size", low: "shallow_test_low", high: "shallow_test_high", colour: .vermilion),
        .band(table: 0, x: "size", low: "deep_test_low", high: "deep_test_high", colour: .blue),
        .line(table: 0, x: "size", y: "shallow_train", dash: .dashed, points: false, colour: .vermilion, label: ""),
        .line(table: 0, x: "size", y: "deep_train", dash: .dashed, points: false, colour: .blue, label: ""),
        .line(table: 0, x: "size", y: "shallow_test", dash: .solid, points: true, colour: .vermilion, label: "shallow"),
        .line(table: 0, x: "size", y: "deep_test", dash: .solid, points: true, colour: .blue, label: "deep"),
      ])
    #expect(figure.caption.contains("Means of 4 replicates; bands (test): 95\u{A0}% bootstrap intervals"))
    #expect(figure.caption.contains("Hidden units: shallow: 8; deep: 8-8-8."))
  }

  @Test func gapsAreInPercentagePoints() throws {
    let figure = try #require(GapsFigure.figure(analysis(twoModels)))
    #expect(figure.tables[0]["shallow_gap"] == [20, 10])
    #expect(figure.tables[0]["deep_gap"] == [29, 4])
    #expect(figure.panels[0].y.start <= 0)
  }

  @Test func theGapMapHasACellForEachModelAndSize() throws {
    let figure = try #require(GapMapFigure.figure(analysis(twoModels)))
    #expect(figure.tables[0]["column"] == [0, 1, 0, 1])
    #expect(figure.tables[0]["row"] == [0, 0, 1, 1])
    #expect(figure.tables[0]["gap"] == [20, 10, 29, 4])
    #expect(figure.tables[0]["missing"] == [nil, nil, nil, nil])
    #expect(figure.panels[0].y.ticks.map(\.label) == ["shallow", "deep"])
  }

  @Test func whatDivergedIsLeftOutAndCounted() throws {
    var curves = twoModels
    curves[2].summaries = [:]
    curves[2].diverged = 4
    curves[2].count = 0
    curves[3].diverged = 1
    curves[3].count = 3
    let curvesFigure = try #require(LearningCurvesFigure.figure(analysis(curves)))
    #expect(curvesFigure.tables[0]["deep_test"] == [nil, 95])
    #expect(curvesFigure.caption.contains("5 of 16 trials diverged and are left out."))
    #expect(curvesFigure.caption.contains("Means of 3 to 4 replicates"))
    // A curve of one point is a point with a bar.
    #expect(
      curvesFigure.panels[0].layers.contains(
        .points(table: 0, x: "size", y: "deep_test", filled: true, colour: .blue, label: "deep")))
    let map = try #require(GapMapFigure.figure(analysis(curves)))
    #expect(map.tables[0]["missing"] == [nil, nil, 0, nil])
    #expect(map.caption.contains("A dash"))
  }

  /// Errors of 0.1 + 2/n with a fit, and of another model without: points, and a line from the smallest size to twice the
  /// largest, dashed beyond the largest.
  @Test func errorsHaveTheirFits() throws {
    let sizes = [20, 40, 80, 160, 320]
    let curves = [0, 1].flatMap { model in
      sizes.map { size in
        let accuracy = model == 0 ? 0.9 - 2 / Double(size) : 0.7
        return point(model, size, train: 1, test: Interval(mean: accuracy, low: accuracy - 0.01, high: accuracy + 0.01))
      }
    }
    let points = CurvePoints(
      sizes: sizes.map { Double($0) }, errors: sizes.map { 0.1 + 2 / Double($0) }, weights: sizes.map { _ in 1 },
      unit: 80)
    let fit = try #require(CurveFit(.powerLaw, points))
    var analysis = analysis(curves)
    #expect(ErrorsFigure.figure(analysis) == nil)
    analysis.fittedCurves = [
      FittedCurve(
        key: curves[0].key, metric: .accuracy, sizes: sizes, errors: points.errors, replicates: 4, heldOut: 1,
        fits: [FittedCurve.Fit(curve: fit, holdOutError: 0)], flatHoldOutError: 0.01)
    ]
    let figure = try #require(ErrorsFigure.figure(analysis))
    let (measured, fitted) = (figure.tables[0], figure.tables[1])
    #expect(measured["size"] == [20, 40, 80, 160, 320])
    for (value, expected) in zip(measured["shallow"], [20, 15, 12.5, 11.25, 10.625]) {
      #expect(try abs(#require(value) - expected) < 1e-9)
    }
    #expect(try abs(#require(measured["deep_low"][0]) - 29) < 1e-9)
    #expect(try abs(#require(fitted["beyond"].compactMap { $0 }.last) - 640) < 1e-9)
    #expect(try abs(#require(fitted["shallow_beyond"].compactMap { $0 }.last) - 10.3125) < 1e-3)
    let panel = try #require(figure.panels.first)
    #expect(panel.x.scale == .log10 && panel.y.scale == .log10 && panel.y.label == "test error (%)")
    #expect(panel.layers.compactMap(\.key).map(\.label) == ["shallow", "deep"])
    #expect(figure.caption.contains("(power law)"))
    // The means lie on the curve but for the tolerance of the solver.
    let goodness = try Regex("Standard deviation of the means around them: [0-9.e−]+ percentage points\\.")
    #expect(figure.caption.contains(goodness))
  }

  /// With a target two sizes are enough: from 0.5 at 100 to 0.75 at 400, 0.625 is half the way on log n, at 200.
  @Test func errorsMarkATarget() throws {
    let curves = [100, 400].map { size in
      let accuracy = size == 100 ? 0.5 : 0.75
      return point(0, size, train: 1, test: Interval(mean: accuracy, low: accuracy - 0.01, high: accuracy + 0.01))
    }
    var analysis = analysis(curves)
    analysis.measuredCurves = [
      MeasuredCurve(
        key: curves[0].key,
        cells: [(100, 0.5), (400, 0.75)].map {
          MeasuredCurve.Cell(size: $0, test: Array(repeating: $1, count: 4))
        })
    ]
    #expect(ErrorsFigure.figure(analysis) == nil)
    analysis.target = 0.625
    let figure = try #require(ErrorsFigure.figure(analysis))
    let panel = try #require(figure.panels.first)
    #expect(panel.layers.contains(.horizontalMark(at: 37.5)))
    #expect(
      panel.layers.contains {
        if case .points(2, "shallow_samples", "shallow_target", false, _, "") = $0 { true } else { false }
      })
    #expect(try abs(#require(figure.tables[2]["shallow_samples"][0]) - 200) < 1e-9)
    #expect(figure.tables[2]["shallow_target"] == [37.5])
    #expect(figure.caption.contains("the error at a test accuracy of 62.5\u{A0}%"))
    #expect(!figure.caption.contains("families"))
    #expect(figure.caption.contains("Circles: where"))
    analysis.target = 0.9
    let unreached = try #require(ErrorsFigure.figure(analysis))
    #expect(unreached.caption.contains("of 90\u{A0}%.") && !unreached.caption.contains("Circles"))
  }

  /// Two rules at the largest size, the cheaper first whatever their order in the study; smaller sizes are left out.
  @Test func costRunsFromTheCheapestRule() throws {
    let late = StoppingRule.lossChange(threshold: 0.001)
    func costly(_ size: Int, _ rule: StoppingRule, epochs: Double, test: Double) -> CurvePoint {
      var point = point(0, size, train: 1, test: Interval(mean: test, low: test - 0.01, high: test + 0.01), rule: rule)
      for (measure, factor) in [(Measure.stoppedEpoch, 1.0), (.updates, 40), (.seconds, 0.5)] {
        point.summaries[measure] = Interval(mean: factor * epochs, low: epochs, high: factor * epochs)
      }
      return point
    }
    let curves = [
      costly(100, late, epochs: 3, test: 0.5), costly(1000, late, epochs: 20, test: 0.9),
      costly(1000, rule, epochs: 5, test: 0.8),
    ]
    let figure = try #require(CostFigure.figure(analysis(curves, rules: [late, rule])))
    let table = figure.tables[0]
    #expect(table["shallow_test"] == [80, 90] && table["shallow_low"] == [79, 89])
    #expect(table["shallow_epochs"] == [5, 20])
    #expect(table["shallow_updates"] == [200, 800] && table["shallow_seconds"] == [2.5, 10])
    #expect(figure.panels.map(\.x.label) == ["epochs", "updates", "processor seconds"])
    #expect(figure.subtitle.contains("n = 1,000"))
    #expect(CostFigure.figure(analysis(Array(curves.prefix(2)), rules: [late])) == nil)
  }

  /// Thresholds of runs of which updates, or train values, are not known: epochs are the cost, and what is not known has no
  /// panel.
  @Test(arguments: [true, false], [true, false]) func thresholdsWithoutUpdates(hasUpdates: Bool, hasTrain: Bool) throws
  {
    let rules = [0.1, 0.01].map { StoppingRule.lossChange(threshold: $0) }
    let curves = rules.enumerated().map { index, rule in
      var point = point(0, 1000, train: 1, test: Interval(mean: 0.8, low: 0.75, high: 0.85), rule: rule)
      let epochs = Double(10 * (index + 1))
      point.summaries[.stoppedEpoch] = Interval(mean: epochs, low: epochs, high: epochs)
      if hasUpdates { point.summaries[.updates] = Interval(mean: 7 * epochs, low: 7 * epochs, high: 7 * epochs) }
      if !hasTrain { for measure in [Measure.train(.accuracy), .gap(.accuracy)] { point.summaries[measure] = nil } }
      return point
    }
    let figure = try #require(ThresholdsFigure.figure(analysis(curves, rules: rules)))
    #expect(figure.panels.count == 2 + (hasUpdates ? 1 : 0) + (hasTrain ? 1 : 0))
    let labels = figure.panels.map(\.y.label)
    #expect(labels.contains("stop epoch") == hasUpdates && labels.contains("cost (updates)") == hasUpdates)
    #expect(
      labels.contains("stop epoch (the cost)") == !hasUpdates && figure.subtitle.contains("train dashed") == hasTrain)
  }

  /// Patiences that differ in nothing else are what people vary; those with thresholds of their own are grouped by these.
  @Test func lengthsAreThresholds() throws {
    func figure(_ rules: [StoppingRule]) -> Figure? {
      let curves = rules.enumerated().map { index, rule in
        var point = point(0, 1000, train: 1, test: Interval(mean: 0.8, low: 0.75, high: 0.85), rule: rule)
        let epochs = Double(10 * (index + 1))
        point.summaries[.stoppedEpoch] = Interval(mean: epochs, low: epochs, high: epochs)
        return point
      }
      return ThresholdsFigure.figure(analysis(curves, rules: rules))
    }
    let patiences = [50, 5, 20].map { StoppingRule.patience(epochs: $0, threshold: 0) }
    let lengths = try #require(figure(patiences + [.none]))
    #expect(lengths.tables[0]["epochs"] == [5, 20, 50])
    #expect(
      lengths.panels[0].x.label == "epochs of patience (later stop →)"
        && lengths.panels[0].x.start < lengths.panels[0].x.end)
    #expect(lengths.caption.contains("no stopping"))
    let both = try #require(figure(patiences + [0.1, 0.01].map { .patience(epochs: 50, threshold: $0) }))
    #expect(both.tables.map { $0["threshold"] } == [[0, 0.01, 0.1], []])
    #expect(both.tables[1]["epochs"] == [5, 20])
    #expect(figure([patiences[0], .none]) == nil)
  }

  /// Columns of data are called by their models, and by no other.
  @Test(arguments: [
    ["model-2", "a b", "a-b", "model-3"], ["a b", "a-b", "a_b", "model-2", "model-3"], ["深", "浅", "model-1"],
    ["x", "x"],
  ])
  func columnsOfModels(_ names: [String]) {
    let stems = FigureSource.stems(names, otherwise: "model", Array(1...names.count))
    #expect(Set(stems).count == names.count)
    for (name, stem) in zip(names, stems) {
      let others = names.filter { $0 != name }
      #expect(!others.contains(stem), "\(name): \(stem)")
    }
  }

  /// A panel and a table for each kind of rule with several thresholds; what has one is a point in all of them. In
  /// full-batch descent there are as many updates as epochs, which one row of panels shows.
  @Test func costHasAPanelForEachKindOfRule() throws {
    let losses = [0.01, 0.001].map { StoppingRule.lossChange(threshold: $0) }
    let validation = [2.0, 1.0].map { StoppingRule.generalisationLoss(threshold: $0) }
    let rules = losses + validation + [.none]
    let curves = rules.enumerated().map { index, rule in
      var point = point(
        0, 1000, train: 1, test: Interval(mean: 0.5 + Double(index) / 10, low: 0.4, high: 0.95), rule: rule)
      for (measure, factor) in [(Measure.stoppedEpoch, 1.0), (.updates, 1), (.seconds, 0.5)] {
        let value = factor * Double(index + 1)
        point.summaries[measure] = Interval(mean: value, low: value, high: value)
      }
      return point
    }
    let figure = try #require(CostFigure.figure(analysis(curves, rules: rules)))
    #expect(figure.columns == 2)
    #expect(
      figure.panels.map(\.x.label)
        == ["epochs = updates", "epochs = updates", "processor seconds", "processor seconds"])
    #expect(
      figure.panels.prefix(2).allSatisfy { !$0.title.isEmpty } && figure.panels[0].title != figure.panels[1].title)
    #expect(figure.tables.map { $0["shallow_epochs"] } == [[1, 2], [3, 4], [5]])
    #expect(figure.caption.contains("Open points: \(RuleText.short(.none))."))
    for panel in figure.panels {
      let open = panel.layers.filter {
        if case .points(table: 2, _, _, filled: false, _, _) = $0 { true } else { false }
      }
      #expect(open.count == 1)
    }
  }

  /// Of a network with two hidden layers and one with one, or a model that is no network.
  private func contrast(
    _ first: String, _ firstIndex: Int, _ second: String, _ secondIndex: Int, isAgainstBaseline: Bool = false
  ) -> Contrast {
    Contrast(
      first: .init(modelIndex: firstIndex, model: first, depth: 2),
      second: .init(modelIndex: secondIndex, model: second, depth: isAgainstBaseline ? nil : 1),
      kind: isAgainstBaseline ? .baseline : .depth, varied: [])
  }

  @Test func learningCurvesMarkTheCrossover() throws {
    var analysis = analysis(twoModels)
    let crossover = Crossover(
      contrast: contrast("deep", 1, "shallow", 0), rule: rule, sizes: 100...1000, pairs: 10, isForFirst: true,
      position: .at(412.3), low: .at(287), high: .at(590),
      noCrossing: 0, several: 0)
    analysis.crossovers = [crossover]
    let figure = try #require(LearningCurvesFigure.figure(analysis))
    let layers = figure.panels[0].layers
    #expect(layers.contains(.verticalMark(at: 412.3, label: "")))
    // Its interval stands to the left of it, where there is more room.
    #expect(
      layers.contains { if case .note("n* 410 (290–590)", let x, _) = $0 { x < 412.3 && x > 100 } else { false } })
    #expect(figure.caption.contains("deep is ahead"))
    // None where the interval is open, the curves cross more than once or the replicates are too few.
    for change: (inout Crossover) -> Void in [
      { $0.high = .aboveLargest }, { $0.several = 0.6 }, { $0.pairs = 5 }, { $0.rule = .none },
    ] {
      var changed = crossover
      change(&changed)
      analysis.crossovers = [changed]
      let plain = try #require(LearningCurvesFigure.figure(analysis))
      #expect(!plain.panels[0].layers.contains { if case .verticalMark = $0 { true } else { false } })
      #expect(!plain.caption.contains("n*"))
    }
  }

  @Test func verdictsTellDecidedFromUndecided() throws {
    func comparison(
      _ size: Int, _ difference: Interval?, p: Double, diverged: Int = 0, atChance: Int = 0
    ) -> Comparison {
      Comparison(
        metric: .accuracy, contrast: contrast("deep", 1, "shallow", 0), size: size, rule: rule,
        pairs: 6, firstRuns: RunCounts(diverged: diverged, atChance: atChance),
        secondRuns: RunCounts(diverged: diverged / 2),
        difference: difference, pairwise: .init(single: p, corrected: p))
    }
    let figure = try #require(
      VerdictsFigure.figure(
        analysis(
          twoModels,
          comparisons: [
            comparison(100, Interval(mean: -0.1, low: -0.2, high: 0.1), p: 0.4, diverged: 2),
            comparison(1000, Interval(mean: 0.05, low: 0.02, high: 0.08), p: 0.04, atChance: 4),
          ])))
    #expect(figure.tables.count == 1)
    #expect(figure.tables[0]["decided"] == [nil, 5])
    #expect(figure.tables[0]["undecided"] == [-10, nil])
    #expect(figure.tables[0]["low"] == [-20, 2])
    #expect(figure.tables[0]["diverged"] == [3, nil], "of both models")
    #expect(figure.tables[0]["at_chance"] == [nil, 4])
    #expect(
      figure.caption.contains(
        "†: how many runs of the two diverged; ○: with runs that are not distinguishable from chance; "))
    #expect(figure.subtitle.contains("deep − shallow"))
    #expect(figure.panels[0].y.ticks.map(\.label) == ["|ΔL| < 0.005"], "there is no room for a label beside one row")
  }

  /// A support vector machine has no depth: networks are compared with it as with a baseline.
  @Test func verdictsSayWhatIsComparedWithWhat() throws {
    let names = ["shallow", "deep", "svm"]
    var machine = twoModels[0]
    machine.key = CurveKey(modelIndex: 2, model: "svm", hidden: nil, parameters: nil, varied: [], rule: rule)
    let curves = twoModels + [machine]
    func comparison(_ deeper: Int, _ shallower: Int, isAgainstBaseline: Bool) -> Comparison {
      Comparison(
        metric: .accuracy,
        contrast: contrast(names[deeper], deeper, names[shallower], shallower, isAgainstBaseline: isAgainstBaseline),
        size: 100, rule: rule, pairs: 5, difference: Interval(mean: 0.1, low: 0.05, high: 0.2),
        pairwise: .init(single: 0.01, corrected: 0.02))
    }
    func subtitle(_ comparisons: [Comparison]) throws -> String {
      try #require(VerdictsFigure.figure(analysis(curves, comparisons: comparisons))).subtitle
    }
    let depth = comparison(1, 0, isAgainstBaseline: false)
    let baselines = [0, 1].map { comparison($0, 2, isAgainstBaseline: true) }
    #expect(try subtitle([depth]).contains("deep − shallow,"))
    #expect(try subtitle([baselines[0]]).contains("shallow − svm,"))
    #expect(try subtitle(baselines).contains("network − baseline,"))
    #expect(try subtitle([depth] + baselines).contains("deeper or network − shallower or baseline,"))
  }

  @Test func figuresThatDoNotApplyAreNil() {
    let oneSize = analysis([twoModels[0], twoModels[2]])
    #expect(LearningCurvesFigure.figure(oneSize) == nil)
    #expect(GapsFigure.figure(oneSize) == nil)
    #expect(ThresholdsFigure.figure(oneSize) == nil)
    #expect(VerdictsFigure.figure(oneSize) == nil)
    #expect(DepthFigure.figure(analysis([twoModels[0], twoModels[1]])) == nil)
    #expect(EpochsFigure.figure(oneSize) == nil)
    for kind in FigureKind.all { #expect(kind.build(analysis([])) == nil, "\(kind.name)") }
  }

  @Test func figuresAskedForInVainAreNamed() {
    var study = analysis([]).study
    let drawn = SyntheticAnalysis().value
    let figures = FigureKind.figures(of: drawn)
    #expect(FigureKind.undrawn(study, drawn: figures.map(\.name)).isEmpty, "none were asked for by name")
    study.figures = [.weights, .gapMap, .decisionBoundary].map { FigureRequest($0) }
    #expect(FigureKind.undrawn(study, drawn: figures.map(\.name)).map(\.figure) == [.weights, .decisionBoundary])
  }
}
