/// Checks what features lose when they are rounded to single precision, in which networks are trained and saved.
public enum FeatureRounding {
  /// Samples looked at for values that rounding makes equal.
  private static let maximumSamples = 2000
  private static let mostValues = 1 << 22
  private static let maximumNames = 3

  /// Refuses data with a value that `scaling` leaves infinite in single precision.
  ///
  /// - Throws: ``DataError`` that names the column and the sample.
  public static func refuseOverflow(in data: LoadedData, scaling: Scaling) throws {
    guard scaling == .none,
      let (sample, feature, value) = data.pool.features.firstOverflow(width: data.pool.featureCount)
    else { return }
    let place = data.pool.lines.map { "line \($0[sample])" } ?? "sample \(sample + 1)"
    throw DataError(
      "\(data.pool.name): column \(data.pool.label(of: feature)), \(place): \(value) is beyond single precision "
        + "(\(Float.greatestFiniteMagnitude)) and data.scale is none; choose another data.scale, such as standardise")
  }

  /// Returns one line that names the features in which rounding after `scaling` makes many different values equal; nil
  /// if there are none.
  ///
  /// Losing up to a tenth of the different values is not reported; that happens where very many values lie close
  /// together.
  public static func note(on data: LoadedData, scaling: Scaling) -> String? {
    if case .bytes = data.pool.features { return nil }
    let pool = data.pool
    // A sample may have very many features.
    let most = min(maximumSamples, max(mostValues / pool.featureCount, 2))
    let rows = stride(from: 0, to: pool.count, by: max(1, (pool.count + most - 1) / most)).map { $0 }
    let scaler = FeatureScaler(scaling, fittedTo: pool, rows: pool.labels.indices)
    let counts = scaler.keepsZeros(of: pool) ? scaler.sparseCounts(pool, rows) : scaler.counts(pool, rows)
    let affected = counts.compactMap { feature, different, left in
      10 * left < 9 * different
        ? "\(pool.label(of: feature)) (\(different) different values become \(left))" : nil
    }
    guard !affected.isEmpty else { return nil }
    let names = affected.prefix(maximumNames).joined(separator: ", ")
    let more = affected.count > maximumNames ? " and \(affected.count - maximumNames) more" : ""
    let wayOut =
      scaling == .none || scaler.keepsZeros(of: pool)
      ? "choose another data.scale, such as standardise" : "look for outliers, or set precision: double"
    return
      "single precision makes different values equal in column \(names)\(more) with data.scale \(scaling.rawValue); "
      + wayOut
  }
}

extension FeatureScaler {
  /// For each feature, how many different values the samples at `rows` have, and how many of them rounding leaves.
  fileprivate func counts(_ pool: Dataset, _ rows: [Int]) -> [(feature: Int, different: Int, left: Int)] {
    let scaled = scaledInDoublePrecision(pool, rows: rows)
    let unscaled = rows.map { pool.features.doubles(in: $0 * pool.featureCount..<($0 + 1) * pool.featureCount) }
    return (0..<pool.featureCount).map { feature in
      let present = unscaled.indices.filter { !unscaled[$0][feature].isNaN }
      let different = Set(present.map { unscaled[$0][feature] }).count
      let left = Set(present.map { Float(scaled[$0 * pool.featureCount + feature]) }).count
      return (feature, different, left)
    }
  }

  /// The same for features of a sparse table, apart from its zeros.
  fileprivate func sparseCounts(_ pool: Dataset, _ rows: [Int]) -> [(feature: Int, different: Int, left: Int)] {
    var values: [Int: (different: Set<Double>, left: Set<Float>)] = [:]
    for row in rows {
      pool.features.sparse?.forEachValue(of: row) { values[$0, default: ([], [])].different.insert($1) }
      forEachNonzero(of: pool, row: row) { values[$0, default: ([], [])].left.insert(Float($1)) }
    }
    return values.map { ($0.key, $0.value.different.count, $0.value.left.count) }.sorted { $0.0 < $1.0 }
  }
}

extension FeatureStorage {
  /// The first value that is infinite in single precision, with its sample and feature.
  fileprivate func firstOverflow(width: Int) -> (sample: Int, feature: Int, value: Double)? {
    func isOverflow(_ value: Double) -> Bool { Float(value).isInfinite }
    switch self {
    case .bytes, .floats: return nil
    case .doubles(let values):
      return values.firstIndex(where: isOverflow).map { ($0 / width, $0 % width, values[$0]) }
    case .sparse(let values):
      guard let place = values.columns.indices.first(where: { isOverflow(values.values[$0]) }) else { return nil }
      let sample = (values.starts.firstIndex { $0 > place } ?? 1) - 1
      return (sample, Int(values.columns[place]), values.values[place])
    }
  }
}

extension Dataset {
  /// A feature as messages name it.
  func label(of feature: Int) -> String {
    featureNames.map { quoted($0[feature]) } ?? "\(feature + (firstColumn ?? 1))"
  }
}
