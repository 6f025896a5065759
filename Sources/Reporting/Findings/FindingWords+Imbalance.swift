import Analysis
import Study

extension FindingWords {
  /// Says where unequal classes make accuracy misleading, and what to do.
  func imbalance() -> [String] {
    guard let warning = analysis.classBalance?.warning(for: analysis.study.metric) else { return [] }
    return ["\(warning); \(ClassBalance.advice)."]
  }
}
