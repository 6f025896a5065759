import Analysis
public import Reporting
public import Study

extension StudyResults {
  /// What has to be known of runs that were trained elsewhere, one line each; empty for others.
  var originRemarks: [String] { study.origin.map { $0.remarks + comparisonRemarks } ?? [] }

  /// What has to be known of a table of runs that were trained elsewhere, one line each; empty for others.
  public func originNotes(on table: Table) -> [String] {
    func has(_ ends: String...) -> Bool {
      table.columns.contains { column in ends.contains { column.name == $0 || column.name.hasSuffix("_\($0)") } }
    }
    return [
      has("epoch")
        ? study.origin?.measuredEpochs.map { "an epoch in this table is the number of a measurement (\($0))" } : nil,
      has("low", "high", "p_value") ? study.origin?.sharedData : nil,
    ].compactMap(\.self) + MissingScores.remarks(among: study.origin?.remarks ?? [], on: table)
  }

  /// What is not compared of runs that were trained elsewhere, one line each; empty for others.
  public var comparisonRemarks: [String] {
    study.origin == nil ? [] : [Comparison.withFirstAlone(of: study)].compactMap(\.self) + Comparison.unmade(in: self)
  }
}
