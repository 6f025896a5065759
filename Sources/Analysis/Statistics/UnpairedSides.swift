import Foundation

/// The values of one side of an unpaired difference.
struct SideSample {
  /// Replicates, from 0, that have a value.
  var replicates: [Int]
  var mean: Double
  /// The values minus their mean.
  var deviations: [Double]
  /// With n − 1 in the denominator; 0 for a single value, or where all are equal.
  var variance = 0.0

  /// `values` by replicate in order.
  init(_ values: [Double?]) {
    let present = values.enumerated().compactMap { index, value in value.map { (index: index, value: $0) } }
    replicates = present.map(\.index)
    mean = present.first?.value ?? 0
    deviations = Array(repeating: 0, count: present.count)
    // The mean of equal values is theirs, without rounding.
    guard let first = present.first, present.contains(where: { $0.value != first.value }) else { return }
    mean = present.reduce(0) { $0 + $1.value } / Double(present.count)
    deviations = present.map { [mean] in $0.value - mean }
    variance = deviations.reduce(0) { $0 + $1 * $1 } / Double(present.count - 1)
  }

  var count: Int { replicates.count }

  /// Of the mean.
  var squaredError: Double { count > 0 ? variance / Double(count) : 0 }
}

extension ReplicateValues {
  /// The values of two sides that have no replicate in common, by replicate in order; nil where a side has none.
  struct Sides: Sendable, Equatable {
    var first: [Double?]
    var second: [Double?]
  }

  /// Creates an unpaired difference.
  ///
  /// The values are such that their mean is the difference of the two means and its standard error that of Welch,
  /// √(s₁²/n₁ + s₂²/n₂). So the bootstrap resamples them as it does paired differences. `terms` are one for each value or, if
  /// the test samples are not to be covered, none.
  init(_ sides: Sides, terms: [TestSampling.Terms?] = []) {
    let (first, second) = (SideSample(sides.first), SideSample(sides.second))
    let total = Double(first.count + second.count)
    let difference = first.mean - second.mean
    var values = sides.first.map { _ in Double?.none }
    for (side, sign) in [(first, 1.0), (second, -1.0)] {
      let count = Double(side.count)
      // N/n makes the mean's weight of a value 1/n; the root makes up for the two means that are estimated.
      let scale = count > 1 ? sign * total / count * ((total - 1) * count / (total * (count - 1))).squareRoot() : 0
      for (replicate, deviation) in zip(side.replicates, side.deviations) {
        values[replicate] = difference + scale * deviation
      }
    }
    self.init(values, terms: terms)
    self.sides = sides
  }

  /// Whether the two sides have replicates in common.
  var isPaired: Bool { sides == nil }

  /// Numbers of values of both sides.
  var sideCounts: (first: Int, second: Int) {
    sides.map { ($0.first.count { $0 != nil }, $0.second.count { $0 != nil }) } ?? (count, count)
  }

  /// Number of values of the side that has fewer.
  var fewer: Int { min(sideCounts.first, sideCounts.second) }

  /// Number of paired differences that would say as much about the width of an interval: one more than the degrees of
  /// freedom of B. L. Welch (Biometrika 34, 1947).
  var equivalentCount: Int {
    guard let sides else { return count }
    let (first, second) = (SideSample(sides.first), SideSample(sides.second))
    let error = first.squaredError + second.squaredError
    guard fewer > 1, error > 0 else { return fewer }
    let shares = [first, second].map { $0.squaredError * $0.squaredError / Double($0.count - 1) }
    let degrees = error * error / shares.reduce(0, +)
    return degrees.isFinite ? max(fewer, min(Int(degrees), count - 2) + 1) : fewer
  }

  /// The values of the first replicates alone. What other test samples would change does not depend on the number of
  /// replicates.
  func prefix(_ count: Int) -> ReplicateValues {
    guard let sides else { return ReplicateValues(Array(values.prefix(count)), sampling: sampling) }
    var first = ReplicateValues(
      Sides(first: Array(sides.first.prefix(count)), second: Array(sides.second.prefix(count))))
    first.sampling = sampling
    return first
  }

  /// The same values on these test samples alone.
  var withoutSampling: ReplicateValues {
    var copy = self
    copy.sampling = nil
    return copy
  }
}
