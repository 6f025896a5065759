import Analysis
import Study

// What findings say of studies that are compared.

extension FindingWords {
  /// That there is no verdict yet, and which studies are not finished.
  var unfinished: String {
    let studies = analysis.study.origin?.compared?.unfinished ?? []
    let subject =
      studies.isEmpty
      ? "The study is" : "\(listed(studies.map(quoted))) \(studies.count == 1 ? "is" : "are")"
    return "\(subject) not finished: what follows is how it looks so far, and no verdict."
  }

  /// The settings in which the studies differ, and what each of at most `most` models has against its counterpart.
  func studies(atMost most: Int) -> [String] {
    guard let compared = analysis.study.origin?.compared else { return [] }
    let keys = compared.differences.map(\.key)
    let shown = keys.count > 5 ? Array(keys.prefix(4)) + ["\(keys.count - 4) more settings"] : keys
    let difference =
      keys.isEmpty ? "differ in no setting that is known" : "differ in \(listed(shown)) (tables/settings.tsv)"
    var contrasts: [Contrast] = []
    for contrast in analysis.comparisons.map(\.contrast) where contrast.kind == .study && !contrasts.contains(contrast)
    {
      contrasts.append(contrast)
    }
    let others = pairs(atMost: most)
    return ["The studies \(listed(compared.names.map(quoted))) \(difference)."]
      + contrasts.filter { !others.contains($0) }.prefix(most).map(verdict)
  }
}
