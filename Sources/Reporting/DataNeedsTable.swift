public import Analysis
import Study

/// The training samples that each learning curve needs for a test accuracy.
public enum DataNeedsTable {
  /// One row a curve, in the order of the study; `target` is a fraction.
  public static func table(_ analysis: StudyAnalysis, target: Double) -> Table {
    Table(
      columns: [Table.Column("model")] + analysis.study.variedColumns
        + [Table.Column("rule"), Table.Column("threshold"), Table.Column("test_accuracy", .percent)]
        + [Table.Column("answer")]
        + ["samples", "samples_low", "samples_high"].map { Table.Column($0, .decimals(0)) },
      rows: analysis.fittedCurves.map { curve in
        let (answer, samples) = cells(curve.samples(testAccuracy: target))
        return [.text(curve.key.model)] + curve.key.varied.map(Table.Cell.text)
          + [.text(curve.key.rule.name), .threshold(curve.key.rule), .number(target), .text(answer)]
          + samples.map { Table.Cell($0) }
      })
  }

  /// The answer in words, and the median with its interval.
  private static func cells(_ need: DataNeed) -> (String, [Double?]) {
    switch need {
    case .reached(let median, let low, let high): ("reached", [median, low, high])
    case .notReachable: ("not reachable by these curves", [nil, nil, nil])
    case .notIdentified(let atLeast):
      (atLeast == nil ? "not identified" : "not identified, but more than", [nil, atLeast, nil])
    }
  }
}
