import Analysis
import NeuralNetwork
import Study

/// `epochs.tsv`: the history of every trajectory, with what an import needs to know of its model.
enum EpochsTable {
  /// `study` knows how large its quantity is, for the digits.
  static func table(_ results: StudyResults, of study: StudyDescription) -> Table {
    let rows = results.trajectories.flatMap { trajectory in
      trajectory.history.map { (trajectory: trajectory, record: $0) }
    }
    return Table(rows) {
      RowColumn.trajectory(study) { $0.trajectory }
      RowColumn("epoch") { $0.record.epoch }
      RowColumn("updates") { $0.record.updates }
      Measure.scores(study.shownMetrics).map { measure in
        RowColumn(measure.name, measure.display) { measure.value(of: $0.record) }
      }
      RowColumn("seconds", .decimals(2)) { $0.record.seconds }
      RowColumn.draws(study) { $0.trajectory.replicate }
      RowColumn("hidden") { row in row.trajectory.configuration.hidden.map { "\($0)" } }
    }
  }
}
