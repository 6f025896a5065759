import Analysis
public import Study

extension StudyResults {
  /// What has to be known of runs that were trained elsewhere, one line each; empty for others.
  var originRemarks: [String] { study.origin.map { $0.remarks + comparisonRemarks } ?? [] }

  /// What is not compared of runs that were trained elsewhere, one line each; empty for others.
  public var comparisonRemarks: [String] {
    study.origin == nil ? [] : [Comparison.withFirstAlone(of: study)].compactMap(\.self) + Comparison.unmade(in: self)
  }
}
