import Analysis
import Foundation
import Study

extension FindingWords {
  /// That verdicts have been looked at with fewer replicates, and what that costs; empty at the first look.
  func looks() -> [String] {
    guard !analysis.looks.isEmpty, analysis.comparisons.contains(where: \.isDecidable) else { return [] }
    let counts = analysis.looks + [analysis.study.replicates.count]
    func percent(_ share: Double) -> String { String(format: "%.2g %%", 100 * share) }
    return [
      "This is look \(count(counts.count)) at the verdicts, after \(listed(analysis.looks.map(count))) replicates: what it "
        + "decides anew has a chance of \(percent(LookSpending.share(counts))) of being wrong, in place of "
        + "\(percent(Comparison.level)) at the first look, and p-values are corrected for that; what an earlier look decided "
        + "stands as long as its interval excludes zero."
    ]
  }
}
