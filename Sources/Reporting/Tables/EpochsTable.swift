import Analysis
import NeuralNetwork
import Study

/// `epochs.tsv`: the history of every trajectory.
enum EpochsTable {
  static func table(_ results: StudyResults) -> Table {
    let measures = Measure.scores(results.study.metrics)
    let columns =
      [Table.Column("model")] + ["hidden_layers", "parameters", "size", "replicate"].map { Table.Column($0) }
      + results.study.variedColumns + [Table.Column("epoch"), Table.Column("updates")] + scoreColumns(results.study)
      + [Table.Column("seconds", .decimals(2))]
    let rows = results.trajectories.flatMap { trajectory in
      trajectory.history.map { record in
        leadingCells(trajectory) + trajectory.configuration.varied.map(Table.Cell.text)
          + [.integer(record.epoch), .integer(record.updates)] + measures.map { Table.Cell($0.value(of: record)) } + [
            Table.Cell(record.seconds)
          ]
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

  /// Loss and metrics on each part of the data.
  static func scoreColumns(_ study: StudyDescription) -> [Table.Column] {
    Measure.scores(study.metrics).map { Table.Column($0.name, $0.display) }
  }
}
