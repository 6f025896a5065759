extension [Comparison] {
  /// A sentence on those that are not paired; nil if all are.
  ///
  /// - Parameters:
  ///   - names: what the two sides of a contrast are called.
  ///   - count: how numbers are written.
  public func unpairedWords(
    names: (Contrast) -> (first: String, second: String), count: (Int) -> String
  ) -> String? {
    var contrasts: [(contrast: Contrast, sizes: Set<Int>)] = []
    for comparison in self where !comparison.isPaired {
      if let index = contrasts.firstIndex(where: { $0.contrast == comparison.contrast }) {
        contrasts[index].sizes.insert(comparison.size)
      } else {
        contrasts.append((comparison.contrast, [comparison.size]))
      }
    }
    var pairs: [String] = []
    for (contrast, sizes) in contrasts {
      let names = names(contrast)
      let others = filter { $0.contrast == contrast && $0.isPaired && $0.pairs > 0 }
      let pair =
        "\(names.first) and \(names.second)"
        + (others.isEmpty ? "" : " at n = \(sizes.sorted().map(count).joined(separator: ", "))")
      if !pairs.contains(pair) { pairs.append(pair) }
    }
    guard pairs.count > 1 else {
      return pairs.first.map {
        "\($0) are not paired: their runs are compared by permutation."
      }
    }
    let most = 3
    let shown = pairs.count <= most + 1 ? pairs : pairs.prefix(most) + ["\(count(pairs.count - most)) other pairs"]
    return "Not paired, and compared by permutation: \(shown.joined(separator: "; "))."
  }
}
