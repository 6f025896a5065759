import Analysis
import Study

/// `width-drops.tsv`: for networks that differ in width alone, at each size under each rule, where wider ones are
/// significantly worse.
enum WidthDropsTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    Table(analysis.widthDrops) {
      RowColumn("from_model", \.from.model)
      RowColumn("to_model", \.to.model)
      RowColumn("hidden_layers") { $0.to.hidden?.count }
      RowColumn("from_width") { $0.from.hidden?.first }
      RowColumn("to_width") { $0.to.hidden?.first }
      RowColumn("size", \.size)
      RowColumn.varied(analysis.study, \.to.varied)
      RowColumn.rule(\.to.rule)
      RowColumn.interval("change", analysis.study.metric.differenceDisplay, \.change)
      RowColumn("p_corrected", .probability, \.p)
      RowColumn("recovery_model") { $0.recovery?.model }
      RowColumn("recovery_width") { $0.recovery?.hidden?.first }
    }
  }
}
