import NeuralNetwork
public import Study

/// The first epoch at which the overfitting gap of a configuration exceeds a level.
public struct GapOnset: Sendable, Equatable {
  /// The configuration that was trained.
  public var configuration: Configuration
  /// Number of replicates with a gap after at least one epoch.
  public var count: Int
  /// Number of replicates whose gap exceeds the level after some epoch.
  public var exceeding: Int
  /// The first such epoch: the mean over those replicates with its 95 % interval; nil if there are none.
  public var epoch: Interval?
  /// Whether the gap is not known at the epoch before some of these, as nothing was measured there, so that it may have exceeded
  /// the level before.
  public var isLatest = false
}

extension GapOnset {
  /// Returns the onset for every network of a study, over whole trajectories, wherever a stopping rule would have ended
  /// them.
  ///
  /// `level` is in the unit of the leading metric; for accuracy a fraction, so 0.05 is five percentage points.
  public static func onsets(_ results: StudyResults, level: Double) -> [GapOnset] {
    let gap = Measure.gap(results.study.metric)
    let bootstrap = ReplicateBootstrap(replicates: results.study.replicates, seed: results.study.seed)
    // 0.8 − 0.7 is a little above 0.1.
    func isAbove(_ record: EpochRecord) -> Bool {
      gap.value(of: record).map { $0 > level && !Interval.areEqual($0, level) } ?? false
    }
    return results.byConfiguration.filter { $0.configuration.kind == .network }.map { cell in
      let epochs = cell.byReplicate.map { trajectory in
        trajectory?.history.first(where: isAbove).map { Double($0.epoch) }
      }
      let isLatest = cell.trajectories.contains { trajectory in
        let history = trajectory.history
        guard let first = history.firstIndex(where: isAbove), first > 0 else {
          return false
        }
        return gap.value(of: history[first - 1]) == nil
      }
      return GapOnset(
        configuration: cell.configuration,
        count: cell.trajectories.count { $0.history.contains { gap.value(of: $0) != nil } },
        exceeding: epochs.count { $0 != nil }, epoch: bootstrap.interval(epochs), isLatest: isLatest)
    }
  }
}
