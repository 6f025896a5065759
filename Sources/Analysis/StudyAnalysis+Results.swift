import Dispatch
public import Study
import Synchronization

extension StudyAnalysis {
  /// Analyses what is finished of a study; unfinished cells are absent, not guessed.
  public init(_ results: StudyResults) {
    let (rules, replicates) = (results.study.rules, results.study.replicates)
    let bootstrap = ReplicateBootstrap(replicates: replicates, seed: results.study.seed)
    var cells: [[TrajectoryResult]] = []
    for trajectory in results.trajectories {
      if cells.last?.first?.configuration == trajectory.configuration {
        cells[cells.count - 1].append(trajectory)
      } else {
        cells.append([trajectory])
      }
    }
    let points = Self.sideBySide(cells) {
      CurvePoint.points(of: $0, rules: rules, bootstrap: bootstrap, replicates: replicates)
    }.flatMap { $0 }
    let largest = results.trajectories.map(\.configuration.size).max()
    let largestCells = cells.filter { $0.first?.configuration.size == largest }
    let epochCurves = Self.sideBySide(largestCells) {
      EpochCurve.curve(of: $0, rules: rules, bootstrap: bootstrap, replicates: replicates)
    }.compactMap { $0 }
    self.init(
      study: results.study, curves: Self.byCurve(points), epochCurves: epochCurves,
      comparisons: Comparison.pairs(results, bootstrap: bootstrap),
      batchLossCurves: largestCells.compactMap {
        BatchLossCurve.curve(of: $0, bootstrap: bootstrap, replicates: replicates)
      },
      deadNeuronCurves: largestCells.flatMap {
        DeadNeuronCurve.curves(of: $0, bootstrap: bootstrap, replicates: replicates)
      },
      portraits: largestCells.compactMap(ModelPortrait.portrait))
  }

  /// What `summary` makes of each cell, in their order, on the cores there are.
  private static func sideBySide<Summary: Sendable>(
    _ cells: [[TrajectoryResult]], _ summary: @Sendable ([TrajectoryResult]) -> Summary
  ) -> [Summary] {
    let summaries = Mutex([Summary?](repeating: nil, count: cells.count))
    DispatchQueue.concurrentPerform(iterations: cells.count) { index in
      let finished = summary(cells[index])
      summaries.withLock { $0[index] = finished }
    }
    return summaries.withLock { $0 }.compactMap { $0 }
  }

  /// Puts the points of each curve together, curves in the order of their first points.
  private static func byCurve(_ points: [CurvePoint]) -> [CurvePoint] {
    var order: [CurveKey: Int] = [:]
    for point in points where order[point.key] == nil { order[point.key] = order.count }
    return points.enumerated().sorted { first, second in
      let (a, b) = (order[first.element.key] ?? 0, order[second.element.key] ?? 0)
      return a != b ? a < b : first.offset < second.offset
    }.map(\.element)
  }
}
