/// Checks what features lose when they are rounded to single precision, in which networks are trained and saved.
public enum FeatureRounding {
  /// Samples looked at for values that rounding makes equal.
  private static let maximumSamples = 2000
  private static let maximumNames = 3

  /// Refuses data with a value that `scaling` leaves infinite in single precision.
  ///
  /// - Throws: ``DataError`` that names the column and the sample.
  public static func refuseOverflow(in data: LoadedData, scaling: Scaling) throws {
    guard scaling == .none, case .doubles(let values) = data.pool.features,
      let index = values.firstIndex(where: { Float($0).isInfinite })
    else { return }
    let (sample, feature) = index.quotientAndRemainder(dividingBy: data.pool.featureCount)
    let place = data.pool.lines.map { "line \($0[sample])" } ?? "sample \(sample + 1)"
    throw DataError(
      "\(data.pool.name): column \(data.pool.label(of: feature)), \(place): \(values[index]) is beyond single precision "
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
    let rows = stride(from: 0, to: pool.count, by: max(1, (pool.count + maximumSamples - 1) / maximumSamples)).map {
      $0
    }
    let scaler = FeatureScaler(scaling, fittedTo: pool, rows: pool.labels.indices)
    let scaled = scaler.scaledInDoublePrecision(pool, rows: rows)
    let unscaled = rows.map { pool.features.doubles(in: $0 * pool.featureCount..<($0 + 1) * pool.featureCount) }
    let affected = (0..<pool.featureCount).compactMap { feature -> String? in
      let present = unscaled.indices.filter { !unscaled[$0][feature].isNaN }
      let different = Set(present.map { unscaled[$0][feature] }).count
      let left = Set(present.map { Float(scaled[$0 * pool.featureCount + feature]) }).count
      return 10 * left < 9 * different
        ? "\(pool.label(of: feature)) (\(different) different values become \(left))" : nil
    }
    guard !affected.isEmpty else { return nil }
    let names = affected.prefix(maximumNames).joined(separator: ", ")
    let more = affected.count > maximumNames ? " and \(affected.count - maximumNames) more" : ""
    let wayOut =
      scaling == .none
      ? "choose another data.scale, such as standardise" : "look for outliers, or set precision: double"
    return
      "single precision makes different values equal in column \(names)\(more) with data.scale \(scaling.rawValue); "
      + wayOut
  }
}

extension Dataset {
  /// A feature as messages name it.
  fileprivate func label(of feature: Int) -> String { featureNames.map { quoted($0[feature]) } ?? "\(feature + 1)" }
}
