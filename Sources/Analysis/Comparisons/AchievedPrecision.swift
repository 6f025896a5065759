public import NeuralNetwork
public import Study

/// How precisely the differences of a study are known, beside the precision that it asks for.
///
/// Counted is the 95 % interval of every ``Comparison``; where nothing is compared, that of the leading metric on test data
/// of every curve point.
public struct AchievedPrecision: Sendable, Equatable {
  /// What the study asks for.
  public var goal: PrecisionGoal
  /// The leading metric of the study.
  public var metric: Metric
  /// Number of replicates that the intervals rest on.
  public var replicates: Int
  /// Half the width of each interval.
  public var halfWidths: [PrecisionGoal.HalfWidth]
  /// Whether each replicate draws its test samples from the data, so that all data count as test samples.
  public var isTestSetDrawn: Bool

  /// Whether replicates are to be added.
  public var decision: PrecisionGoal.Decision { goal.decision(halfWidths, replicates: replicates) }

  /// The largest half-width, in the unit in which differences are shown; nil unless every one is known.
  public var widest: Double? { halfWidths.map(\.value).max().flatMap { $0.isFinite ? $0 : nil } }

  /// Number of intervals that are too wide.
  public var missed: Int { halfWidths.count { $0.value > goal.precision } }

  /// The number of replicates that the goal, or what is possible of it, is expected to take; nil if that cannot be told.
  public var estimate: Int? { goal.estimate(halfWidths, replicates: replicates) }

  /// What any number of replicates leaves of the widest interval; nil if that is no more than the goal.
  public var floor: Double? { goal.floor(halfWidths) }

  /// Nil if there is no goal.
  init?(_ study: StudyDescription, _ intervals: [Interval]) {
    guard let goal = study.replicates.goal else { return nil }
    self.goal = goal
    metric = study.metric
    replicates = study.replicates.count
    isTestSetDrawn = study.isTestSetDrawn
    halfWidths = intervals.map { interval in
      PrecisionGoal.HalfWidth(
        interval.hasEnds ? study.metric.unit.factor * (interval.high - interval.low) / 2 : .infinity,
        floor: study.metric.unit.factor * interval.samplingMargin)
    }
  }
}

extension AchievedPrecision {
  /// Measures the precision of results of which every replicate is finished; nil if the study has no goal.
  public init?(_ results: StudyResults) {
    let results = results.withSizeOfQuantity
    let study = results.study
    guard study.replicates.goal != nil else { return nil }
    let bootstrap = ReplicateBootstrap(replicates: study.replicates, seed: study.seed)
    let cells = results.byConfiguration
    let paired = PairedCurve.curves(
      cells, of: study, LostRuns(cells, of: study), mayBeUnpaired: results.mayBeUnpaired
    ).flatMap(\.cells)
    let test = MeanTest(bootstrap: bootstrap, seed: study.seed, rounding: study.rounding)
    self.init(
      study,
      paired.isEmpty
        ? CurvePoint.testIntervals(
          cells.concurrentMap {
            CurvePoint.points(of: $0, study: study, measures: Measure.all(study.metrics), bootstrap: bootstrap)
          }.flatMap { $0 }, study.metric)
        : paired.concurrentMap { $0.interval(test, of: study.metric) }.compactMap(\.self))
  }
}

extension CurvePoint {
  /// The intervals of the leading metric on test data.
  fileprivate static func testIntervals(_ points: [CurvePoint], _ metric: Metric) -> [Interval] {
    points.compactMap { $0[.test(metric)] }
  }
}

extension StudyAnalysis {
  /// How precisely differences are known by the replicates that are whole; `results` are those that were analysed.
  func precision(_ results: StudyResults) -> AchievedPrecision? {
    guard results.isFinal else { return AchievedPrecision(results.decided(results.wholeReplicates)) }
    return AchievedPrecision(
      study,
      comparisons.isEmpty
        ? CurvePoint.testIntervals(curves, study.metric) : comparisons.compactMap(\.difference))
  }
}
