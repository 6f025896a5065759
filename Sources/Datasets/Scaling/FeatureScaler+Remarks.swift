extension FeatureScaler {
  /// Where scaled features are that are like those of the fit: the middle, and how far most are from it at most. Nil if nothing
  /// is scaled.
  private static func place(_ scaling: Scaling) -> (middle: Double, distance: Double)? {
    switch scaling {
    case .none: nil
    case .unit, .centreSamples: (0.5, 1.5)
    case .centre: (0, 1.5)
    case .standardise: (0, 5)
    }
  }

  /// The most values that are looked through.
  private static let mostValues = 1 << 24

  /// One line on columns of numbers most of which lie far from `ours`, the samples that this scaler of a kind of scaling was
  /// fitted to, as in another unit; nil if there are none, or if nothing is scaled.
  public func remark(on dataset: Dataset, _ scaling: Scaling, farFrom ours: String) -> String? {
    guard let columns = dataset.table?.columns, dataset.featureCount == offsets.count,
      dataset.count >= TableRemarks.fewestSamples, dataset.features.count <= Self.mostValues,
      let place = Self.place(scaling)
    else { return nil }
    let found = zip(columns, columns.valueRanges()).compactMap { column, range -> String? in
      guard column.categories == nil else { return nil }
      let (feature, power) = (range.lowerBound, powers?[range.lowerBound] ?? 1)
      let values = dataset.values(of: feature).filter { !$0.isNaN }.sorted()
      // A constant feature has no width to measure by.
      let far = values.count {
        factors[feature] != 0
          && abs(($0 * power - offsets[feature]) * factors[feature] - place.middle) > place.distance
      }
      guard values.count >= TableRemarks.fewestSamples, 2 * far > values.count else { return nil }
      let words = [values[values.count / 2], offsets[feature] / power].map { Float($0).description }
      return "\(quoted(String(column.name.prefix(40)))) (such as \(words[0]), far from \(words[1]))"
    }
    guard !found.isEmpty else { return nil }
    return
      "Most values lie far from those of \(ours), as in another unit, in column \(listed(found)); check how both were measured"
  }
}

extension Dataset {
  /// One feature of all samples.
  fileprivate func values(of feature: Int) -> [Double] {
    (0..<count).map { sample in
      let place = sample * featureCount + feature
      return features.doubles(in: place..<place + 1)[0]
    }
  }
}
