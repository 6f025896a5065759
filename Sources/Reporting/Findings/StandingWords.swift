import Analysis
import NeuralNetwork
import Study

/// Which model, or setting, is ahead at the largest size, which are decidedly worse and which are undecided.
struct StandingWords {
  private let standing: Standing?
  private let words: FindingWords
  /// The most names listed.
  private static let maximum = 4

  /// Empty for two models without settings, which are compared as a pair.
  init(_ analysis: StudyAnalysis, _ words: FindingWords) {
    let isPair = analysis.study.models.count == 2 && (analysis.standing?.others.count ?? 0) < 2
    standing = isPair ? nil : analysis.standing
    self.words = words
  }

  var sentences: [String] {
    guard let standing else { return [] }
    let best = standing.best
    let notes = words.notes(words.quoted(best.key.model), best.runs, of: best.count)
    let tied = standing.tied
    var parts = [
      "At n = \(words.count(standing.size)) (\(standing.rule.inWords)) \(name(best)) has the \(words.metric.bestWord) "
        + "measured test \(words.metric.words), \(words.value(best.test))"
        + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
        + (tied.isEmpty ? "" : ", as \(tied.count == 1 ? "has" : "have") \(listed(tied, name))")
    ]
    if standing.uncompared > 0 {
      parts.append("\(words.count(standing.uncompared)) others are too many to compare all with it here")
    }
    let worse = standing.others.filter(\.isWorse)
    let others = standing.others.filter { !$0.isWorse }.dropFirst(tied.count)
    if !worse.isEmpty {
      let list = listed(worse) { place in
        name(place) + (place.deficit.map { " by \(words.magnitude($0)) \(words.unit)" } ?? "")
      }
      parts.append("decidedly worse\(source(standing)) \(worse.count == 1 ? "is" : "are") \(list)")
    }
    // Of two that are as far behind, one may be decided and the other not: they are corrected for different comparisons.
    for (tests, places) in byCorrection(Array(others), standing) {
      let correction = tests > 1 ? " after correction for \(words.count(tests)) comparisons" : ""
      parts.append("undecided\(correction): \(listed(places, name))")
    }
    return [parts.joined(separator: "; ") + "."]
  }

  /// The source of the decision which are worse.
  private func source(_ standing: Standing) -> String {
    let corrected = standing.pairs == 1 ? "" : "corrected for all \(words.count(standing.pairs)) pairs at this size"
    if standing.others.allSatisfy(\.isCompared) { return ", by the verdicts in tables/verdicts.tsv," }
    if !standing.others.contains(where: \.isCompared) { return corrected.isEmpty ? "" : ", \(corrected)," }
    return ", by the verdicts in tables/verdicts.tsv or, for pairs that it does not have, by a test \(corrected),"
  }

  /// Places by the number of comparisons that their decision is corrected for, in the order of the first of each.
  private func byCorrection(
    _ places: [Standing.Place], _ standing: Standing
  ) -> [(tests: Int, places: [Standing.Place])] {
    var groups: [(tests: Int, places: [Standing.Place])] = []
    for place in places {
      let tests = place.family ?? standing.pairs
      if let index = groups.firstIndex(where: { $0.tests == tests }) {
        groups[index].places.append(place)
      } else {
        groups.append((tests, [place]))
      }
    }
    return groups
  }

  private func name(_ place: Standing.Place) -> String { words.name(place.key) }

  /// The first few by name, the others counted, with notes on runs that are at chance or diverged.
  private func listed(_ places: [Standing.Place], _ text: (Standing.Place) -> String) -> String {
    // One more costs no more room than its count.
    let shown = places.count <= Self.maximum + 1 ? places.count : Self.maximum
    var items = places.prefix(shown).map { place in
      let notes = words.notes(words.quoted(place.key.model), place.runs, of: place.count)
      return text(place) + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
    }
    if shown < places.count {
      let rest = places.dropFirst(shown)
      let caveat = words.caveat(rest.map { [$0.runs] })
      items.append("\(words.count(rest.count)) others" + (caveat.isEmpty ? "" : " (\(caveat))"))
    }
    guard let last = items.popLast() else { return "" }
    return items.isEmpty ? last : items.joined(separator: ", ") + " and " + last
  }
}
