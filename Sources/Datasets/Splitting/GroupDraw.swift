import SeededRandom

/// Samples in groups that are never divided, such as the scans of each patient, to draw from group by group.
struct GroupDraw {
  private let labels: [Int32]
  private let groups: [Int32]

  init(labels: [Int32], groups: [Int32]) {
    self.labels = labels
    self.groups = groups
  }

  /// Splits `samples` in two: whole groups with about `count` samples in all, held out, and the rest; both in ascending
  /// order.
  ///
  /// Groups are visited in random order. One is held out if that brings the number of samples nearer to `count`, or as
  /// near, unless it is the last one of a class, which could then not be learnt. So the number differs from `count` by
  /// half a group at most, where classes allow it.
  ///
  /// - Throws: ``DataError`` that names `key` if none can be held out, or if classes leave more than a group too few.
  func split(
    _ samples: [Int], holdingOut count: Int, key: String, generator: inout SeededGenerator
  ) throws -> (heldOut: [Int], rest: [Int]) {
    guard count > 0 else { return ([], samples) }
    let order = shuffledGroups(of: samples, generator: &generator)
    /// The number of groups in the rest that have each class.
    var holders: [Int32: Int] = [:]
    for group in order { for label in group.classes { holders[label, default: 0] += 1 } }
    var heldOut: [Int] = []
    var rest: [Int] = []
    for group in order {
      if group.samples.count <= 2 * (count - heldOut.count), group.classes.allSatisfy({ holders[$0, default: 0] > 1 }) {
        for label in group.classes { holders[label, default: 0] -= 1 }
        heldOut += group.samples
      } else {
        rest += group.samples
      }
    }
    let sizes = order.map(\.samples.count)
    guard !heldOut.isEmpty else {
      let isOfTest = key == "data.test"
      guard order.count > 1 else {
        throw DataError(
          "\(key): a single group is left, of \(samples.count) samples, and data.groups keeps groups whole; "
            + (isOfTest ? "leave data.groups out" : "set data.validation: 0, or hold out fewer samples for data.test"))
      }
      let possible = order.filter { group in group.classes.allSatisfy { holders[$0, default: 0] > 1 } }
      guard let least = possible.map(\.samples.count).min() else {
        throw DataError(
          "\(key): of \(order.count) groups none can be held out, because each is the last one of a class to learn; "
            + (isOfTest ? "" : "set data.validation: 0, hold out fewer samples for data.test, or ")
            + "leave out classes that are in too few groups")
      }
      throw DataError(
        "\(key): \(count) of \(samples.count) samples is less than half of \(least), the smallest group that can be held out, and "
          + "data.groups keeps groups whole; hold out at least \((least + 1) / 2)")
    }
    guard count - heldOut.count <= sizes.max() ?? 0 else {
      throw DataError(
        "\(key): \(count) of \(samples.count) samples is more than whole groups can give, \(heldOut.count), if every class "
          + "keeps a group to learn from; hold out fewer")
    }
    return (heldOut.sorted(), rest.sorted())
  }

  /// Puts `samples` in an order of one group after the other, each shuffled. Groups are in random order, but those with a
  /// class that none before has come first.
  func order(_ samples: [Int], generator: inout SeededGenerator) -> [Int] {
    var seen: Set<Int32> = []
    var first: [Int] = []
    var others: [Int] = []
    for var group in shuffledGroups(of: samples, generator: &generator) {
      generator.shuffle(&group.samples)
      if group.classes.isSubset(of: seen) {
        others += group.samples
      } else {
        seen.formUnion(group.classes)
        first += group.samples
      }
    }
    return first + others
  }

  /// The number of groups that `samples` are of.
  func groupCount(of samples: [Int]) -> Int { Set(samples.map { groups[$0] }).count }

  /// One group: its samples in ascending order, and their classes.
  private struct Group {
    var samples: [Int] = []
    var classes: Set<Int32> = []
  }

  /// The groups of `samples` in random order.
  private func shuffledGroups(of samples: [Int], generator: inout SeededGenerator) -> [Group] {
    var places: [Int32: Int] = [:]
    var found: [Group] = []
    for sample in samples {
      let place = places[groups[sample]] ?? found.count
      if place == found.count {
        places[groups[sample]] = place
        found.append(Group())
      }
      found[place].samples.append(sample)
      found[place].classes.insert(labels[sample])
    }
    generator.shuffle(&found)
    return found
  }
}
