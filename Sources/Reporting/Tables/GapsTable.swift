import Analysis
import Study

/// `gaps.tsv`: the overfitting gap at every point, and its parts if there are validation data.
enum GapsTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    let metric = analysis.study.metric
    return Table(analysis.curves) {
      CurvesTable.leadingColumns(analysis.study)
      [Measure.train(metric), .test(metric)].map { measure in
        RowColumn(measure.name, measure.display) { $0[measure]?.mean }
      }
      [Measure.gap(metric), .lossGap, .overfitting(metric), .shift(metric)].flatMap(RowColumn.interval)
    }
  }
}
