/// Statistics of each feature over some samples of a data set, in double precision, of values times `powers`. `fills` stand for
/// missing values.
struct FeatureMoments<Rows: Collection<Int>> {
  private let dataset: Dataset
  private let rows: Rows
  private let powers: [Double]
  private let fills: [Double]?
  let minimum: [Double]
  let maximum: [Double]

  init(of dataset: Dataset, rows: Rows, fills: [Double]? = nil) {
    self.dataset = dataset
    self.rows = rows
    self.fills = fills
    let limits = Self.limits(of: dataset, rows: rows, fills: fills)
    let powers = zip(limits.minimum, limits.maximum).map { Self.power(for: max(abs($0), abs($1))) }
    minimum = zip(limits.minimum, powers).map { $0 * $1 }
    maximum = zip(limits.maximum, powers).map { $0 * $1 }
    self.powers = powers
  }

  /// Nil if all of them are 1.
  var usedPowers: [Double]? { powers.allSatisfy { $0 == 1 } ? nil : powers }

  /// Maximum less minimum.
  var range: [Double] { zip(minimum, maximum).map { $1 - $0 } }

  /// The mean of each feature, as good as rounded only once: what is lost in each addition is summed apart (A. Neumaier,
  /// "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", 1974).
  func mean() -> [Double] {
    var sum = [Double](repeating: 0, count: powers.count)
    var lost = sum
    forEachValue { feature, value in
      let next = sum[feature] + value
      lost[feature] += abs(sum[feature]) >= abs(value) ? (sum[feature] - next) + value : (value - next) + sum[feature]
      sum[feature] = next
    }
    return zip(sum, lost).map { ($0 + $1) / Double(rows.count) }
  }

  /// The variance of the population, which is divided by the number of samples, from the deviations from `mean`, for sums
  /// of squares would cancel; what rounding of the mean adds is taken off again (T. F. Chan, G. H. Golub, R. J. LeVeque,
  /// "Algorithms for computing the sample variance", 1983).
  func variance(around mean: [Double]) -> [Double] {
    var squares = [Double](repeating: 0, count: powers.count)
    var sum = squares
    forEachValue { feature, value in
      let deviation = value - mean[feature]
      squares[feature] += deviation * deviation
      sum[feature] += deviation
    }
    let count = Double(rows.count)
    return zip(squares, sum).map { max($0 - $1 * $1 / count, 0) / count }
  }

  /// 1 / spread, and 0 for constant features: their computed spread may be rounding error, so the limits decide.
  func factors(dividingBy spread: [Double]) -> [Double] {
    spread.indices.map { minimum[$0] < maximum[$0] && spread[$0] > 0 ? 1 / spread[$0] : 0 }
  }

  /// 1 for a feature of ordinary size, the largest of whose values is `magnitude`; otherwise the power of two that brings
  /// it near to 1, as far as double precision has one.
  static func power(for magnitude: Double) -> Double {
    guard magnitude > 0, magnitude.isFinite, !(0x1p-400...0x1p400 ~= magnitude) else { return 1 }
    return Double(sign: .plus, exponent: min(max(-Int(magnitude.exponent), -1000), 1000), significand: 1)
  }

  private static func limits(
    of dataset: Dataset, rows: Rows, fills: [Double]?
  ) -> (minimum: [Double], maximum: [Double]) {
    var minimum = [Double](repeating: .infinity, count: dataset.featureCount)
    var maximum = [Double](repeating: -.infinity, count: dataset.featureCount)
    dataset.forEachValue(rows) { feature, value in
      let value = value.isNaN ? fills?[feature] ?? value : value
      minimum[feature] = min(minimum[feature], value)
      maximum[feature] = max(maximum[feature], value)
    }
    return (minimum, maximum)
  }

  private func forEachValue(_ take: (Int, Double) -> Void) {
    dataset.forEachValue(rows) { feature, value in
      take(feature, (value.isNaN ? fills?[feature] ?? value : value) * powers[feature])
    }
  }
}

extension Dataset {
  /// Tells `take` each value of the samples at `rows`, with its feature, sample by sample.
  @inline(__always)
  func forEachValue(_ rows: some Collection<Int>, _ take: (Int, Double) -> Void) {
    switch features {
    case .bytes(let values): values.forEachValue(rows, width: featureCount, take)
    case .floats(let values): values.forEachValue(rows, width: featureCount, take)
    case .doubles(let values): values.forEachValue(rows, width: featureCount, take)
    case .sparse(let values):
      for row in rows {
        for (feature, value) in values.row(row).enumerated() { take(feature, value) }
      }
    }
  }
}

/// A type that features are stored in.
protocol FeatureValue {
  var double: Double { get }
}

extension Array where Element: FeatureValue {
  @inline(__always)
  fileprivate func forEachValue(_ rows: some Collection<Int>, width: Int, _ take: (Int, Double) -> Void) {
    for row in rows {
      for feature in 0..<width { take(feature, self[row * width + feature].double) }
    }
  }
}

extension UInt8: FeatureValue {
  var double: Double { Double(self) }
}

extension Float: FeatureValue {
  var double: Double { Double(self) }
}

extension Double: FeatureValue {
  var double: Double { self }
}
