import Analysis
import Datasets
import Foundation
import NeuralNetwork
import Study
import Testing

@testable import Plotting

/// Figures of what trajectories leave beside their histories, and of varied keys, from values small enough to check by hand.
@Suite struct RecordingFigureTests {
  private func configuration(_ model: Int = 0, _ varied: [String] = [], hidden: [Int] = [4, 3]) -> Configuration {
    Configuration(
      modelIndex: model, model: ["shallow", "deep"][model], hidden: hidden, parameters: 100, size: 100, varied: varied)
  }

  private func point(_ varied: [String], test: Interval?, diverged: Int = 0, atChance: Int = 0) -> CurvePoint {
    CurvePoint(
      key: CurveKey(modelIndex: 0, model: "shallow", hidden: [4, 3], parameters: 100, varied: varied, rule: .none),
      size: 100, count: 4 - diverged, maxEpochs: 0, diverged: diverged, atChance: atChance,
      summaries: test.map { [.testAccuracy: $0, .gap: $0] } ?? [:])
  }

  private func analysis(
    vary: [(key: String, values: [String])] = [], curves: [CurvePoint]? = nil, epochCurves: [EpochCurve] = []
  ) -> StudyAnalysis {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = [.init("shallow", [4, 3])]
    synthetic.rules = [.none]
    synthetic.sizes = [100]
    synthetic.replicates = 4
    synthetic.vary = vary
    return StudyAnalysis(
      study: synthetic.value.study,
      curves: curves ?? [point([], test: Interval(mean: 0.9, low: 0.8, high: 1))], epochCurves: epochCurves,
      comparisons: [])
  }

  private func epochCurve(_ varied: [String], train: [Double], validation: [Double]) -> EpochCurve {
    func intervals(_ values: [Double]) -> [Interval] {
      values.map { Interval(mean: $0, low: $0 * 0.9, high: $0 * 1.1) }
    }
    return EpochCurve(
      configuration: configuration(0, varied), epochs: Array(1...train.count), counts: train.map { _ in 4 },
      summaries: [.trainLoss: intervals(train), .validationLoss: intervals(validation)], stops: [])
  }

  // MARK: batch-loss

  @Test func batchLossesAreDotsUnderTheirCourse() throws {
    var value = analysis()
    value.batchLossCurves = [
      BatchLossCurve(
        configuration: configuration(), points: [.init(update: 1, loss: 2.5), .init(update: 3, loss: 1.5)],
        updatesPerBin: 2, updates: [1.5, 3.5],
        course: [Interval(mean: 2, low: 1.8, high: 2.2), Interval(mean: 1, low: 0.9, high: 1.1)], counts: [4, 3])
    ]
    let figure = try #require(BatchLossFigure.figure(value))
    #expect(
      figure.tables == [
        FigureTable([.init("update", [1, 3]), .init("loss", [2.5, 1.5])]),
        FigureTable([
          .init("update", [1.5, 3.5]), .init("loss", [2, 1]), .init("loss_low", [1.8, 0.9]),
          .init("loss_high", [2.2, 1.1]), .init("replicates", [4, 3]),
        ]),
      ])
    #expect(figure.panels.count == 1)
    #expect(figure.panels[0].y.scale == .linear && figure.panels[0].y.start <= 0)
    #expect(figure.caption.contains("one in 2 batches of one replicate"))
    #expect(figure.caption.contains("means of 2 updates and 3 to 4 replicates; bands: 95\u{A0}% bootstrap intervals"))
  }

  @Test func lossesOverDecadesHaveALogarithmicAxisAndWhatItLeavesOutIsCounted() throws {
    var value = analysis()
    value.batchLossCurves = [
      BatchLossCurve(
        configuration: configuration(),
        points: [.init(update: 1, loss: 2), .init(update: 2, loss: 1e-9), .init(update: 3, loss: 0)], updatesPerBin: 1,
        updates: [1, 2], course: [2, 0.01].map { Interval(mean: $0, low: $0, high: $0) }, counts: [1, 1])
    ]
    let figure = try #require(BatchLossFigure.figure(value))
    #expect(figure.panels[0].y.scale == .log10)
    #expect(figure.caption.contains("2 of 3 dots lie beyond the axis."))
    #expect(figure.caption.contains("one replicate, so no intervals"))
  }

  @Test func panelsOfVeryDifferentLengthHaveTheirOwnAxes() throws {
    func curve(_ batch: String, last: Int) -> BatchLossCurve {
      BatchLossCurve(
        configuration: configuration(0, [batch]),
        points: [.init(update: 1, loss: 1), .init(update: last, loss: 0.5)], updatesPerBin: 1,
        updates: [1, Double(last)], course: [1, 0.5].map { Interval(mean: $0, low: $0, high: $0) }, counts: [4, 4])
    }
    var value = analysis(
      vary: [("batch", ["1", "10", "full"])], curves: ["1", "10", "full"].map { point([$0], test: nil) })
    value.batchLossCurves = [curve("1", last: 4000), curve("10", last: 400), curve("full", last: 40)]
    let figure = try #require(BatchLossFigure.figure(value))
    #expect(figure.panels.map(\.title) == ["batch 1", "batch 10", "batch full"])
    #expect(figure.panels.map(\.x.end) == [4000, 400, 40])
  }

  // MARK: sweep

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
    #expect(figure.caption.contains("1 of 8 trials stayed at chance and is in the means."))
    let names = figure.panels[0].layers.compactMap { $0.key?.label }
    #expect(names == ["0.001", "0.01"])
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
    value.study.vary[0].values[0].assignment = .initialisers(weights: wide, biases: wide)
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
    value.study.vary[0].values[0].assignment = .initialisers(weights: wide, biases: .constant(0))
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
        VariedSetting(key: "l2", values: texts.map { .init(text: $0, assignment: .l2(0)) }), texts: texts)
    }
    #expect(values(["0.001", "0.003", "0.03"]).scale == .logarithmic)
    #expect(values(["0.5", "0.9"]).scale == .linear)
    #expect(values(["0", "1e-4", "1e-2"]).scale == .names)
    #expect(values(["1", "10", "full"]).scale == .names)
    // Batch sizes up to `full` are in order; names are not.
    #expect(VariedValues.colours(["1", "10", "full"]) == Palette.ordered(3))
    #expect(VariedValues.colours(["tanh", "relu", "sigmoid"]) == Array(Palette.categorical.prefix(3)))
  }

  // MARK: dead-neurons

  @Test func deadNeuronsStandBeforeAndAfterTraining() throws {
    func curve(_ layer: Int, _ shares: [Double], final: Double?, count: Int) -> DeadNeuronCurve {
      func interval(_ share: Double) -> Interval { Interval(mean: share, low: share / 2, high: share) }
      return DeadNeuronCurve(
        configuration: configuration(), layer: layer, units: 5 - layer, probes: 256, shares: shares.map(interval),
        counts: shares.map { _ in 4 }, final: final.map(interval), finalCount: count)
    }
    var value = analysis()
    value.deadNeuronCurves = [curve(1, [0.25, 0.5], final: 0.4, count: 3), curve(2, [0, 0.1], final: 0.2, count: 3)]
    let figure = try #require(DeadNeuronsFigure.figure(value))
    #expect(figure.panels.map(\.title) == ["layer 1, 4 neurons", "layer 2, 3 neurons", "", ""])
    #expect(figure.tables[0]["shallow_before"] == [25])
    #expect(figure.tables[0]["shallow_after"] == [40])
    #expect(figure.tables[0]["shallow_after_low"] == [20])
    #expect(figure.tables[1]["shallow_before"] == [0])
    #expect(figure.tables[2]["shallow"] == [25, 50])
    #expect(figure.tables[3]["shallow"] == [0, 10])
    // One of four diverged.
    #expect(figure.panels[0].y.ticks.map(\.label) == ["shallow (3 of 4)"])
    #expect(figure.caption.contains("256 test samples") && figure.caption.contains("did not diverge"))
  }

  // MARK: decision-boundary

  @Test func decisionMapsAreImagesWithTheirSamples() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = [.init("only", [8])]
    synthetic.planeClasses = 2
    let value = synthetic.value
    let figure = try #require(DecisionBoundaryFigure.figure(value))
    let map = try #require(value.portraits.first?.decisions)
    let side = DecisionMap.side
    #expect(figure.tables[0].columns.count == side && figure.tables[0].rowCount == side)
    for (row, column) in [(0, 0), (3, 150), (159, 7), (80, 79)] {
      #expect(figure.tables[0].columns[column].values[row] == Double(map.classes[row * side + column]))
    }
    #expect(figure.tables[2]["x"].count == 400)
    let labels = figure.tables[2]["class_1_y"].enumerated().filter { $0.element != nil }.map(\.offset)
    #expect(labels == map.points.indices.filter { map.points[$0].label == 1 })
    #expect(figure.panels[0].title == "only: 97.5\u{A0}%")
    #expect(figure.panels[0].x.label == "feature 1" && figure.panels[0].y.label == "feature 2")
    var withNames = value
    withNames.portraits[0].decisions?.featureNames = ["petal length", "petal width"]
    let axes = try #require(DecisionBoundaryFigure.figure(withNames)).panels[0]
    #expect(axes.x.label == "petal length" && axes.y.label == "petal width")
    // Square.
    let frame = FigureLayout(figure).panels[0].frame
    #expect(abs(frame.width - frame.height) <= 1)
  }

  @Test func noMoreThanTwelveMapsAreDrawnAndTheRestIsNamed() throws {
    let plane = try #require(SyntheticAnalysis.gallery.first { $0.name == "plane" }).analysis.value
    let figure = try #require(DecisionBoundaryFigure.figure(plane))
    #expect(figure.panels.count == 12)
    #expect(figure.caption.contains("Shown: 12 of 14 models and settings."))
    var fewer = plane
    fewer.portraits.removeLast(13)
    #expect(DecisionBoundaryFigure.figure(fewer)?.caption.contains("13 of 14 diverged") == true)
  }

  /// A circle's boundary is closed, lies on the circle and is as long as it.
  @Test func theBoundaryOfACircleIsACircle() throws {
    let side = DecisionMap.side
    let (centre, radius) = (79.5, 50.0)
    func distance(_ x: Double, _ y: Double) -> Double { hypot(x - centre, y - centre) }
    let classes = (0..<side * side).map { index in
      UInt8(distance(Double(index % side), Double(index / side)) < radius ? 1 : 0)
    }
    let lines = ClassBoundary(DecisionMap(x: 0...1, y: 0...1, classes: Data(classes), points: [])).lines
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.allSatisfy { abs(distance($0.x, $0.y) - radius) < 0.75 })
    #expect(line.first?.x == line.last?.x && line.first?.y == line.last?.y)
    let length = zip(line, line.dropFirst()).reduce(0) { $0 + hypot($1.1.x - $1.0.x, $1.1.y - $1.0.y) }
    #expect(abs(length / (2 * .pi * radius) - 1) < 0.03)
  }

  @Test func threeClassesMeetInAPoint() {
    let side = DecisionMap.side
    let classes = (0..<side * side).map { index -> UInt8 in
      index / side < side / 2 ? 0 : index % side < side / 2 ? 1 : 2
    }
    let lines = ClassBoundary(DecisionMap(x: 0...1, y: 0...1, classes: Data(classes), points: [])).lines
    // Three lines from the middle to the edges.
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { line in [line.first, line.last].contains { $0?.x == 79.5 && $0?.y == 79.5 } })
    let empty = DecisionMap(x: 0...1, y: 0...1, classes: Data(repeating: 1, count: side * side), points: [])
    #expect(ClassBoundary(empty).lines.isEmpty)
  }

  // MARK: weights

  @Test func weightsAreTilesWithGaps() throws {
    let images = FirstLayerImages(
      shape: .image(width: 2, height: 1, channels: 1), units: [4, 2, 7], pixels: Data([128, 255, 1, 0, 200, 100]))
    let tiles = try #require(WeightTiles(images, across: 2, down: 2))
    // Two tiles of two pixels in a row, a gap of one between them, and the same below.
    #expect(
      (0..<3).map { row in tiles.table.columns.map { $0.values[row] } } == [
        [0, 127, 128, -127, -127], [128, 128, 128, 128, 128], [72, -28, 128, 128, 128],
      ])
    let colour = FirstLayerImages(
      shape: .image(width: 1, height: 1, channels: 3), units: [0], pixels: Data([255, 128, 1]))
    #expect(WeightTiles(colour, across: 1, down: 1)?.table.columns.map(\.values) == [[Double(0xFF8001)]])
    let damaged = FirstLayerImages(
      shape: .image(width: 2, height: 2, channels: 1), units: [0], pixels: Data([1, 2, 3]))
    #expect(WeightTiles(damaged, across: 1, down: 1) == nil)
  }

  @Test func weightsSayHowManyUnitsThereAre() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = [.init("wide", [100]), .init("narrow", [10, 10])]
    synthetic.images = .image(width: 8, height: 8, channels: 1)
    let figure = try #require(WeightsFigure.figure(synthetic.value))
    #expect(figure.panels.map(\.title) == ["wide: 36 of 100 units", "narrow: 10 units"])
    #expect(figure.panels.allSatisfy { $0.isBare })
  }

  // MARK: progress

  @Test func progressHasAFrameForEachEpochUpToSixty() {
    let short = Animation.epochs(to: 8, along: .epochs(last: 8, length: 400))
    #expect(short.epochs == Array(1...8))
    #expect(short.delay == 40 && short.pause == 3)
    for last in [5, 30, 31, 49, 50, 60, 500, 100_000] {
      let animation = Animation.epochs(to: last, along: .epochs(last: last, length: 400))
      #expect(animation.epochs.first == 1 && animation.epochs.last == last)
      #expect(zip(animation.epochs, animation.epochs.dropFirst()).allSatisfy { $0 < $1 }, "\(last)")
      #expect(animation.frameCount <= 60)
      #expect((3...10).contains(Double(animation.frameCount * animation.delay) / 100), "\(last)")
    }
  }

  @Test func fewEpochsAreNoAnimation() {
    var value = analysis(epochCurves: [epochCurve([], train: [2, 1, 0.9, 0.8], validation: [2, 1, 0.9, 0.8])])
    #expect(ProgressFigure.figure(value) == nil)
    value.epochCurves[0] = epochCurve([], train: [2, 1, 0.9, 0.8, 0.7], validation: [2, 1, 0.9, 0.8, 0.7])
    value.epochCurves[0].summaries[.trainAccuracy] = value.epochCurves[0].summaries[.trainLoss]?.map {
      Interval(mean: 1 - $0.mean / 3, low: 0, high: 1)
    }
    #expect(ProgressFigure.figure(value)?.animation?.epochs == [1, 2, 3, 4, 5])
    #expect(ProgressFigure.figure(value)?.tables[0]["validation_loss"] == [2, 1, 0.9, 0.8, 0.7])
  }

  @Test func studiesWithoutRecordingsHaveNoFiguresOfThem() {
    let value = analysis()
    for kind in [
      BatchLossFigure.kind, SweepFigure.kind, DeadNeuronsFigure.kind, DecisionBoundaryFigure.kind, WeightsFigure.kind,
      ProgressFigure.kind,
    ] {
      #expect(kind.build(value) == nil, "\(kind.name)")
    }
  }
}
