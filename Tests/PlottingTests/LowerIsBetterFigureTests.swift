import Analysis
import CurveFitting
import NeuralNetwork
import Study
import Testing

@testable import Plotting

/// Figures of a metric of which lower is better and which is no fraction: every accuracy a of an analysis made a log-loss
/// of 3·(1 − a).
@Suite struct LowerIsBetterFigureTests {
  private static func mirrored(_ interval: Interval?, of best: Double) -> Interval? {
    // The intervals of some accuracies reach beyond 1.
    func value(_ accuracy: Double) -> Double { 3 * (best == 1 ? max(1 - accuracy, 0) : best - accuracy) }
    return interval.map { Interval(mean: value($0.mean), low: value($0.high), high: value($0.low)) }
  }

  private static func analysis(_ synthetic: SyntheticAnalysis) -> StudyAnalysis {
    var value = synthetic.value
    value.study.metrics = [.logLoss]
    for index in value.curves.indices {
      let old = value.curves[index].summaries
      value.curves[index].summaries = old.filter {
        ![.train(.accuracy), .test(.accuracy), .gap(.accuracy)].contains($0.key)
      }
      value.curves[index].summaries[.train(.logLoss)] = mirrored(old[.train(.accuracy)], of: 1)
      value.curves[index].summaries[.test(.logLoss)] = mirrored(old[.test(.accuracy)], of: 1)
      value.curves[index].summaries[.gap(.logLoss)] = old[.gap(.accuracy)].map {
        Interval(mean: 3 * $0.mean, low: 3 * $0.low, high: 3 * $0.high)
      }
    }
    for index in value.epochCurves.indices {
      for part in Measure.Part.allCases {
        let old = value.epochCurves[index].summaries.removeValue(forKey: .metric(.accuracy, part))
        value.epochCurves[index].summaries[.metric(.logLoss, part)] = old?.compactMap { mirrored($0, of: 1) }
      }
    }
    for index in value.comparisons.indices {
      value.comparisons[index].metric = .logLoss
      value.comparisons[index].difference = mirrored(value.comparisons[index].difference, of: 0)
    }
    return value
  }

  private static var synthetic: SyntheticAnalysis {
    var synthetic = SyntheticAnalysis()
    synthetic.rules.append(.none)
    synthetic.hasValidation = true
    synthetic.vary = [("learning-rate", ["0.01", "0.1"])]
    synthetic.diverged = { model, size, rule in model == 1 && size == 3 && rule == 0 ? 2 : 0 }
    return synthetic
  }

  /// In nats, not hundredths of them: no value is larger than those of the curves.
  @Test func noFigureTakesItForAFraction() throws {
    let lower = Self.analysis(Self.synthetic)
    let scores = [Measure.train(.logLoss), .test(.logLoss)]
    let ends = lower.curves.flatMap { point in scores.compactMap { point[$0]?.high } }
    let largest = try #require(ends.max())
    for name in [FigureName.depth, .learningCurves, .errors, .cost] {
      guard let figure = try FigureKind.named(name.rawValue).build(lower) else { continue }
      for table in figure.tables {
        for column in table.columns where column.name.contains("_test") || column.name.contains("_train") {
          #expect(column.values.allSatisfy { $0 ?? 0 <= largest }, "\(name.rawValue): \(column.name)")
        }
      }
    }
  }

  @Test func noFigureSpeaksOfAccuracy() throws {
    let (higher, lower) = (Self.synthetic.value, Self.analysis(Self.synthetic))
    let figures = FigureKind.figures(of: lower)
    #expect(figures.map(\.name) == FigureKind.figures(of: higher).map(\.name))
    for figure in figures {
      let words =
        [figure.title, figure.subtitle, figure.caption]
        + figure.panels.flatMap { [$0.title, $0.x.label, $0.y.label] }
      let text = words.joined(separator: "\n").replacing("95\u{A0}% bootstrap", with: "").replacing(
        "5\u{A0}% chance", with: "")
      #expect(!text.lowercased().contains("accurac") && !text.contains("%"), "\(figure.name): \(text)")
      #expect(!text.contains("percentage"), "\(figure.name): \(text)")
    }
    let words = figures.map { $0.subtitle + $0.caption }.joined(separator: "\n")
    #expect(words.contains("lower is better") && words.contains("test log-loss − train log-loss"))
    #expect(words.contains("count as twice the worst log-loss of any run at that size"))
  }

  @Test func axesReachFromTheBestValueAsFarAsTheValuesDo() throws {
    let figure = try #require(LearningCurvesFigure.figure(Self.analysis(SyntheticAnalysis())))
    let axis = figure.panels[0].y
    #expect(axis.label == "log-loss (nats)" && axis.end > 0.6 && axis.end < 2, "\(axis)")
    #expect(axis.start > -0.1 && axis.start < 0.1, "\(axis)")
    let far = Axis.metric(.logLoss, means: [0.5, 250], lows: [])
    #expect(far.start == 0 && far.end >= 250)
    let near = Axis.metric(.logLoss, means: [0.31, 0.34], lows: [0.305])
    #expect(near.start >= 0.3 && near.end < 0.36)
    #expect(Axis.gap(.logLoss, means: [0.1], lows: [], highs: []).label == "gap (nats)")
  }

  /// Blue is for the deeper model where it is better, and the numbers are its differences.
  @Test func verdictsColourTheBetterSide() throws {
    let (higher, lower) = (Self.synthetic.value, Self.analysis(Self.synthetic))
    let figure = try #require(VerdictsFigure.figure(lower))
    let other = try #require(VerdictsFigure.figure(higher))
    let palettes = figure.panels.flatMap(\.layers).compactMap { layer -> Bool? in
      if case .cells(_, _, _, _, .diverging(_, let lowerIsBetter)) = layer { lowerIsBetter } else { nil }
    }
    #expect(!palettes.isEmpty && palettes.allSatisfy { $0 })
    for (mine, theirs) in zip(figure.tables, other.tables) {
      for (a, b) in zip(mine["decided"], theirs["decided"]) {
        #expect((a == nil) == (b == nil))
        if let a, let b { #expect(abs(a + 3 * b / 100) < 1e-9) }
      }
    }
    #expect(figure.cellDecimals == 3 && other.cellDecimals == 1)
    let script = GnuplotScript.numberFunctions(decimals: 3)
    #expect(script[0].contains("%.3f") && script[1].contains("x >= 0.0005"))
    #expect(GnuplotScript.paletteLines(.diverging(limit: 1, lowerIsBetter: true))[0].contains("-1 \"#5BA7D9\""))
  }

  @Test func theBestIsTheLowest() throws {
    let (higher, lower) = (Self.synthetic.value, Self.analysis(Self.synthetic))
    let (best, other) = (FigureSource(higher), FigureSource(lower))
    #expect(
      other.ranking?.best(of: other.settings(other.networks)) == best.ranking?.best(of: best.settings(best.networks)))
    #expect(other.ranking?.criterion.hasPrefix("test log-loss") == true)
  }

  @Test func theErrorsFigureShowsTheLogLossItself() throws {
    var value = Self.analysis(SyntheticAnalysis())
    value.target = 0.5
    let figure = try #require(ErrorsFigure.figure(value))
    #expect(figure.panels[0].y.label == "test log-loss (nats)")
    #expect(figure.caption.contains("Horizontal line: a test log-loss of 0.5\u{A0}nats."))
    let points = value.curves.filter { $0.key.model == "shallow" && $0.key.rule == value.study.rules[0] }
    let expected = points.compactMap { $0[.test(.logLoss)]?.mean }
    #expect(
      zip(figure.tables[0]["shallow"], expected).allSatisfy { abs(($0 ?? 0) - $1) < 1e-12 } && expected.count == 11)
  }
}
