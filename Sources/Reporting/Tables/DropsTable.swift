import Analysis
import Study

/// `drops.tsv`: for every learning curve that gets significantly worse as training data grow, where it
/// does most.
enum DropsTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    Table(
      columns: [Table.Column("model")] + analysis.study.variedColumns
        + ["rule", "threshold", "from_size", "to_size"].map { Table.Column($0) }
        + differenceColumns("change", of: analysis.study.metric)
        + [Table.Column("p_corrected", .decimals(4)), Table.Column("recovery_size")],
      rows: analysis.drops.map { drop in
        [.text(drop.key.model)] + drop.key.varied.map(Table.Cell.text)
          + [.text(drop.key.rule.name), .threshold(drop.key.rule), .integer(drop.from), .integer(drop.to)]
          + [drop.change.mean, drop.change.low, drop.change.high].map { .number($0) }
          + [.number(drop.p), Table.Cell(drop.recovery)]
      })
  }
}
