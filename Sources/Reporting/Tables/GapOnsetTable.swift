import Analysis
public import Study

/// The epoch at which the gap of each configuration first exceeds a level.
public enum GapOnsetTable {
  /// One row a configuration, in the order of the study; `level` is in the unit of the leading metric.
  public static func table(_ results: StudyResults, level: Double) -> Table {
    Table(
      columns: [Table.Column("model")] + results.study.variedColumns
        + [
          Table.Column("size"), Table.Column("level", results.study.metric.differenceDisplay), Table.Column("n"),
          Table.Column("exceeding"),
        ]
        + ["epoch", "epoch_low", "epoch_high"].map { Table.Column($0, .decimals(1)) },
      rows: GapOnset.onsets(results, level: level).map { onset in
        [.text(onset.configuration.model)] + onset.configuration.varied.map(Table.Cell.text)
          + [
            .integer(onset.configuration.size), .number(level), .integer(onset.count), .integer(onset.exceeding),
          ]
          + intervalCells(onset.epoch)
      })
  }
}
