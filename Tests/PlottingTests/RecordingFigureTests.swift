import Analysis
import Datasets
import Foundation
import NeuralNetwork
import Study
import Testing

@testable import Plotting

/// Figures of what trajectories leave beside their histories, from values small enough to check by hand.
@Suite struct RecordingFigureTests: SmallAnalyses {
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
    withNames.portraits[0].decisions?.classNames = ["setosa", "virginica"]
    let caption = try #require(DecisionBoundaryFigure.figure(withNames)).caption
    #expect(caption.contains("a shape and colour for each class: ● setosa, ▲ virginica."), "\(caption)")
    // Square.
    let frame = FigureLayout(figure).panels[0].frame
    #expect(abs(frame.width - frame.height) <= 1)
  }

  @Test func noMoreThanTwelveMapsAreDrawnAndTheRestIsNamed() throws {
    let plane = try #require(SyntheticAnalysis.gallery.first { $0.name == "plane" }).analysis.value
    let figure = try #require(DecisionBoundaryFigure.figure(plane))
    #expect(figure.panels.count == 12)
    #expect(figure.caption.contains("Shown: 12 of 14 models, evenly spread with the best among them."))
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

  /// The boundary of a linear model is one straight line, wherever it lies.
  @Test(arguments: [(1.0, 0.0, 70.2), (0, 1, 31.4), (0.8, 0.6, 100), (0.31, -0.95, -40), (-0.999, 0.04, -60)])
  func theBoundaryOfALinearModelIsStraight(a: Double, b: Double, c: Double) throws {
    let side = DecisionMap.side
    func value(_ x: Double, _ y: Double) -> Double { (a * x + b * y - c) / hypot(a, b) }
    let classes = (0..<side * side).map { UInt8(value(Double($0 % side), Double($0 / side)) < 0 ? 1 : 0) }
    let lines = ClassBoundary(DecisionMap(x: 0...1, y: 0...1, classes: Data(classes), points: [])).lines
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.count == 2)
    #expect(line.allSatisfy { abs(value($0.x, $0.y)) < 0.75 })
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
    value.epochCurves[0].summaries[.train(.accuracy)] = value.epochCurves[0].summaries[.trainLoss]?.map {
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
