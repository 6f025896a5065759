/// Finds the word that a misspelt word was meant to be.
public enum Suggestion {
  /// Returns the candidate nearest to `word`, or nil if none is near.
  ///
  /// A candidate is near if its edit distance is at most a third of the word's length (at least 1, but 0 for a single
  /// character), or if either word begins with the whole of the other and that has at least three characters. Case does not
  /// count. Of equally near candidates the first wins.
  public static func nearest(to word: String, among candidates: [String]) -> String? {
    let wanted = word.lowercased()
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    // A single character is a misspelling of none.
    let limit = wanted.count == 1 ? 0 : max(1, wanted.count / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let known = candidate.lowercased()
      let isBeginning = min(wanted.count, known.count) >= 3 && (known.hasPrefix(wanted) || wanted.hasPrefix(known))
      let edits = distance(wanted, known)
      // A near spelling is preferred to a shared beginning.
      guard let near = edits <= limit ? edits : isBeginning ? limit + 1 : nil else { continue }
      if near < best?.distance ?? .max { best = (candidate, near) }
    }
    return best?.candidate
  }

  /// The fewest insertions, deletions, substitutions and swaps of neighbours that turn one word into the other, no
  /// character edited twice (Damerau–Levenshtein distance, restricted form).
  package static func distance(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first), Array(second))
    var twoBack = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1] + [Int](repeating: 0, count: b.count)
      for j in b.indices {
        row[j + 1] = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          row[j + 1] = min(row[j + 1], twoBack[j - 1] + 1)
        }
      }
      (twoBack, previous) = (previous, row)
    }
    return previous[b.count]
  }
}
