import Analysis
import Study

/// `trials.tsv`: every trial with what it reports; for crossed replicates also their draws, in the last columns.
enum TrialsTable {
  /// A trial with the trajectory it belongs to.
  private struct Row {
    var trajectory: TrajectoryResult
    var trial: TrialResult
  }

  /// `study` knows how large its quantity is, for the digits.
  static func table(_ results: StudyResults, of study: StudyDescription) -> Table {
    let metrics = study.shownMetrics
    let rows = results.trajectories.flatMap { trajectory in
      trajectory.trials.map { Row(trajectory: trajectory, trial: $0) }
    }
    return Table(rows) {
      RowColumn.trajectory(study, \.trajectory)
      RowColumn.rule(\.trial.rule)
      RowColumn("status", \.trial.status.rawValue)
      [Measure.epoch, .stoppedEpoch, .updates].map(count)
      (Measure.scores(metrics) + [.gap(study.metric), .lossGap, .seconds]).map(value)
      RowColumn.draws(study, \.trajectory.replicate)
    }
  }

  private static func value(_ measure: Measure) -> RowColumn<Row> {
    RowColumn(measure.name, measure.display) { measure.value(of: $0.trial, in: $0.trajectory) }
  }

  private static func count(_ measure: Measure) -> RowColumn<Row> {
    RowColumn(measure.name) { row in
      measure.isKnown(of: row.trajectory.configuration.recorded)
        ? measure.value(of: row.trial, in: row.trajectory).map { Int($0) } : nil
    }
  }
}
