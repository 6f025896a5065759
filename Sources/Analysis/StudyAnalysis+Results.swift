public import Study

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
    let points = cells.flatMap {
      CurvePoint.points(of: $0, rules: rules, bootstrap: bootstrap, replicates: replicates)
    }
    let largest = results.trajectories.map(\.configuration.size).max()
    let epochCurves = cells.filter { $0.first?.configuration.size == largest }.compactMap {
      EpochCurve.curve(of: $0, rules: rules, bootstrap: bootstrap, replicates: replicates)
    }
    self.init(
      study: results.study, curves: Self.byCurve(points), epochCurves: epochCurves,
      comparisons: Comparison.pairs(results, bootstrap: bootstrap))
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
