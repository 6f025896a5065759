import SeededRandom

/// Samples grouped by class, to draw from in proportion.
struct StratifiedDraw {
  private let labels: [Int32]
  private let classCount: Int
  private let shares: HeldOutShares

  init(labels: [Int32], classCount: Int, shares: HeldOutShares) {
    self.labels = labels
    self.classCount = classCount
    self.shares = shares
  }

  /// Splits `samples` in two: `count` held out, in proportion to the classes, and the rest; both in ascending order.
  ///
  /// With largest remainders a class always keeps one sample in the rest, so that it can be learnt; what a class cannot give
  /// for this reason is taken from those that are furthest below their share. `count` must then be at most the number of
  /// samples less the number of classes among them.
  func split(
    _ samples: [Int], holdingOut count: Int, generator: inout SeededGenerator
  ) -> (heldOut: [Int], rest: [Int]) {
    let counts = classCounts(of: samples)
    var remaining =
      switch shares {
      case .largestRemainders: largestRemainders(of: counts, total: count)
      case .roundedAtRandom, .anyOfGroups: roundedAtRandom(counts, total: count, generator: &generator)
      }
    var order = samples
    generator.shuffle(&order)
    var heldOut: [Int] = []
    var rest: [Int] = []
    for sample in order {
      let label = Int(labels[sample])
      if remaining[label] > 0 {
        remaining[label] -= 1
        heldOut.append(sample)
      } else {
        rest.append(sample)
      }
    }
    return (heldOut.sorted(), rest.sorted())
  }

  /// Puts `samples` in a random order of which every prefix has the classes in proportion and, once it is as long as
  /// there are classes, has every class.
  ///
  /// Sample j (from 0) of a class of c samples is due at √(j (j+1)) / c: these are the divisors of Huntington and Hill's
  /// method of apportionment, by which a prefix gives its places to the classes. The method gives each class one place
  /// first, and a longer prefix never takes a place back (Balinski & Young, "Fair Representation", 1982).
  func order(_ samples: [Int], generator: inout SeededGenerator) -> [Int] {
    let counts = classCounts(of: samples)
    var order = samples
    generator.shuffle(&order)
    var taken = [Double](repeating: 0, count: classCount)
    var due: [(time: Double, place: Int)] = []
    due.reserveCapacity(order.count)
    for (place, sample) in order.enumerated() {
      let label = Int(labels[sample])
      due.append(((taken[label] * (taken[label] + 1)).squareRoot() / Double(counts[label]), place))
      taken[label] += 1
    }
    due.sort { $0.time != $1.time ? $0.time < $1.time : $0.place < $1.place }
    return due.map { order[$0.place] }
  }

  func classCounts(of samples: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: classCount)
    for sample in samples { counts[Int(labels[sample])] += 1 }
    return counts
  }

  /// How many of `total` each class gives, so that every sample is equally likely to be among them: places at equal steps along
  /// the samples in the order of the classes, from a random start (W. G. Madow and L. H. Madow, *Annals of Mathematical
  /// Statistics* 15, 1944).
  private func roundedAtRandom(_ counts: [Int], total: Int, generator: inout SeededGenerator) -> [Int] {
    let population = counts.reduce(0, +)
    guard population > 0 else { return counts }
    var passed = generator.below(population)
    return counts.map { count in
      let before = passed / population
      passed += count * total
      return passed / population - before
    }
  }

  /// How many of `total` each class gives.
  private func largestRemainders(of counts: [Int], total: Int) -> [Int] {
    let population = counts.reduce(0, +)
    guard population > 0 else { return counts }
    var given = counts.map { $0 * total / population }
    for _ in given.reduce(0, +)..<total {
      // Shares are compared as whole numbers: count · total − given · population.
      let candidates = counts.indices.filter { given[$0] < counts[$0] - 1 }
      let shortfall = { counts[$0] * total - given[$0] * population }
      guard let next = candidates.max(by: { (shortfall($0), $1) < (shortfall($1), $0) }) else { break }
      given[next] += 1
    }
    return given
  }
}
