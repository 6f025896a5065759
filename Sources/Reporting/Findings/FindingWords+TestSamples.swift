import Analysis
import NeuralNetwork
import Study

extension FindingWords {
  /// Says where intervals do not cover other test samples although they are meant to.
  func testSamples() -> [String] {
    guard analysis.study.intervals != .replicates else { return [] }
    let points = analysis.curves.filter { $0[.test(analysis.study.metric)]?.hasEnds == true }
    let uncovered = points.filter { !$0.coversTestSamples }
    guard !uncovered.isEmpty else { return [] }
    let place = uncovered.count == points.count ? "" : " (\(places(uncovered)))"
    return [
      "The intervals of \(uncovered.count == points.count ? "all" : "\(count(uncovered.count)) of \(count(points.count))") "
        + "means on test data\(place), and of differences from them, are over replicates alone: there is only one test "
        + "sample, or the values of single test samples were not kept for some of their runs, which were trained by an older "
        + "version or with another first metric, or before a stopping rule was added that reports other epochs; training in "
        + "another folder (-o) keeps them."
    ]
  }

  /// The models, sizes and rules of some points.
  private func places(_ points: [CurvePoint]) -> String {
    func some(_ names: [String]) -> String {
      var seen: Set<String> = []
      let names = names.filter { seen.insert($0).inserted }
      return names.count <= 4 ? listed(names) : listed(Array(names.prefix(3)) + ["\(count(names.count - 3)) more"])
    }
    return "\(some(points.map { name($0.key) })) at n = \(some(points.map { count($0.size) })), "
      + some(points.map(\.key.rule.inWords))
  }
}
