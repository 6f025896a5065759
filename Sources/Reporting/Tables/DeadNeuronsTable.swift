import Analysis
import Study

/// `dead-neurons.tsv`: the dead neurons of each hidden layer before training and at the epoch that each trial reports.
enum DeadNeuronsTable {
  /// A hidden layer at the epoch of a trial.
  private struct Row {
    var trajectory: TrajectoryResult
    var trial: TrialResult
    var layer: Int
    var units: Int
    var history: DeadNeuronHistory

    func share(_ epoch: Int?) -> Double? { epoch.flatMap { history.share(ofLayer: layer, epoch: $0, units: units) } }
  }

  static func table(_ results: StudyResults) -> Table {
    let rows = results.trajectories.flatMap { trajectory -> [Row] in
      guard let history = trajectory.recordings.deadNeurons, let hidden = trajectory.configuration.hidden else {
        return []
      }
      return trajectory.trials.flatMap { trial in
        hidden.enumerated().map { layer, units in
          Row(trajectory: trajectory, trial: trial, layer: layer, units: units, history: history)
        }
      }
    }
    return Table(rows) {
      RowColumn.trajectory(results.study, \.trajectory)
      RowColumn.rule(\.trial.rule)
      RowColumn("status", \.trial.status.rawValue)
      RowColumn("epoch", \.trial.epoch)
      RowColumn("layer") { $0.layer + 1 }
      RowColumn("units", \.units)
      RowColumn("probes", \.history.probes)
      RowColumn("dead_before", .percent) { $0.share(0) }
      RowColumn("dead_after", .percent) { $0.share($0.trial.epoch) }
    }
  }
}
