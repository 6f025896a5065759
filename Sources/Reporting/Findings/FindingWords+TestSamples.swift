import Analysis
import NeuralNetwork
import Study

extension FindingWords {
  /// Says if some intervals do not cover other test samples although they are meant to.
  func testSamples() -> [String] {
    guard analysis.study.intervals != .replicates else { return [] }
    let points = analysis.curves.filter { $0[.test(analysis.study.metric)]?.hasEnds == true }
    let uncovered = points.count { !$0.coversTestSamples }
    guard uncovered > 0 else { return [] }
    return [
      "The intervals of \(uncovered == points.count ? "all" : "\(count(uncovered)) of \(count(points.count))") means on test "
        + "data, and of differences between them, are over replicates alone, because their runs have not kept the test samples "
        + "(trained by an older version, with another first metric, or before a stopping rule was added); training in "
        + "another folder (-o) keeps them."
    ]
  }
}
