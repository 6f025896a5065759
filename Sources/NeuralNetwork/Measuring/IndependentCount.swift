/// How many independent samples some samples count as, of which those of a group may all be alike: n²/Σ n(g)² for n samples of
/// which n(g) are of group g (L. Kish, "Survey Sampling", 1965). Of groups of one size that is their number, and without groups
/// the number of samples.
struct IndependentCount {
  private(set) var samples = 0
  private var byGroup: [Int: Int] = [:]
  private var withoutGroup = 0

  /// Counts a sample; `group` is nil for one in no group.
  mutating func add(_ group: Int?) {
    samples += 1
    if let group { byGroup[group, default: 0] += 1 } else { withoutGroup += 1 }
  }

  /// The number of independent samples.
  var value: Double { Self.value(samples, squares: squares) }

  /// The number of independent samples besides those of `part`.
  func value(without part: IndependentCount) -> Double {
    let squares = part.byGroup.reduce(squares - part.withoutGroup) { sum, entry in
      let all = byGroup[entry.key] ?? 0
      return sum - all * all + (all - entry.value) * (all - entry.value)
    }
    return Self.value(samples - part.samples, squares: squares)
  }

  private var squares: Int { byGroup.values.reduce(withoutGroup) { $0 + $1 * $1 } }

  private static func value(_ samples: Int, squares: Int) -> Double {
    samples == 0 ? 0 : Double(samples) * Double(samples) / Double(squares)
  }
}
