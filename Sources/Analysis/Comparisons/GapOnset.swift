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
    let gap = Measure.gap(results.study.metric)
    let bootstrap = ReplicateBootstrap(replicates: results.study.replicates, seed: results.study.seed)
    return results.byConfiguration.filter { $0.configuration.hidden != nil }.map { cell in
      let epochs = cell.byReplicate.map { trajectory in
        trajectory?.history.first { (gap.value(of: $0) ?? 0) > level }.map { Double($0.epoch) }
      }
      return GapOnset(
        configuration: cell.configuration, count: cell.trajectories.count { !$0.history.isEmpty },
        exceeding: epochs.count { $0 != nil }, epoch: bootstrap.interval(epochs))
    }
  }
}
