import Analysis
import Study

/// `trials.tsv`: every trial with what it reports; of crossed replicates with what they draw, in the last columns.
enum TrialsTable {
  static func table(_ results: StudyResults) -> Table {
    let replicates = results.study.replicates
    let metric = results.study.metric
    let measures = Measure.scores(results.study.metrics) + [.gap(metric), .lossGap, .seconds]
    let isCrossed = replicates.isCrossed
    let columns =
      ["model", "hidden_layers", "parameters", "size", "replicate", "rule", "threshold"].map { Table.Column($0) }
      + results.study.variedColumns + ["status", "epoch", "stopped_epoch", "updates"].map { Table.Column($0) }
      + EpochsTable.scoreColumns(results.study)
      + [
        Table.Column("gap", metric.differenceDisplay), Table.Column("loss_gap", .decimals(4)),
        Table.Column("seconds", .decimals(2)),
      ]
      + (isCrossed ? ["data_draw", "initial_weights_draw"] : []).map { Table.Column($0) }
    let rows = results.trajectories.flatMap { trajectory in
      let draws = replicates.draws(of: trajectory.replicate)
      let drawn: [Table.Cell] = isCrossed ? [.integer(draws.data), .integer(draws.initialWeights)] : []
      return trajectory.trials.map { trial in
        let whole = [Measure.epoch, .stoppedEpoch, .updates].map { measure in
          Table.Cell(measure.value(of: trial, in: trajectory).map { Int($0) })
        }
        let measured = measures.map { Table.Cell($0.value(of: trial, in: trajectory)) }
        return EpochsTable.leadingCells(trajectory) + [.text(trial.rule.name), .threshold(trial.rule)]
          + trajectory.configuration.varied.map(Table.Cell.text) + [.text(trial.status.rawValue)] + whole
          + measured + drawn
      }
    }
    return Table(columns: columns, rows: rows)
  }
}
