import Analysis
public import Study

/// The epoch at which the overfitting gap of each configuration first exceeds a level.
public enum GapOnsetTable {
  /// Returns one row per configuration, in the order of the study. `level` is in the unit of the first metric: for
  /// accuracy a fraction, so 0.05 is 5 percentage points.
  public static func table(_ results: StudyResults, level: Double) -> Table {
    Table(GapOnset.onsets(results, level: level)) {
      RowColumn("model", \.configuration.model)
      RowColumn.varied(results.study, \.configuration.varied)
      RowColumn("size", \.configuration.size)
      RowColumn("level", results.withSizeOfQuantity.study.metric.differenceDisplay) { _ in level }
      RowColumn("n", \.count)
      RowColumn("exceeding", \.exceeding)
      RowColumn.interval("epoch", .decimals(1), \.epoch)
    }
  }
}
