import Analysis
import Study

/// `dead-neurons.tsv`: the dead neurons of each hidden layer before training and at the epoch that each trial reports.
enum DeadNeuronsTable {
  static func table(_ results: StudyResults) -> Table {
    let columns =
      ["model", "hidden_layers", "parameters", "size", "replicate", "rule", "threshold"].map { Table.Column($0) }
      + results.study.variedColumns + ["status", "epoch", "layer", "units", "probes"].map { Table.Column($0) }
      + ["dead_before", "dead_after"].map { Table.Column($0, .percent) }
    let rows = results.trajectories.flatMap { trajectory -> [[Table.Cell]] in
      guard let history = trajectory.recordings.deadNeurons, let hidden = trajectory.configuration.hidden else {
        return []
      }
      return trajectory.trials.flatMap { trial in
        hidden.indices.map { layer in
          func share(_ epoch: Int?) -> Table.Cell {
            Table.Cell(epoch.flatMap { history.share(ofLayer: layer, epoch: $0, units: hidden[layer]) })
          }
          return EpochsTable.leadingCells(trajectory) + [.text(trial.rule.name), .threshold(trial.rule)]
            + trajectory.configuration.varied.map(Table.Cell.text)
            + [
              .text(trial.status.rawValue), Table.Cell(trial.epoch), .integer(layer + 1), .integer(hidden[layer]),
              .integer(history.probes), share(0), share(trial.epoch),
            ]
        }
      }
    }
    return Table(columns: columns, rows: rows)
  }
}
