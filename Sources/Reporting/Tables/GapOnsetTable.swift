import Analysis
import Foundation
public import Study
import TextOutput

/// The epoch at which the overfitting gap of each configuration first exceeds a level.
public enum GapOnsetTable {
  /// Returns one row per configuration, in the order of the study. `level` is in the unit of the first metric: for
  /// accuracy a fraction, so 0.05 is 5 percentage points. Where the epoch is not known, it is empty; see
  /// ``latest(_:level:)``.
  public static func table(_ results: StudyResults, level: Double) -> Table {
    Table(GapOnset.onsets(results, level: level)) {
      RowColumn("model", \.configuration.model)
      RowColumn.varied(results.study, \.configuration.varied)
      RowColumn("size", \.configuration.size)
      RowColumn("level", results.withSizeOfQuantity.study.metric.differenceDisplay) { _ in level }
      RowColumn("n", \.count)
      RowColumn("exceeding", \.exceeding)
      RowColumn.interval("epoch", .decimals(1)) { $0.isLatest ? nil : $0.epoch }
    }
  }

  /// The most rows of which ``latest(_:level:)`` says when their gaps exceed the level.
  private static let mostLatest = 5

  /// Says by when gaps exceed the level that were not measured after each epoch; nil if all were.
  public static func latest(_ results: StudyResults, level: Double) -> String? {
    let rows = GapOnset.onsets(results, level: level).filter(\.isLatest)
    guard !rows.isEmpty else { return nil }
    let words = rows.prefix(mostLatest).compactMap { row -> String? in
      let names = [row.configuration.model] + row.configuration.varied.filter { !$0.isEmpty }
      return row.epoch.map {
        "\(names.joined(separator: ", ")) with \(row.configuration.size.counted("sample")) by epoch "
          + "\(String(format: "%.1f", $0.mean))"
      }
    }
    let more = rows.count - words.count
    return
      "the gap was not measured after each epoch, so the epoch is empty where it may have exceeded the level before; it does at "
      + "the latest, on average, in \(words.joined(separator: "; "))" + (more > 0 ? "; and \(more) more" : "")
  }
}
