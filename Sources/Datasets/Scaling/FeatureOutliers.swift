/// Checks whether a few values far from all others leave the others of a feature nearly equal after scaling.
public enum FeatureOutliers {
  /// How far apart the others are then at most.
  private static let narrowest = 0.005
  /// The share of values that may be far.
  private static let mostFar = 0.01
  /// The share of values that differ from the middle one, at least: of features that are mostly 0, what is far is measured.
  private static let fewestDifferent = 0.05
  private static let (mostValues, mostFeatures, mostNames) = (1 << 24, 1 << 16, 3)
  /// Of so many values the middle one is taken for that of all.
  private static let sampled = 31

  /// The values of one feature.
  private struct Spread {
    var middle: Double
    var count = 0
    var far = 0
    var different = 0
    var farthest: (sample: Int, value: Double, distance: Double) = (0, 0, 0)
  }

  /// Returns one line that names the features of which `scaling` leaves nearly all values within 0.005; nil if there are none, or
  /// if nothing is fitted to values. Of a sparse table only values other than zero count.
  public static func note(on data: LoadedData, scaling: Scaling) -> String? {
    let pool = data.pool
    if case .bytes = pool.features { return nil }
    let stored = pool.features.sparse?.storedCount ?? pool.features.count
    guard scaling != .none, stored <= mostValues, pool.featureCount <= mostFeatures,
      pool.features.sparse == nil || scaling.keepsZerosOfSparseTables
    else { return nil }
    let scaler = FeatureScaler(scaling, fittedTo: pool, rows: pool.labels.indices)
    let found = spreads(of: pool, scaler).enumerated().filter { isRuined($1) }.map { feature, spread in
      let (sample, value, _) = spread.farthest
      return "\(pool.label(of: feature)) (such as \(Int(exactly: value).map(String.init) ?? "\(value)") "
        + "\(pool.lines.map { "in line \($0[sample])" } ?? "of sample \(sample + 1)"))"
    }
    guard !found.isEmpty else { return nil }
    return
      "Values far from all others leave the others nearly equal with data.scale \(scaling.rawValue) in column "
      + found.prefix(mostNames).joined(separator: ", ")
      + (found.count > mostNames ? " and \(found.count - mostNames) more" : "")
      + "; correct them or declare them as missing if they are mistakes, or write the logarithm if they are measured"
  }

  private static func isRuined(_ spread: Spread) -> Bool {
    spread.count >= TableRemarks.fewestSamples && spread.far > 0
      && Double(spread.far) <= max(1, mostFar * Double(spread.count))
      && Double(spread.different) >= fewestDifferent * Double(spread.count)
  }

  private static func spreads(of pool: Dataset, _ scaler: FeatureScaler) -> [Spread] {
    func forEachValue(_ sample: Int, _ take: (Int, Double) -> Void) {
      if let sparse = pool.features.sparse { return sparse.forEachValue(of: sample, take) }
      pool.forEachValue(CollectionOfOne(sample)) { if !$1.isNaN { take($0, $1) } }
    }
    let step = pool.features.sparse == nil ? max(1, pool.count / sampled) : 1
    var some = [[Double]](repeating: [], count: pool.featureCount)
    for sample in stride(from: 0, to: pool.count, by: step) {
      forEachValue(sample) { if some[$0].count < sampled { some[$0].append($1) } }
    }
    var spreads = some.map { Spread(middle: $0.isEmpty ? 0 : $0.sorted()[$0.count / 2]) }
    for sample in 0..<pool.count {
      forEachValue(sample) { feature, value in
        let power = scaler.powers?[feature] ?? 1
        let distance = abs(value * power - spreads[feature].middle * power) * scaler.factors[feature]
        spreads[feature].count += 1
        if distance > narrowest / 2 {
          spreads[feature].far += 1
        } else if distance > 0 {
          spreads[feature].different += 1
        }
        if distance > spreads[feature].farthest.distance { spreads[feature].farthest = (sample, value, distance) }
      }
    }
    return spreads
  }
}
