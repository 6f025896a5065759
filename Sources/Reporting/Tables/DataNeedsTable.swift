public import Analysis
import CurveFitting
import Study

/// The training samples that each learning curve needs for a test accuracy.
public enum DataNeedsTable {
  /// One row for each curve of at least two sizes, in the order of the study; `target` is a fraction.
  public static func table(_ analysis: StudyAnalysis, target: Double) -> Table {
    Table(
      columns: [Table.Column("model")] + analysis.study.variedColumns
        + [Table.Column("rule"), Table.Column("threshold"), Table.Column("test_accuracy", .percent)]
        + [Table.Column("answer")]
        + ["samples", "samples_low", "samples_high"].map { Table.Column($0, .decimals(0)) }
        + [Table.Column("below_again"), Table.Column("largest_size"), Table.Column("family")]
        + [Table.Column("factor", .decimals(1)), Table.Column("diverged")],
      rows: analysis.dataNeeds(testAccuracy: target).map { need in
        [.text(need.key.model)] + need.key.varied.map(Table.Cell.text)
          + [.text(need.key.rule.name), .threshold(need.key.rule), .number(target), .text(need.answer.rawValue)]
          + [need.samples, need.low, need.high].map { Table.Cell($0) }
          + [
            Table.Cell(need.fallsBelowAt), .integer(need.largest),
            need.family.map { .text($0.rawValue) } ?? .missing, Table.Cell(need.factor), .integer(need.diverged),
          ]
      })
  }
}
