import Analysis
import NeuralNetwork
import Study
import Testing

@Suite struct EpochCurveTests {
  /// Losses 1, 0.5, 0.45 in training and 0.8, 0.6, 0.9 in validation: both rules stop after epoch 3.
  private let three = SmallStudy.trajectory(
    replicate: 1,
    [
      SmallStudy.epoch(1, train: (1, 0.5), validation: (0.8, 0.5), test: (1.25, 0.25)),
      SmallStudy.epoch(2, train: (0.5, 0.75), validation: (0.6, 0.625), test: (1, 0.5)),
      SmallStudy.epoch(3, train: (0.45, 1), validation: (0.9, 0.5), test: (1.5, 0.375)),
    ])
  /// Losses 2, 1.95 in training and 0.7, 0.9 in validation: both rules stop after epoch 2.
  private let two = SmallStudy.trajectory(
    replicate: 2,
    [
      SmallStudy.epoch(1, train: (2, 0.25), validation: (0.7, 0.5), test: (2.25, 0.125)),
      SmallStudy.epoch(2, train: (1.95, 0.5), validation: (0.9, 0.5), test: (2, 0.25)),
    ])

  private func curves(_ trajectories: [TrajectoryResult]) -> [EpochCurve] {
    StudyAnalysis(SmallStudy().results(trajectories)).epochCurves
  }

  @Test func isCompleteUntilTheFirstRunEnds() throws {
    let curve = try #require(curves([three, two]).first)
    #expect(curve.configuration == SmallStudy.configuration(model: 0, size: 20))
    #expect(curve.epochs == [1, 2, 3] && curve.counts == [2, 2, 1] && curve.count == 2 && curve.complete == 2)
    #expect(
      curve.summaries[.test(.accuracy)] == [
        Interval(mean: 0.1875), Interval(mean: 0.375), Interval(mean: 0.375),
      ])
    #expect(curve.summaries[.trainLoss]?.map(\.mean) == [1.5, 1.225, 0.45])
    #expect(curve.summaries[.validationLoss]?.map(\.mean) == [0.75, 0.75, 0.9])
    #expect(
      curve.stops == [
        EpochCurve.Stop(rule: .lossChange(threshold: 0.1), meanEpoch: 2.5),
        EpochCurve.Stop(rule: .patience(epochs: 1, threshold: 0), meanEpoch: 2.5),
      ])
  }

  /// A rule that never fired has no stop; one that fired for a single replicate has the mean of all, as curves have.
  @Test func stopsAreMeansOfAllRunsWhereTheRuleFiredInAny() throws {
    let unfinished = SmallStudy.trajectory(replicate: 2, Array(two.history.prefix(1)))
    let curve = try #require(curves([three, unfinished]).first)
    #expect(curve.counts == [2, 1, 1] && curve.complete == 1)
    // Stops after epoch 3 and, unfired, epoch 1.
    #expect(curve.stops.map(\.meanEpoch) == [2, 2])
    let points = StudyAnalysis(SmallStudy().results([three, unfinished])).curves.filter { $0.key.rule != .none }
    #expect(points.allSatisfy { $0[.stoppedEpoch]?.mean == 2 })
    #expect(curves([unfinished]).first?.stops.isEmpty == true)
  }

  /// Unless all of them diverged, runs that did are left out.
  @Test func divergedRunsAreLeftOut() throws {
    let diverged = SmallStudy.trajectory(replicate: 2, Array(two.history.prefix(1)), diverged: true)
    let curve = try #require(curves([three, diverged]).first)
    #expect(curve.epochs == [1, 2, 3] && curve.count == 1)
    #expect(curve.summaries[.trainLoss]?.map(\.mean) == [1, 0.5, 0.45])
    let all = try #require(curves([diverged]).first)
    #expect(all.epochs == [1] && all.diverged == 1 && all.summaries[.trainLoss]?.map(\.mean) == [2])
    #expect(curve.stops.map(\.meanEpoch) == [3, 3])
    #expect(curve.diverged == 1)
    let lost = try #require(curves([SmallStudy.trajectory(replicate: 1, [], diverged: true)]).first)
    #expect(lost.diverged == 1 && lost.epochs.isEmpty && lost.summaries.isEmpty)
  }

  @Test func aQuantityNeverMeasuredIsAbsent() throws {
    let curve = try #require(curves([SmallStudy.trajectory(replicate: 1, testAccuracy: 0.5)]).first)
    #expect(curve.summaries[.validationLoss] == nil)
    #expect(curve.summaries[.test(.accuracy)]?.count == 1)
  }

  @Test func onlyTheLargestSizeIsDrawn() {
    let trajectories = [0, 1].flatMap { model in
      [10, 20].map { SmallStudy.trajectory(model: model, size: $0, replicate: 1, testAccuracy: 0.5) }
    }
    #expect(curves(trajectories).map(\.configuration.size) == [20, 20])
    #expect(curves(trajectories).map(\.configuration.model) == ["shallow", "deep"])
  }
}
