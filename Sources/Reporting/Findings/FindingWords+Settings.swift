import Analysis
import NeuralNetwork
import Study

// Which value of a varied key is better.

extension FindingWords {
  /// A sentence for each contrast of a key that has few, else one that counts which value wins how often.
  func verdictsOfSettings() -> [String] {
    settings.flatMap { key, contrasts in
      contrasts.count <= Self.mostOfSetting ? contrasts.map(verdict) : [wins(key)]
    }
  }

  /// The most contrasts of a varied key that findings speak of one by one.
  static let mostOfSetting = 2

  /// The varied keys whose values are compared, each with its contrasts.
  var settings: [(key: String, contrasts: [Contrast])] {
    let all = contrasts.filter { !$0.isOfModels }
    return analysis.study.vary.map(\.key).compactMap { key in
      let contrasts = all.filter { $0.kind == .setting(key) }
      return contrasts.isEmpty ? nil : (key, contrasts)
    }
  }

  /// How often each value of a key wins over another.
  private func wins(_ key: String) -> String {
    let cells = analysis.comparisons.filter { $0.contrast.kind == .setting(key) }
    let winners = Dictionary(grouping: cells.compactMap(\.winner?.value)) { $0 }.mapValues(\.count)
    let values = analysis.study.vary.first { $0.key == key }?.values.map(\.text) ?? []
    let wins = values.compactMap { value in winners[value].map { "\(value) wins \(count($0))" } }
    let decided = cells.filter { $0.verdict != .undecided }
    let caveat = caveat(decided.map { [$0.firstRuns, $0.secondRuns] })
    return "Of \(count(cells.count)) comparisons between values of \(key), "
      + (wins.isEmpty
        ? "none is decided\(detectable(cells))"
        : wins.joined(separator: ", ") + (caveat.isEmpty ? "" : ", \(caveat)")
          + "; \(count(cells.count - decided.count)) undecided")
      + "."
  }
}
