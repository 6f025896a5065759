import SeededRandom

/// Resamples of whole replicates, drawn once for a study, so that every interval of it rests on the same resamples and
/// curves are kept intact.
///
/// Percentile bootstrap of the mean (Efron 1979): a replicate that has no value in a cell is left out of the means there.
public struct ReplicateBootstrap: Sendable {
  /// Resamples that an interval rests on.
  public static let resamples = 2000
  /// How often each replicate (from 0) occurs in each resample.
  private let multiplicities: [[Double]]

  /// Draws the resamples for `replicates` replicates.
  public init(replicates: Int, seed: UInt64) {
    var generator = StudySeed(seed).generator(for: .bootstrap)
    multiplicities = (0..<Self.resamples).map { _ in
      var counts = Array(repeating: 0.0, count: replicates)
      for _ in 0..<replicates { counts[generator.below(replicates)] += 1 }
      return counts
    }
  }

  /// Mean and 95 % interval of `values`, one a replicate in order, nil where there is none; nil without any value.
  public func interval(_ values: [Double?]) -> Interval? {
    let present = values.enumerated().compactMap { index, value in value.map { (index: index, value: $0) } }
    guard let first = present.first else { return nil }
    let mean = present.reduce(0) { $0 + $1.value } / Double(present.count)
    if present.allSatisfy({ $0.value == first.value }) {
      return Interval(mean: first.value, low: first.value, high: first.value)
    }
    var means: [Double] = []
    means.reserveCapacity(multiplicities.count)
    for counts in multiplicities {
      var (sum, weight) = (0.0, 0.0)
      for (index, value) in present {
        sum += counts[index] * value
        weight += counts[index]
      }
      if weight > 0 { means.append(sum / weight) }
    }
    // Few of the order statistics are asked for, so that sorting would be five times the work.
    for probability in [0.025, 0.975] { means.arrange(for: probability) }
    return Interval(mean: mean, low: quantile(0.025, of: means), high: quantile(0.975, of: means))
  }
}

extension [Double] {
  /// Puts the order statistics that the quantile of `probability` is interpolated between where sorting would put them.
  mutating func arrange(for probability: Double) {
    let lower = Int(probability * Double(count - 1))
    select(lower, from: 0)
    select(lower + 1, from: lower + 1)
  }

  /// Puts the element that belongs at `place` in ascending order there, with none that is greater before it and none that
  /// is less behind it, given that nothing before `start` is greater than anything from there on; does nothing behind the
  /// end (C. A. R. Hoare, "Algorithm 65: Find", Communications of the ACM 4, 1961).
  private mutating func select(_ place: Int, from start: Int) {
    var (first, last) = (start, endIndex - 1)
    while first < last {
      let pivot = self[place]
      var (up, down) = (first, last)
      repeat {
        while self[up] < pivot { up += 1 }
        while pivot < self[down] { down -= 1 }
        if up <= down {
          swapAt(up, down)
          up += 1
          down -= 1
        }
      } while up <= down
      if down < place { first = up }
      if place < up { last = down }
    }
  }
}

/// The quantile of `values` by linear interpolation between order statistics (Hyndman and Fan 1996, type 7); they must
/// ascend, or be arranged for `probability`.
func quantile(_ probability: Double, of values: [Double]) -> Double {
  let position = probability * Double(values.count - 1)
  let lower = Int(position)
  guard lower + 1 < values.count else { return values[values.count - 1] }
  return values[lower] + (position - Double(lower)) * (values[lower + 1] - values[lower])
}
