/// The samples that one trajectory uses, by reference, with their scaling. It copies no features.
public struct TrajectorySelection: Sendable, Equatable {
  /// The training subset, in the order of the split.
  public let train: SampleSelection
  /// The validation set; nil if the split has none.
  public let validation: SampleSelection?
  /// The test set.
  public let test: SampleSelection
  /// The samples of the pool that the test set has, ascending; nil for the data set's own test set.
  public let drawnTest: [Int]?

  /// Takes the first `size` samples of the split's training order, and its validation and test sets, all with the
  /// scaling fitted to the training subset. `noise` changes labels of the training subset alone.
  ///
  /// `split` must come from `data`.
  ///
  /// - Throws: ``DataError`` if the split has fewer than `size` training samples, or if the test set is missing.
  public init(data: LoadedData, split: ReplicateSplit, size: Int, scaling: Scaling, noise: LabelNoise? = nil) throws {
    guard 1...split.trainingOrder.count ~= size else {
      throw DataError(
        "sizes: \(size) is not in 1…\(split.trainingOrder.count), the samples of \(data.pool.name) that the test and "
          + "validation sets leave")
    }
    let subset = Array(split.trainingOrder.prefix(size))
    let scaler = FeatureScaler(scaling, fittedTo: data.pool, rows: subset)
    let quantityScaler = data.pool.quantity.map { quantity in
      QuantityScaler(fittedTo: subset.map { quantity.values[$0] })
    }
    func selection(_ dataset: Dataset, _ rows: [Int], changedLabels: [Int32]? = nil) -> SampleSelection {
      SampleSelection(
        dataset: dataset, rows: rows, scaler: scaler, quantityScaler: quantityScaler, changedLabels: changedLabels)
    }
    train = selection(
      data.pool, subset,
      changedLabels: noise?.labels(subset.map { data.pool.labels[$0] }, classCount: data.pool.classNames.count))
    validation = split.validation.isEmpty ? nil : selection(data.pool, split.validation)
    drawnTest = split.test
    if let rows = split.test {
      test = selection(data.pool, rows)
    } else if let canonical = data.canonicalTest {
      test = selection(canonical, Array(0..<canonical.count))
    } else {
      throw DataError("data.test: \(data.pool.name) has no test set of its own")
    }
  }
}

/// Some samples of a data set with their scaling. Equal selections have equal samples.
public struct SampleSelection: Sendable, Equatable {
  let dataset: Dataset
  let rows: [Int]
  /// The scaling, fitted to the training subset.
  public let scaler: FeatureScaler
  /// The scaling of the quantity to predict, fitted to the training subset; nil if the samples are of classes.
  public let quantityScaler: QuantityScaler?
  /// The classes that take the place of the samples' own; nil if they keep them.
  var changedLabels: [Int32]?

  /// Returns the samples in `range` of the selection, scaled; each call computes them again.
  public func samples(_ range: Range<Int>) -> SampleMatrix {
    var samples = scaler.scaled(dataset, rows: rows[range])
    if let changedLabels { samples.labels = Array(changedLabels[range]) }
    return samples
  }

  /// Returns the scaled features of the samples in `range`, not rounded to single precision.
  public func featuresInDoublePrecision(_ range: Range<Int>) -> [Double] {
    scaler.scaledInDoublePrecision(dataset, rows: rows[range])
  }

  /// Whether the samples are stored sparsely and scaled so that zeros stay zeros.
  public var keepsZeros: Bool { scaler.keepsZeros(of: dataset) }

  /// Tells `take` the scaled features of the sample at `position` that may be other than zero, not rounded to single
  /// precision; only if the selection ``keepsZeros``.
  public func forEachNonzero(at position: Int, _ take: (Int, Double) -> Void) {
    scaler.forEachNonzero(of: dataset, row: rows[position], take)
  }

  /// All samples, scaled; each access computes them again.
  public var samples: SampleMatrix { samples(rows.indices) }

  /// Number of samples.
  public var count: Int { rows.count }

  /// Returns the scaled features of the samples at `positions` in the selection, one sample after the other.
  public func scaledFeatures(at positions: [Int]) -> [Float] {
    scaler.scaled(dataset, rows: positions.map { rows[$0] }).features
  }

  /// Returns the unscaled features of the first samples, at most `limit` of them, one sample after the other.
  public func unscaledFeatures(limit: Int) -> [Double] {
    let width = dataset.featureCount
    return rows.prefix(limit).flatMap { row in
      dataset.features.doubles(in: row * width..<(row + 1) * width)
    }
  }

  /// The quantity to predict for each sample, in the unit of the data; nil if the samples are of classes.
  public var quantities: [Double]? { dataset.quantity.map { quantity in rows.map { quantity.values[$0] } } }

  /// The class of each sample that is trained on or measured against, or the stratum of a quantity.
  public var labels: [Int32] { changedLabels ?? rows.map { dataset.labels[$0] } }

  /// The group of each sample; nil if samples are not in groups.
  public var groups: [Int]? { dataset.groups.map { groups in rows.map { Int(groups[$0]) } } }

  /// Number of features of one sample.
  public var featureCount: Int { dataset.featureCount }

  /// Names of the features; nil if they have none.
  public var featureNames: [String]? { dataset.featureNames }
}
