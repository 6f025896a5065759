import Analysis
import Study

extension FindingWords {
  /// Says at which sizes all runs of a model diverged under every rule, so that it has no means there, and what may help; one
  /// sentence at most.
  func lost() -> [String] {
    let points = analysis.curves.filter { $0.key.rule == longest }
    let measured = analysis.curves.filter { $0.count > 0 }
    let lost = points.filter { point in
      point.diverged > 0 && !measured.contains { isSame($0, point) }
    }
    guard !lost.isEmpty else { return [] }
    let isMadeHere = analysis.study.origin == nil && lost.contains { $0.key.kind == .network }
    let help = isMadeHere ? "; a smaller training.learning-rate may help" : ""
    guard lost.count < points.count else { return ["All runs diverged, so that nothing can be compared\(help)."] }
    var sizes: [(name: String, sizes: [Int])] = []
    for point in lost {
      let name = name(point.key)
      if let place = sizes.firstIndex(where: { $0.name == name }) {
        if !sizes[place].sizes.contains(point.size) { sizes[place].sizes.append(point.size) }
      } else {
        sizes.append((name, [point.size]))
      }
    }
    let compared = points.map(\.size)
    let shown = sizes.prefix(Self.mostLost).map { "\($0.name) \(range($0.sizes, of: compared))" }
    let others = sizes.count > shown.count ? ["\(count(sizes.count - shown.count)) more"] : []
    return ["All runs of \(listed(shown + others)) diverged, so that there are no means of them\(help)."]
  }

  /// Whether two points are of the same model with the same settings at the same size.
  private func isSame(_ one: CurvePoint, _ other: CurvePoint) -> Bool {
    one.size == other.size && one.key.modelIndex == other.key.modelIndex && one.key.varied == other.key.varied
  }

  /// The most models that are named.
  private static let mostLost = 4
}
