import Analysis
import Study

/// `drops.tsv`: for every learning curve that gets significantly worse as training data grow, where it
/// does most.
enum DropsTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    Table(analysis.drops) {
      RowColumn("model", \.key.model)
      RowColumn.varied(analysis.study, \.key.varied)
      RowColumn.rule(\.key.rule)
      RowColumn("from_size", \.from)
      RowColumn("to_size", \.to)
      RowColumn.interval("change", analysis.study.metric.differenceDisplay, \.change)
      RowColumn("p_corrected", .probability, \.p)
      RowColumn("recovery_size", \.recovery)
    }
  }
}
