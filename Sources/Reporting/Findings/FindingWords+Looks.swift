import Analysis
import Foundation
import Study

extension FindingWords {
  /// Says that verdicts have been written before, and what the present ones may still spend; empty at the first look.
  func looks() -> [String] {
    guard let most = analysis.looks.last, analysis.comparisons.contains(where: \.isDecidable) else { return [] }
    let present = analysis.study.replicates.count
    let seen = "after \(listed(analysis.looks.map(count))) replicates"
    guard most < present else {
      return [
        "Verdicts were written before \(seen), so that \(count(present)) add nothing to what was seen: "
          + "they decide only what no resample reaches by chance, and what an earlier look at fewer decided."
      ]
    }
    let counts = analysis.looks + [present]
    func percent(_ share: Double) -> String { String(format: "%.2g %%", 100 * share) }
    return [
      "This is look \(count(counts.count)) at the verdicts, \(seen): what it "
        + "decides anew has a chance of \(percent(LookSpending.share(counts))) of being wrong, in place of "
        + "\(percent(Comparison.level)) at the first look, and p-values are corrected for that; what an earlier look decided "
        + "stands as long as its interval excludes zero."
    ]
  }
}
