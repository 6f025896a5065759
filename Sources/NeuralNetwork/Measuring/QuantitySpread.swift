/// The spread of the quantities of some samples, and what a model that knows only their mean may reach.
///
/// Predictions that have nothing to do with the quantities may still have a squared correlation with them, of about 1/n on n
/// samples and, in one of 370 cases, of 9/n. So a model counts as one that has learnt if it explains a twentieth of the
/// variance and 9/n. Samples in groups count as fewer; see ``SampleGroups``.
struct QuantitySpread {
  private let variance: Double
  /// Mean distance from the median.
  private let meanDistance: Double
  /// The share of the variance that a model may explain that knows nothing.
  private let share: Double

  /// `groups` are those of the samples, if they are in any.
  init(_ quantities: [Double], groups: [Int]? = nil) {
    let count = max(quantities.count, 1)
    let sampleGroups = SampleGroups(groups, samples: quantities.count)
    let lucky = sampleGroups.mean(between: sampleGroups.shareBetween(quantities)) { min(9 / $0, 1) }
    share = min(max(1 / 20.0, lucky), 1)
    let mean = quantities.reduce(0, +) / Double(count)
    variance = quantities.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    let sorted = quantities.sorted()
    let median = sorted.isEmpty ? 0 : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    meanDistance = sorted.reduce(0) { $0 + abs($1 - median) } / Double(count)
  }

  /// The R² below which a model may know nothing.
  var r2Limit: Double { share }
  /// The root-mean-square error at or above which a model may know nothing.
  var rmseLimit: Double { (variance * (1 - share)).squareRoot() }
  /// The mean absolute error at or above which a model may know nothing: less than that of the median by as large a share as
  /// the root-mean-square error is less than the standard deviation.
  var maeLimit: Double { meanDistance * (1 - share).squareRoot() }

  /// The mean squared error of scaled quantities, of which `deviation` is 1, at or above which a model may know nothing.
  func lossLimit(deviation: Double) -> Double { variance * (1 - share) / (deviation * deviation) }
}
