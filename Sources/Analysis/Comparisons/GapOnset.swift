import NeuralNetwork
public import Study

/// When the overfitting gap of a configuration first exceeds a level.
public struct GapOnset: Sendable, Equatable {
  public var configuration: Configuration
  /// Replicates that trained.
  public var count: Int
  /// Those whose gap exceeds the level after some epoch.
  public var exceeding: Int
  /// The first such epoch, mean over them with its 95 % interval; nil if there are none.
  public var epoch: Interval?
}

extension GapOnset {
  /// Of every network of a study, whole training runs, whatever rules would have ended them; `level` is in the
  /// unit of the leading metric: of accuracy a fraction, 0.05 for five percentage points.
  public static func onsets(_ results: StudyResults, level: Double) -> [GapOnset] {
    let replicates = max(results.study.replicates.count, 1)
    let gap = Measure.gap(results.study.metric)
    let bootstrap = ReplicateBootstrap(replicates: results.study.replicates, seed: results.study.seed)
    let cells = results.byConfiguration.filter { $0.first?.configuration.hidden != nil }
    return cells.compactMap { cell in
      guard let configuration = cell.first?.configuration else { return nil }
      var epochs: [Double?] = Array(repeating: nil, count: replicates)
      for trajectory in cell where epochs.indices.contains(trajectory.replicate - 1) {
        epochs[trajectory.replicate - 1] =
          trajectory.history.first { (gap.value(of: $0) ?? 0) > level }.map { Double($0.epoch) }
      }
      return GapOnset(
        configuration: configuration, count: cell.count { !$0.history.isEmpty },
        exceeding: epochs.count { $0 != nil }, epoch: bootstrap.interval(epochs))
    }
  }
}
