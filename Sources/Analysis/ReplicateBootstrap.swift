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
    means.sort()
    return Interval(mean: mean, low: quantile(0.025, of: means), high: quantile(0.975, of: means))
  }
}

/// The quantile of ascending `values` by linear interpolation between order statistics (Hyndman and Fan 1996, type 7).
func quantile(_ probability: Double, of values: [Double]) -> Double {
  let position = probability * Double(values.count - 1)
  let lower = Int(position)
  guard lower + 1 < values.count else { return values[values.count - 1] }
  return values[lower] + (position - Double(lower)) * (values[lower + 1] - values[lower])
}
