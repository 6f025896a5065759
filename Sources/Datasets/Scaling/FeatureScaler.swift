/// A fitted scaling: each feature j becomes (x · powers[j] − offsets[j]) · factors[j], in double precision.
///
/// The mean over a sample's scaled features may then be subtracted from each of them.
public struct FeatureScaler: Sendable, Equatable, Codable {
  /// Powers of two that features are multiplied by first, which is exact; nil if no feature needs one.
  ///
  /// They bring features near to 1 whose squares would be too large or too small for double precision.
  public let powers: [Double]?
  /// The number subtracted from each feature.
  public let offsets: [Double]
  /// The number each feature is then multiplied by; 0 for a feature that is constant in the training subset.
  public let factors: [Double]
  /// The unscaled number that stands for a missing value (NaN) of each feature, fitted to the training subset; nil if missing
  /// values are not replaced.
  public let fills: [Double]?
  /// Whether the mean of a sample's scaled features is subtracted from each of them.
  public let centresSamples: Bool

  /// Fits `scaling` to the samples of `dataset` at `rows`, the training subset.
  ///
  /// Grey levels are scaled to 0–1 by the largest possible level. Other features are scaled by minimum and maximum, or
  /// by mean and (population) standard deviation over `rows`; other samples may then fall outside 0–1. `unit` divides the
  /// features of a sparse table by their largest magnitude over `rows`, so that zeros stay zeros.
  public init(_ scaling: Scaling, fittedTo dataset: Dataset, rows: some Collection<Int>) {
    let width = dataset.featureCount
    func constant(_ value: Double) -> [Double] { [Double](repeating: value, count: width) }
    centresSamples = scaling == .centreSamples
    let fills = dataset.table?.imputesMissingValues == true ? dataset.fills(rows) : nil
    self.fills = fills
    if let sparse = dataset.features.sparse, scaling == .unit {
      (powers, offsets, factors) = Self.unitOfMagnitudes(sparse.largestMagnitudes(rows))
      return
    }
    switch (scaling, dataset.largestGreyLevel) {
    case (.none, _):
      (powers, offsets, factors) = (nil, constant(0), constant(1))
    case (.unit, let level?), (.centreSamples, let level?):
      (powers, offsets, factors) = (nil, constant(0), constant(1 / level))
    case (.unit, nil), (.centreSamples, nil):
      let moments = FeatureMoments(of: dataset, rows: rows, fills: fills)
      (powers, offsets) = (moments.usedPowers, moments.minimum)
      factors = moments.factors(dividingBy: moments.range)
    case (.centre, let level):
      let moments = FeatureMoments(of: dataset, rows: rows, fills: fills)
      (powers, offsets) = (moments.usedPowers, moments.mean())
      factors = level.map { constant(1 / $0) } ?? moments.factors(dividingBy: moments.range)
    case (.standardise, _):
      let moments = FeatureMoments(of: dataset, rows: rows, fills: fills)
      (powers, offsets) = (moments.usedPowers, moments.mean())
      factors = moments.factors(dividingBy: moments.variance(around: offsets).map { $0.squareRoot() })
    }
  }

  /// Returns the samples of `dataset` at `rows`, scaled and then rounded to single precision. `dataset` must have as
  /// many features as the scaler.
  public func scaled(_ dataset: Dataset, rows: some Collection<Int>) -> SampleMatrix {
    SampleMatrix(
      features: values(of: dataset, rows: Array(rows)), labels: rows.map { dataset.labels[$0] }, count: rows.count,
      featureCount: dataset.featureCount)
  }

  /// Returns the scaled features of the samples of `dataset` at `rows`, not rounded to single precision.
  public func scaledInDoublePrecision(_ dataset: Dataset, rows: some Collection<Int>) -> [Double] {
    values(of: dataset, rows: Array(rows))
  }

  /// Returns the scaled features of samples that are in no data set; `features` holds one sample after the other.
  public func scaled(_ features: [Double]) -> [Float] {
    scaled(features, rows: Array(0..<features.count / max(offsets.count, 1)))
  }

  // Rows are an array, because generic code that other modules call takes its slow form.
  @_specialize(where Result == Float)
  @_specialize(where Result == Double)
  private func values<Result: BinaryFloatingPoint>(of dataset: Dataset, rows: [Int]) -> [Result] {
    switch dataset.features {
    case .bytes(let values): scaled(values, rows: rows)
    case .floats(let values): scaled(values, rows: rows)
    case .doubles(let values): scaled(values, rows: rows)
    case .sparse(let values): rows.flatMap { row -> [Result] in scaled(values.row(row), rows: [0]) }
    }
  }

  private func scaled<Result: BinaryFloatingPoint>(
    _ values: [some FeatureValue], rows: [Int]
  ) -> [Result] {
    let width = offsets.count
    let powers = powers ?? [Double](repeating: 1, count: width)
    var result = [Result](repeating: 0, count: rows.count * width)
    var target = 0
    for row in rows {
      let source = row * width
      func value(_ feature: Int) -> Double {
        // A value that is far too large for its power would make 0 · ∞.
        if factors[feature] == 0 { return 0 }
        let value = values[source + feature].double
        return ((value.isNaN ? fills?[feature] ?? value : value) * powers[feature] - offsets[feature])
          * factors[feature]
      }
      let mean = centresSamples ? (0..<width).reduce(0) { $0 + value($1) } / Double(width) : 0
      for feature in 0..<width { result[target + feature] = Result(value(feature) - mean) }
      target += width
    }
    return result
  }
}

// MARK: sparse tables

extension FeatureScaler {
  /// Divides features by their largest magnitudes; those that are 0 in all samples become 0 in others, too.
  private static func unitOfMagnitudes(
    _ magnitudes: [Double]
  ) -> (powers: [Double]?, offsets: [Double], factors: [Double]) {
    let powers = magnitudes.map { FeatureMoments<[Int]>.power(for: $0) }
    return (
      powers.allSatisfy { $0 == 1 } ? nil : powers, [Double](repeating: 0, count: magnitudes.count),
      zip(magnitudes, powers).map { $0 > 0 ? 1 / ($0 * $1) : 0 }
    )
  }

  /// Returns whether `dataset` is stored sparsely and its zeros stay zeros, so that it never has to be stored in full.
  public func keepsZeros(of dataset: Dataset) -> Bool {
    dataset.features.sparse != nil && !centresSamples && offsets.allSatisfy { $0 == 0 }
  }

  /// Tells `take` the scaled features of a sample that may be other than zero, not rounded to single precision, with their
  /// places, ascending; only for a data set of which the scaling ``keepsZeros(of:)``.
  public func forEachNonzero(of dataset: Dataset, row: Int, _ take: (Int, Double) -> Void) {
    dataset.features.sparse?.forEachValue(of: row) { feature, value in
      take(feature, value * (powers?[feature] ?? 1) * factors[feature])
    }
  }
}
