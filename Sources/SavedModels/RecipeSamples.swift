public import Datasets
public import Kernels
public import NeuralNetwork
import SeededRandom

/// A part of the data of a training run.
public enum DataPart: String, Sendable, CaseIterable {
  /// The training subset, the validation set and the test set.
  case train, validation, test
}

/// The samples that a recipe selects from its data.
public struct RecipeSamples: Sendable {
  private let recipe: DataRecipe
  private let data: LoadedData
  private let split: ReplicateSplit
  /// The training subset, as indices into the pool.
  private let trainingRows: [Int]
  /// Their classes, some of them wrong if the recipe says so.
  private let trainingLabels: [Int32]

  /// Draws the same samples as the training run.
  ///
  /// - Throws: `DataError` if the data cannot be split like that.
  public init(_ recipe: DataRecipe, of data: LoadedData) throws {
    self.recipe = recipe
    self.data = data
    let drawn = try ReplicateSplit(
      of: data, test: recipe.test, validation: recipe.validation, shares: recipe.shares,
      seed: StudySeed(recipe.seed), replicate: recipe.replicate, testReplicate: recipe.testReplicate)
    split = recipe.isBalanced ? try drawn.balanced(data, atLeast: 1) : drawn
    guard 1...split.trainingOrder.count ~= recipe.size else {
      throw DataError(
        "size: \(recipe.size) is not in 1…\(split.trainingOrder.count), the samples of \(data.pool.name) that the test and "
          + "validation sets leave")
    }
    let subset = Array(split.trainingOrder.prefix(recipe.size))
    let labels = subset.map { data.pool.labels[$0] }
    let noise = try LabelNoise(share: recipe.labelNoise, seed: StudySeed(recipe.seed), replicate: recipe.replicate)
    let noisy = noise?.labels(labels, classCount: data.pool.classNames.count) ?? labels
    let order = recipe.isShuffled ? Array(subset.indices) : subset.indices.sorted { subset[$0] < subset[$1] }
    trainingRows = order.map { subset[$0] }
    trainingLabels = order.map { noisy[$0] }
  }

  /// The scaling, fitted to the training subset.
  public var fittedScaler: FeatureScaler {
    FeatureScaler(recipe.scale, fittedTo: data.pool, rows: trainingRows)
  }

  /// The quantity to predict, with the scaling fitted to the training subset; nil if the samples are of classes.
  public var quantity: PredictedQuantity? {
    data.pool.quantity.map { quantity in
      PredictedQuantity(
        name: quantity.name, scaler: QuantityScaler(fittedTo: trainingRows.map { quantity.values[$0] }))
    }
  }

  /// Returns the scaled samples of a part; nil if the recipe has no such part.
  public func samples(of part: DataPart, scaledBy scaler: FeatureScaler) -> LabelledSamples<Float>? {
    let quantity = quantity
    return place(of: part).map {
      scaler.labelled(
        $0.dataset, rows: $0.rows, labels: part == .train ? trainingLabels : nil, quantity: quantity?.scaler)
    }
  }

  /// The classes that the data give the training subset; nil if none of those that it is trained with is wrong.
  public var rightTrainingLabels: [Int32]? {
    let labels = trainingRows.map { data.pool.labels[$0] }
    return labels == trainingLabels ? nil : labels
  }

  /// Returns the line of each sample of a part in its file; nil if there is none.
  public func lines(of part: DataPart) -> [Int32]? {
    place(of: part).flatMap { part in part.dataset.lines.map { lines in part.rows.map { lines[$0] } } }
  }

  /// Returns the number of samples of a part; nil if the recipe has no such part.
  public func count(of part: DataPart) -> Int? { place(of: part)?.rows.count }

  /// Returns the place of each sample of a part in its data, which for the test set may be data of its own; nil if the recipe
  /// has no such part.
  public func rows(of part: DataPart) -> [Int]? { place(of: part)?.rows }

  /// Returns how many samples of other data have the same values and class, or quantity, as one of the training subset; 0 if
  /// there are too many values to look through.
  public func trainedCount(in other: Dataset) -> Int { other.count(of: data.pool, rows: trainingRows) }

  private func place(of part: DataPart) -> (dataset: Dataset, rows: [Int])? {
    switch part {
    case .train: (data.pool, trainingRows)
    case .validation: split.validation.isEmpty ? nil : (data.pool, split.validation)
    case .test: split.test.map { (data.pool, $0) } ?? data.canonicalTest.map { ($0, Array(0..<$0.count)) }
    }
  }
}

extension FeatureScaler {
  /// Returns the samples of `dataset` with the indices `rows`, scaled, as networks take them; `labels` are their classes, nil
  /// for those of the data set, and a quantity to predict is scaled by `quantity`.
  public func labelled(
    _ dataset: Dataset, rows: [Int], labels: [Int32]? = nil, quantity: QuantityScaler? = nil
  ) -> LabelledSamples<Float> {
    let labels = labels ?? rows.map { dataset.labels[$0] }
    let quantities = dataset.quantity.flatMap { values in
      quantity.map { QuantityTargets<Float>(rows.map { values.values[$0] }, mean: $0.mean, deviation: $0.deviation) }
    }
    guard keepsZeros(of: dataset) else {
      return LabelledSamples(labels: labels, quantities: quantities, featureCount: dataset.featureCount) {
        scaled(dataset, rows: rows[$0]).features[...]
      }
    }
    return LabelledSamples(
      labels: labels, quantities: quantities, featureCount: dataset.featureCount,
      nonzeros: { sample, take in forEachNonzero(of: dataset, row: rows[sample]) { take($0, Float($1)) } })
  }
}
