public import Analysis
import CurveFitting
import NeuralNetwork
import Study

/// The training samples that each learning curve needs to get to a value of the leading metric on test data.
public enum DataNeedsTable {
  /// One row for each curve of at least two sizes, in the order of the study.
  public static func table(_ analysis: StudyAnalysis, target: Double) -> Table {
    let metric = analysis.study.metric
    return Table(analysis.dataNeeds(target: target)) {
      RowColumn("model", \.key.model)
      RowColumn.varied(analysis.study, \.key.varied)
      RowColumn.rule(\.key.rule)
      RowColumn(Measure.test(metric).name, metric.display) { _ in target }
      RowColumn("answer") { $0.answer.words(metric) }
      RowColumn("samples", .decimals(0), \.samples)
      RowColumn("samples_low", .decimals(0), \.low)
      RowColumn("samples_high", .decimals(0), \.high)
      RowColumn(metric.worseSide + "_again", \.isLostAt)
      RowColumn("largest_size", \.largest)
      RowColumn("family", \.family?.rawValue)
      RowColumn("factor", .decimals(1), \.factor)
      RowColumn("diverged", \.diverged)
    }
  }
}
