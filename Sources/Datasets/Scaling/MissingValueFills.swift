extension Dataset {
  /// Whether any feature of any sample is missing.
  public var hasMissingValues: Bool { table?.hasMissingValues ?? false }

  /// What stands for a missing value of each feature: the mean over the samples at `rows` that have one or, of a column of
  /// categories, 1 for the most frequent (of equals the first) and 0 for the others.
  func fills(_ rows: some Collection<Int>) -> [Double] {
    var means = [Double](repeating: 0, count: featureCount)
    var counts = means
    forEachValue(rows) { feature, value in
      guard !value.isNaN else { return }
      counts[feature] += 1
      means[feature] += value / counts[feature] - means[feature] / counts[feature]
    }
    let columns = table?.columns ?? []
    for (column, range) in zip(columns, columns.valueRanges()) where column.categories != nil {
      let most = range.max { (means[$0], $1) < (means[$1], $0) }
      for feature in range { means[feature] = feature == most ? 1 : 0 }
    }
    return means
  }
}
