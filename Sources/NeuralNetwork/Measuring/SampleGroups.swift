/// Groups of samples, such as the scans of each patient, whose outcomes may be alike.
///
/// The variance of what is predicted has a part between the means of groups and a part within groups. What a model that knows
/// nothing predicts by luck goes with the first part as with so many values as there are groups, and with the second as with the
/// samples within them: by Cauchy's inequality, r² ≤ b·r²(between) + (1 − b)·r²(within) for the share b of the first part.
struct SampleGroups {
  private let samples: Int
  /// The group of each sample, and how many samples each group has; nil if samples are independent.
  private let groups: (ofSamples: [Int], sizes: [Int])?

  /// `groups` are the numbers of those of all samples, from 0; nil if they are in none.
  init(_ groups: [Int]?, samples: Int) {
    self.samples = samples
    self.groups = groups.map { groups in
      var sizes = Array(repeating: 0, count: (groups.max() ?? -1) + 1)
      for group in groups { sizes[group] += 1 }
      return (groups, sizes)
    }
  }

  /// The share of the variance of `values` that lies between groups; 1 without groups, as every sample is one then, and of values
  /// that are all the same.
  func shareBetween(_ values: [Double]) -> Double {
    guard let groups else { return 1 }
    let mean = values.reduce(0, +) / Double(max(values.count, 1))
    var sums = Array(repeating: 0.0, count: groups.sizes.count)
    var total = 0.0
    for (value, group) in zip(values, groups.ofSamples) {
      sums[group] += value - mean
      total += (value - mean) * (value - mean)
    }
    guard total > 0 else { return 1 }
    let between = zip(sums, groups.sizes).reduce(0.0) { $1.1 > 0 ? $0 + $1.0 * $1.0 / Double($1.1) : $0 }
    return min(between / total, 1)
  }

  /// The mean of what `limit` says of a number of independent values, weighted by the parts of the variance: for the number of
  /// groups, and for the samples without one for each group.
  ///
  /// Of groups of different sizes the number is n²/Σ n(g)² (L. Kish, "Survey Sampling", 1965).
  func mean(between share: Double, _ limit: (Double) -> Double) -> Double {
    let n = Double(max(samples, 1))
    guard let groups else { return limit(n) }
    let squares = groups.sizes.reduce(0) { $0 + $1 * $1 }
    let within = samples - groups.sizes.count { $0 > 0 }
    return share * limit(n * n / Double(max(squares, 1))) + (1 - share) * limit(Double(max(within, 1)))
  }

  /// How many independent samples have the same variance of a mean.
  func independentCount(between share: Double) -> Double {
    groups == nil ? Double(samples) : 1 / mean(between: share) { 1 / $0 }
  }
}
