import NeuralNetwork
import Study

/// `epochs.tsv`: the history of every trajectory.
enum EpochsTable {
  static func table(_ results: StudyResults) -> Table {
    let columns =
      [Table.Column("model")] + ["hidden_layers", "parameters", "size", "replicate"].map { Table.Column($0) }
      + results.study.variedColumns + [Table.Column("epoch"), Table.Column("updates")] + scoreColumns
      + [Table.Column("seconds", .decimals(2))]
    let rows = results.trajectories.flatMap { trajectory in
      trajectory.history.map { record in
        leadingCells(trajectory) + trajectory.configuration.varied.map(Table.Cell.text)
          + [.integer(record.epoch), .integer(record.updates)] + scoreCells(record) + [Table.Cell(record.seconds)]
      }
    }
    return Table(columns: columns, rows: rows)
  }

  /// Model, hidden layers, parameters, size and replicate.
  static func leadingCells(_ trajectory: TrajectoryResult) -> [Table.Cell] {
    let configuration = trajectory.configuration
    return [
      .text(configuration.model), Table.Cell(configuration.hidden?.count), Table.Cell(configuration.parameters),
      .integer(configuration.size), .integer(trajectory.replicate),
    ]
  }

  static let scoreColumns = ["train", "validation", "test"].flatMap {
    [Table.Column("\($0)_loss", .decimals(4)), Table.Column("\($0)_accuracy", .percent)]
  }

  /// Cells of `scoreColumns`; missing where nothing was measured.
  static func scoreCells(_ record: EpochRecord?) -> [Table.Cell] {
    [record?.train, record?.validation, record?.test].flatMap {
      [Table.Cell($0?.loss), Table.Cell($0?.accuracy)]
    }
  }
}
