import Analysis
import Study

/// `curves.tsv`: every point of every learning curve, all measures with intervals.
enum CurvesTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    Table(analysis.curves) {
      leadingColumns(analysis.study)
      Measure.all(analysis.study.shownMetrics).flatMap(RowColumn.interval)
    }
  }

  /// The columns that identify a point, and the counts of its trials.
  static func leadingColumns(_ study: StudyDescription) -> [RowColumn<CurvePoint>] {
    RowColumn.model(study, \.key) + RowColumn.varied(study, \.key.varied) + RowColumn.rule(\.key.rule)
      + [
        RowColumn("size", \.size), RowColumn("n", \.count), RowColumn("max_epochs", \.maxEpochs),
        RowColumn("diverged", \.diverged), RowColumn("at_chance", \.atChance),
      ]
  }
}
