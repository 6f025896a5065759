public import Analysis
import CurveFitting
import NeuralNetwork
import Study

/// The training samples that each learning curve needs to get to a value of the leading metric on test data.
public enum DataNeedsTable {
  /// One row for each curve of at least two sizes, in the order of the study.
  public static func table(_ analysis: StudyAnalysis, target: Double) -> Table {
    let metric = analysis.study.metric
    return Table(
      columns: [Table.Column("model")] + analysis.study.variedColumns
        + [Table.Column("rule"), Table.Column("threshold"), Table.Column(Measure.test(metric).name, metric.display)]
        + [Table.Column("answer")]
        + ["samples", "samples_low", "samples_high"].map { Table.Column($0, .decimals(0)) }
        + [Table.Column(metric.worseSide + "_again"), Table.Column("largest_size"), Table.Column("family")]
        + [Table.Column("factor", .decimals(1)), Table.Column("diverged")],
      rows: analysis.dataNeeds(target: target).map { need in
        [.text(need.key.model)] + need.key.varied.map(Table.Cell.text)
          + [.text(need.key.rule.name), .threshold(need.key.rule), .number(target), .text(need.answer.words(metric))]
          + [need.samples, need.low, need.high].map { Table.Cell($0) }
          + [
            Table.Cell(need.isLostAt), .integer(need.largest),
            need.family.map { .text($0.rawValue) } ?? .missing, Table.Cell(need.factor), .integer(need.diverged),
          ]
      })
  }
}
