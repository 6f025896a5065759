import Analysis
import Study

/// `choices.tsv`: how often each value of each tuned key was chosen, and how good it is.
enum ChoicesTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    let display = analysis.study.metric.display
    let metric = analysis.study.metric
    return Table(analysis.choices) {
      RowColumn.model(analysis.study, \.key)
      RowColumn("size", \.size)
      RowColumn.varied(analysis.study, \.key.varied)
      RowColumn.rule(\.key.rule)
      RowColumn("setting", \.setting)
      RowColumn("value", \.value)
      RowColumn("grid_end", \.end?.rawValue)
      RowColumn("chosen", \.chosen)
      RowColumn("replicates", \.count)
      RowColumn.interval(Measure.validation(metric).name, display, \.validation)
      RowColumn.interval(Measure.test(metric).name, display, \.test)
    }
  }
}
