public import Analysis
import CurveFitting
import NeuralNetwork
import Study

/// How many training samples each learning curve needs to reach a value of the first metric on test data.
public enum DataNeedsTable {
  /// Returns the names of the models of which ``table(_:target:)`` has no row, and those of single curves with their settings
  /// and rule, in the order of the study.
  public static func leftOut(_ analysis: StudyAnalysis, target: Double) -> [String] {
    let words = FindingWords(analysis)
    let shown = analysis.dataNeeds(target: target).map(\.key)
    let all = analysis.measuredCurves.map(\.key)
    return analysis.study.models.map(\.name).flatMap { model -> [String] in
      guard shown.contains(where: { $0.model == model }) else { return [model] }
      var names: [String] = []
      for key in all where key.model == model && !shown.contains(key) {
        let setting = model + words.setting(key.ownVaried)
        let others = all.filter { $0.model == model && $0.varied == key.varied }
        let name = others.contains(where: shown.contains) ? setting + words.rule(key) : setting
        if !names.contains(name) { names.append(name) }
      }
      return names
    }
  }

  /// Returns one row for each curve with at least two sizes, in the order of the study. `target` is in the unit of the
  /// first metric (a fraction for accuracy).
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
      RowColumn("back_test_factor", .decimals(2), \.backTestFactor)
      RowColumn("diverged", \.diverged)
    }
  }
}
