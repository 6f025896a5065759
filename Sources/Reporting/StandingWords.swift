import Analysis
import Study

/// Which model, or setting, is ahead at the largest size, which are decidedly worse and which cannot be told from it.
struct StandingWords {
  private let standing: Standing?
  private let words: FindingWords
  /// Names listed at most.
  private static let most = 4

  /// Says nothing of two models without settings, which are told as a pair.
  init(_ analysis: StudyAnalysis, _ words: FindingWords) {
    let isPair = analysis.study.models.count == 2 && (analysis.standing?.others.count ?? 0) < 2
    standing = isPair ? nil : analysis.standing
    self.words = words
  }

  var sentences: [String] {
    guard let standing else { return [] }
    let best = standing.best
    let notes = words.notes(best.key.model, best.runs, of: best.count)
    var parts = [
      "At n = \(words.count(standing.size)) (\(standing.rule.inWords)) \(name(best)) has the highest measured test accuracy, "
        + "\(words.percent(best.accuracy)) %" + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
    ]
    let worse = standing.others.filter(\.isWorse)
    let others = standing.others.filter { !$0.isWorse }
    if !worse.isEmpty {
      let list = listed(worse) { place in
        let by = place.deficit.map { " by \(words.magnitude($0)) points" } ?? ""
        let notes = words.notes(place.key.model, place.runs, of: place.count)
        return name(place) + by + (notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))")
      }
      let corrected =
        standing.pairs == 1 ? "" : ", corrected for all \(words.count(standing.pairs)) pairs,"
      parts.append("decidedly worse\(corrected) \(worse.count == 1 ? "is" : "are") \(list)")
    }
    if !others.isEmpty { parts.append("not distinguishable from it: \(listed(others, name))") }
    return [parts.joined(separator: "; ") + "."]
  }

  private func name(_ place: Standing.Place) -> String {
    words.quoted(place.key.model) + (place.key.hidden == nil ? "" : words.setting(place.key.varied))
  }

  /// The first few in words, the others counted.
  private func listed(_ places: [Standing.Place], _ text: (Standing.Place) -> String) -> String {
    // One more costs no more room than its count.
    let shown = places.count <= Self.most + 1 ? places.count : Self.most
    var items = places.prefix(shown).map(text)
    if shown < places.count { items.append("\(words.count(places.count - shown)) others") }
    guard let last = items.popLast() else { return "" }
    return items.isEmpty ? last : items.joined(separator: ", ") + " and " + last
  }
}
