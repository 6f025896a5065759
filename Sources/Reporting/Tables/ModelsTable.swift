import Study

/// `models.tsv`: the files of the models that a study recorded.
enum ModelsTable {
  static func table(_ results: StudyResults) -> Table {
    let columns =
      ["model", "hidden_layers", "parameters", "size", "replicate"].map { Table.Column($0) }
      + results.study.variedColumns + ["epoch", "file"].map { Table.Column($0) }
    let rows = results.trajectories.flatMap { trajectory in
      trajectory.recordings.savedEpochs.map { epoch in
        EpochsTable.leadingCells(trajectory) + trajectory.configuration.varied.map(Table.Cell.text)
          + [
            .integer(epoch),
            .text(
              ModelFileName.of(
                trajectory.configuration, replicate: trajectory.replicate, key: trajectory.key, epoch: epoch)),
          ]
      }
    }
    return Table(columns: columns, rows: rows)
  }
}
