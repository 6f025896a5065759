/// Scales each feature j by its own line, (x − offsets[j]) · factors[j], in double precision, and may then take each
/// sample's mean off its features.
public struct FeatureScaler: Sendable, Equatable, Codable {
  /// What is taken off each feature.
  public let offsets: [Double]
  /// What each feature is multiplied with after that; 0 for a feature that has but one value in the training subset.
  public let factors: [Double]
  /// Whether the mean of a sample's scaled features is taken off each of them.
  public let centresSamples: Bool

  /// Fits `scaling` to the samples of `dataset` at `rows`, the training subset.
  ///
  /// Grey levels are scaled to 0–1 by the largest level, whatever levels occur. Other features are scaled by minimum and
  /// maximum or by mean and (population) standard deviation over `rows`; other samples may fall outside of 0–1.
  public init(_ scaling: Scaling, fittedTo dataset: Dataset, rows: some Collection<Int>) {
    centresSamples = scaling == .centreSamples
    switch (scaling, dataset.largestGreyLevel) {
    case (.none, _):
      offsets = [Double](repeating: 0, count: dataset.featureCount)
      factors = [Double](repeating: 1, count: dataset.featureCount)
    case (.unit, let level?), (.centreSamples, let level?):
      offsets = [Double](repeating: 0, count: dataset.featureCount)
      factors = [Double](repeating: 1 / level, count: dataset.featureCount)
    case (.unit, nil), (.centreSamples, nil):
      let moments = FeatureMoments(of: dataset, rows: rows)
      offsets = moments.minimum
      factors = moments.factors(dividingBy: moments.range)
    case (.centre, let level):
      let moments = FeatureMoments(of: dataset, rows: rows)
      offsets = moments.mean
      factors =
        level.map { [Double](repeating: 1 / $0, count: dataset.featureCount) }
        ?? moments.factors(dividingBy: moments.range)
    case (.standardise, _):
      let moments = FeatureMoments(of: dataset, rows: rows)
      offsets = moments.mean
      factors = moments.factors(dividingBy: moments.variance.map { $0.squareRoot() })
    }
  }

  /// The samples of `dataset` at `rows`, scaled; `dataset` must have as many features as the scaler.
  public func scaled(_ dataset: Dataset, rows: some Collection<Int>) -> SampleMatrix {
    let features =
      switch dataset.features {
      case .bytes(let values): scaled(values, rows: rows)
      case .floats(let values): scaled(values, rows: rows)
      }
    return SampleMatrix(
      features: features, labels: rows.map { dataset.labels[$0] }, count: rows.count,
      featureCount: dataset.featureCount)
  }

  /// Samples that are in no data set, `features` holding one after the other, scaled.
  public func scaled(_ features: [Float]) -> [Float] {
    scaled(features, rows: 0..<features.count / max(offsets.count, 1))
  }

  private func scaled(_ values: [some FeatureValue], rows: some Collection<Int>) -> [Float] {
    let width = offsets.count
    var result = [Float](repeating: 0, count: rows.count * width)
    var target = 0
    for row in rows {
      let source = row * width
      func value(_ feature: Int) -> Double {
        (values[source + feature].double - offsets[feature]) * factors[feature]
      }
      let mean = centresSamples ? (0..<width).reduce(0) { $0 + value($1) } / Double(width) : 0
      for feature in 0..<width { result[target + feature] = Float(value(feature) - mean) }
      target += width
    }
    return result
  }
}

/// Statistics of each feature over some samples of a data set, in double precision.
private struct FeatureMoments {
  private(set) var minimum: [Double]
  private(set) var maximum: [Double]
  private(set) var mean: [Double]
  /// Of the population: divided by the number of samples.
  private(set) var variance: [Double]

  init(of dataset: Dataset, rows: some Collection<Int>) {
    let width = dataset.featureCount
    minimum = [Double](repeating: .infinity, count: width)
    maximum = [Double](repeating: -.infinity, count: width)
    mean = [Double](repeating: 0, count: width)
    variance = [Double](repeating: 0, count: width)
    switch dataset.features {
    case .bytes(let values): measure(values, rows: rows)
    case .floats(let values): measure(values, rows: rows)
    }
  }

  /// Two passes, the mean first: sums of squares would cancel.
  private mutating func measure(_ values: [some FeatureValue], rows: some Collection<Int>) {
    let width = mean.count
    let count = Double(rows.count)
    for row in rows {
      for feature in 0..<width {
        let value = values[row * width + feature].double
        minimum[feature] = min(minimum[feature], value)
        maximum[feature] = max(maximum[feature], value)
        mean[feature] += value
      }
    }
    for feature in 0..<width { mean[feature] /= count }
    for row in rows {
      for feature in 0..<width {
        let deviation = values[row * width + feature].double - mean[feature]
        variance[feature] += deviation * deviation
      }
    }
    for feature in 0..<width { variance[feature] /= count }
  }

  /// Maximum less minimum.
  var range: [Double] { zip(minimum, maximum).map { $1 - $0 } }

  /// 1 / spread, and 0 for constant features: their computed spread may be rounding error, so the limits decide.
  func factors(dividingBy spread: [Double]) -> [Double] {
    spread.indices.map { minimum[$0] < maximum[$0] && spread[$0] > 0 ? 1 / spread[$0] : 0 }
  }
}

/// A type that features are stored in.
private protocol FeatureValue {
  var double: Double { get }
}

extension UInt8: FeatureValue {
  fileprivate var double: Double { Double(self) }
}

extension Float: FeatureValue {
  fileprivate var double: Double { Double(self) }
}
