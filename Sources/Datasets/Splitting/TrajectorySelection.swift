/// Which samples one trajectory learns from and is measured on, and how they are scaled; takes no copy of any.
public struct TrajectorySelection: Sendable, Equatable {
  /// The training subset, in the order of the split.
  public let train: SampleSelection
  /// Nil if the split holds out no validation set.
  public let validation: SampleSelection?
  public let test: SampleSelection

  /// Takes the first `size` samples of the split's training order, and its validation and test sets, all scaled alike:
  /// as is fitted to the training subset.
  ///
  /// `split` must come from `data`. Throws a `DataError` if there are fewer than `size` samples to train on.
  public init(data: LoadedData, split: ReplicateSplit, size: Int, scaling: Scaling) throws {
    guard 1...split.trainingOrder.count ~= size else {
      throw DataError(
        "sizes: \(size) is not in 1…\(split.trainingOrder.count), the samples of \(data.pool.name) that the test and "
          + "validation sets leave")
    }
    let subset = Array(split.trainingOrder.prefix(size))
    let scaler = FeatureScaler(scaling, fittedTo: data.pool, rows: subset)
    train = SampleSelection(dataset: data.pool, rows: subset, scaler: scaler)
    validation =
      split.validation.isEmpty ? nil : SampleSelection(dataset: data.pool, rows: split.validation, scaler: scaler)
    if let rows = split.test {
      test = SampleSelection(dataset: data.pool, rows: rows, scaler: scaler)
    } else if let canonical = data.canonicalTest {
      test = SampleSelection(dataset: canonical, rows: Array(0..<canonical.count), scaler: scaler)
    } else {
      throw DataError("data.test: \(data.pool.name) has no test set of its own")
    }
  }
}

/// Some samples of a data set and how they are scaled: equal selections stand for equal samples.
public struct SampleSelection: Sendable, Equatable {
  let dataset: Dataset
  let rows: [Int]
  /// As it was fitted to the training subset.
  public let scaler: FeatureScaler

  /// The samples in `range` of the selection, scaled; made anew each time.
  public func samples(_ range: Range<Int>) -> SampleMatrix { scaler.scaled(dataset, rows: rows[range]) }

  /// The features of the samples in `range`, scaled and not rounded to single precision.
  public func featuresInDoublePrecision(_ range: Range<Int>) -> [Double] {
    scaler.scaledInDoublePrecision(dataset, rows: rows[range])
  }

  /// All samples, scaled; made anew each time.
  public var samples: SampleMatrix { samples(rows.indices) }

  /// The number of samples.
  public var count: Int { rows.count }

  /// The features of the samples at `positions` in the selection, scaled.
  public func scaledFeatures(at positions: [Int]) -> [Float] {
    scaler.scaled(dataset, rows: positions.map { rows[$0] }).features
  }

  /// The features of the first samples, at most `limit`, as the data set has them.
  public func unscaledFeatures(limit: Int) -> [Double] {
    let width = dataset.featureCount
    return rows.prefix(limit).flatMap { row in
      dataset.features.doubles(in: row * width..<(row + 1) * width)
    }
  }

  public var labels: [Int32] { rows.map { dataset.labels[$0] } }

  public var featureCount: Int { dataset.featureCount }

  /// One for each feature, or nil where features have no names.
  public var featureNames: [String]? { dataset.featureNames }
}
