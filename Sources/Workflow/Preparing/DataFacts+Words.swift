import Study

extension DataFacts {
  /// How many samples there are to train on, to validate and to test.
  var splitWords: String {
    let splits = groups?.splits ?? []
    func range(_ value: (GroupFacts.Split) -> Int?, _ same: Int) -> String {
      Self.range(splits.compactMap(value)) ?? count(same)
    }
    return
      "\(range(\.trainingPool, trainingPool)) to train on, \(range(\.validation.samples, validation)) to validate, "
      + "\(range(\.test?.samples, test)) to test"
  }

  /// How many groups there are, of how many samples, and what replicates hold out of them; nil if samples are not in
  /// groups.
  var groupWords: String? {
    guard let groups else { return nil }
    func sets(_ name: String, _ parts: [GroupFacts.Part]) -> String? {
      guard let samples = Self.range(parts.map(\.samples)), let held = Self.range(parts.map(\.groups)), samples != "0"
      else { return nil }
      return "\(name) sets of \(samples) samples in \(held) of them"
    }
    let parts = [
      Self.groupWords(groups.count, [groups.smallest, groups.largest]), sets("test", groups.splits.compactMap(\.test)),
      sets("validation", groups.splits.map(\.validation)),
    ]
    return parts.compactMap(\.self).joined(separator: "; ")
  }

  /// How many groups there are, of how many samples.
  static func groupWords(_ groups: Int, _ sizes: some Sequence<Int>) -> String {
    "\(count(groups)) of \(range(Array(sizes)) ?? "0") samples"
  }

  /// `148 to 156`, or `150` if all are the same; nil if there are none.
  private static func range(_ values: [Int]) -> String? {
    guard let low = values.min(), let high = values.max() else { return nil }
    return low == high ? count(low) : "\(count(low)) to \(count(high))"
  }
}
