import Analysis

/// What a figure with limited room shows of things of one kind, and what its caption has to say about the others.
struct Choice<Element> {
  let shown: [Element]
  /// nil if all are shown.
  let omission: Omission?

  init(_ shown: [Element], omission: Omission? = nil) {
    self.shown = shown
    self.omission = omission
  }

  /// At most `most`, evenly spread over their order, the first and the last among them; `noun` is what several are called.
  init(_ all: [Element], atMost most: Int, noun: String) {
    let shown = all.evenlySpaced(most)
    self.init(
      shown, omission: shown.count < all.count ? Omission("\(Omission.count(shown, all)) \(noun), evenly spread") : nil)
  }
}

/// A note that a figure does not show everything: what it shows, out of how many, and how that was chosen.
struct Omission: Equatable {
  /// To go after "Shown: ".
  var words: String
  /// What is called the best in `words`, which the caption then names.
  var best: ModelSetting?

  init(_ words: String, best: ModelSetting? = nil) {
    self.words = words
    self.best = best
  }

  /// `4 of 18`.
  static func count<A, B>(_ shown: [A], _ all: [B]) -> String {
    "\(NumberText.count(shown.count)) of \(NumberText.count(all.count))"
  }
}

extension Array {
  /// At most `count` elements, evenly chosen, with the one at `kept` in the place of its neighbour if need be. The first and
  /// the last are among them if there is room for three.
  func evenlySpaced(_ count: Int, keeping kept: Int) -> [Element] {
    var chosen = [Int](indices).evenlySpaced(count)
    guard indices.contains(kept), !chosen.contains(kept) else { return chosen.map { self[$0] } }
    let movable = chosen.count > 2 ? [Int](1..<chosen.count - 1) : [Int](chosen.indices)
    if let nearest = movable.min(by: { abs(chosen[$0] - kept) < abs(chosen[$1] - kept) }) { chosen[nearest] = kept }
    return chosen.map { self[$0] }
  }
}
