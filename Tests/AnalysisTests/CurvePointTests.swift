import Analysis
import NeuralNetwork
import Study
import Testing

@Suite struct CurvePointTests {
  /// Training losses 1, 0.5, 0.45: loss-change at 0.1 stops after 3. Validation losses 0.8, 0.6, 0.9: patience of 1
  /// stops after 3 and reports 2.
  private let first = SmallStudy.trajectory(
    replicate: 1,
    [
      SmallStudy.epoch(1, train: (1, 0.5), validation: (0.8, 0.5), test: (1.25, 0.25)),
      SmallStudy.epoch(2, train: (0.5, 0.75), validation: (0.6, 0.625), test: (1, 0.5)),
      SmallStudy.epoch(3, train: (0.45, 1), validation: (0.9, 0.5), test: (1.45, 0.375)),
    ])
  /// Training losses 1, 0.5 and validation losses 0.8, 0.6: neither rule has fired by the last epoch.
  private let second = SmallStudy.trajectory(
    replicate: 2,
    [
      SmallStudy.epoch(1, train: (1, 0.5), validation: (0.8, 0.5), test: (1.25, 0.25)),
      SmallStudy.epoch(2, train: (0.5, 0.75), validation: (0.6, 0.875), test: (1.25, 0.625)),
    ])

  private func points(_ trajectories: [TrajectoryResult], replicates: Replicates = 2) -> [CurvePoint] {
    StudyAnalysis(SmallStudy(replicates: replicates).results(trajectories)).curves
  }

  /// A metric without a value on the test samples of a replicate, as the area under a ROC curve of one class, is left out of the
  /// means of runs that were trained here; of imported runs nobody knows why it is not there.
  @Test(arguments: [true, false]) func runsWithoutAValueAreLeftOut(isKnown: Bool) throws {
    var runs = [0.25, 0.5, 0.75].enumerated().map {
      SmallStudy.trajectory(replicate: $0 + 1, testAccuracy: $1)
    }
    runs[2].history[0].test[.accuracy] = nil
    if !isKnown { for index in runs.indices { runs[index].chance = .unknown } }
    let point = try #require(points(runs, replicates: 3).first { $0.key.rule == .none })
    #expect(point[.test(.accuracy)]?.mean == (isKnown ? 0.375 : nil))
    #expect(point[.gap(.accuracy)]?.mean == (isKnown ? 0.375 : nil))
  }

  @Test func sumsUpTheReportedEpochs() throws {
    let points = points([first, second])
    #expect(points.map(\.key.rule) == SmallStudy.rules)
    #expect(points.map(\.count) == [2, 2, 2])
    #expect(points.map(\.maxEpochs) == [1, 1, 0])
    #expect(points.map(\.diverged) == [0, 0, 0])
    #expect(points.allSatisfy { $0.size == 20 && $0.key.model == "shallow" && $0.key.parameters == 100 })

    // loss-change: epoch 3 of the first, epoch 2 of the second.
    let lossChange = points[0]
    #expect(lossChange[.test(.accuracy)] == Interval(mean: 0.5))
    #expect(lossChange[.train(.accuracy)] == Interval(mean: 0.875))
    #expect(lossChange[.validation(.accuracy)] == Interval(mean: 0.6875))
    // Gaps 1 − 0.375 and 0.75 − 0.625; loss gaps 1.45 − 0.45 and 1.25 − 0.5.
    #expect(lossChange[.gap(.accuracy)] == Interval(mean: 0.375))
    #expect(lossChange[.lossGap] == Interval(mean: 0.875))
    #expect(lossChange[.epoch] == Interval(mean: 2.5))
    #expect(lossChange[.updates] == Interval(mean: 10))
    #expect(lossChange[.seconds] == Interval(mean: 1.25))

    // patience: both report epoch 2, but the first needed epoch 3 to know it.
    let patience = points[1]
    #expect(patience[.test(.accuracy)] == Interval(mean: 0.5625))
    #expect(patience[.testLoss] == Interval(mean: 1.125))
    #expect(patience[.trainLoss] == Interval(mean: 0.5))
    #expect(patience[.validationLoss] == Interval(mean: 0.6))
    #expect(patience[.epoch] == Interval(mean: 2))
    #expect(patience[.stoppedEpoch] == Interval(mean: 2.5))
    #expect(patience[.updates] == Interval(mean: 10))
  }

  /// A trajectory that diverged after its rule had fired counts for that rule, and is left out of the others.
  @Test func divergedTrialsAreCountedAndLeftOut() {
    let diverged = SmallStudy.trajectory(
      replicate: 3,
      [
        SmallStudy.epoch(1, train: (1, 0.5), validation: (0.8, 0.5), test: (1.25, 0.25)),
        SmallStudy.epoch(2, train: (0.95, 0.75), validation: (0.7, 0.625), test: (1, 0.25)),
      ], diverged: true)
    let points = points([first, second, diverged], replicates: 3)
    #expect(points.map(\.count) == [3, 2, 2])
    #expect(points.map(\.diverged) == [0, 1, 1])
    #expect(points.map(\.maxEpochs) == [1, 1, 0])
    // (0.375 + 0.625 + 0.25) / 3
    #expect(abs((points[0][.test(.accuracy)]?.mean ?? 0) - 1.25 / 3) < 1e-15)
    #expect(points[1][.test(.accuracy)] == Interval(mean: 0.5625))
    #expect(points[2][.epoch] == Interval(mean: 2.5))
  }

  @Test func nothingMeasuredIsEmpty() {
    let diverged = (1...2).map { SmallStudy.trajectory(replicate: $0, [], diverged: true) }
    for point in points(diverged) {
      #expect(point.count == 0 && point.diverged == 2 && point.maxEpochs == 0)
      #expect(point.summaries.isEmpty)
    }
    let unvalidated = points([SmallStudy.trajectory(replicate: 1, testAccuracy: 0.5)])
    #expect(unvalidated[2][.validationLoss] == nil && unvalidated[2][.validation(.accuracy)] == nil)
    #expect(unvalidated[2][.test(.accuracy)] == Interval(mean: 0.5))
    #expect(points([]).isEmpty)
  }

  /// Points come curve by curve, each by size, whatever the order in which trajectories finished.
  @Test func curvesAreSorted() {
    let trajectories = [1, 0].flatMap { model in
      [20, 10].flatMap { size in
        [2, 1].map {
          SmallStudy.trajectory(model: model, size: size, replicate: $0, testAccuracy: 0.25 * Double($0))
        }
      }
    }
    let points = points(trajectories)
    #expect(points == self.points(trajectories.reversed()))
    let expected = ["shallow", "deep"].flatMap { model in
      SmallStudy.rules.flatMap { rule in [10, 20].map { "\(model) \(rule) \($0)" } }
    }
    #expect(points.map { "\($0.key.model) \($0.key.rule) \($0.size)" } == expected)
    #expect(points.allSatisfy { $0[.test(.accuracy)] == Interval(mean: 0.375) })
  }
}
