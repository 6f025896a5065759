public import Datasets
import Foundation
import NeuralNetwork
public import Reporting
public import SavedModels
import SeededRandom
import Study
public import StudyFile

/// The scores of a saved model, on the data that it was trained and tested with or on others.
public struct ModelEvaluation: Sendable {
  /// What can be printed.
  public enum Output: String, Sendable, CaseIterable {
    /// Loss and metrics.
    case scores
    /// Accuracy of each class.
    case classes
    /// How often each class is predicted for each true class.
    case confusion
  }

  let model: SavedModel
  let parts: [Part]
  /// The metrics that are asked for; nil for those that the model was trained with.
  var metrics: [Metric]?

  struct Part: Sendable {
    var name: String
    var samples: LabelledSamples<Float>
    /// The line of each sample in its file; nil if there is none.
    var lines: [Int32]?
    /// The place of each sample in its data.
    var rows: [Int]
    /// What a file that need not have a target gives as such for each sample; nil if samples are labelled.
    var givenTargets: [String?]?
    /// The labels that the data give, if the model was trained on others, some of them wrong.
    var rightLabels: [Int32]?
    var reported: Score?
  }

  /// Selects the model's own data, split and scaled as in its training run.
  ///
  /// - Parameters:
  ///   - path: where the data are now; nil if they have not moved.
  ///   - part: the part to score; nil for all parts.
  /// - Throws: ``WorkflowError`` if the data are not those of the model, or have no such part; `DataError` if they
  ///   cannot be loaded.
  public init(_ model: SavedModel, path: String?, part: DataPart?) throws {
    self.model = model
    let recipe = model.provenance.data
    var source = try model.source()
    path.map { source.path = $0 }
    let data = try DataLoader.load(source, test: recipe.test, seed: StudySeed(recipe.seed))
    guard data.digest == recipe.digest else {
      throw WorkflowError(
        "--data: the data that \(source.name) has here (SHA-256 \(data.digest.prefix(12))…) are not those of the model "
          + "(\(recipe.digest.prefix(12))…); give --path, or --data to score it on other data")
    }
    let samples = try RecipeSamples(recipe, of: data)
    parts = DataPart.allCases.filter { part == nil || part == $0 }.compactMap { part in
      samples.rows(of: part).flatMap { rows in
        samples.samples(of: part, scaledBy: model.scaler).map { (rows, $0) }
      }.map {
        Part(
          name: part.rawValue, samples: $1, lines: samples.lines(of: part), rows: $0,
          rightLabels: part == .train ? samples.rightTrainingLabels : nil, reported: model.scores[part])
      }
    }
    if let part, parts.isEmpty {
      throw WorkflowError("--part: the model's data have no \(part.rawValue) set")
    }
  }

  /// The keys of data that say which columns are features, which a model with columns of its own knows.
  private static let columnKeys: Set<DataSource.Key> = [.features, .ignore, .categorical, .groups]

  /// Loads other data, given by keys of a study file, and selects those; `seed` is for data that are generated, and nil for the
  /// usual one.
  ///
  /// Samples that are only `predicted` may lack the target; nothing is measured of them.
  ///
  /// - Throws: the error of the settings, of loading, or of ``init(_:on:part:)``.
  public init(
    _ model: SavedModel, data settings: [StudyFileSetting], seed given: UInt64?, part: DataPart?,
    predicted: Bool = false
  ) throws {
    let recipe = model.provenance.data
    if model.columns != nil,
      let vain = settings.first(where: { setting in Self.columnKeys.contains { setting.path.last == $0.rawValue } })
    {
      throw WorkflowError("\(vain.origin): the model has columns of its own, and others are passed over; leave it out")
    }
    // A table is read like the model's, unless settings say otherwise; the model knows which columns are features.
    let isTable = settings.contains { $0.path == ["data", "source"] && $0.value == .text(recipe.source.name) }
    let known =
      isTable && (model.columns != nil || recipe.source.firstColumn != nil || recipe.source.predictsQuantity)
      ? StudyFileSetting.keys(
        of: recipe.source, except: Self.columnKeys.union([.path]), origin: "model") : []
    var source = try StudyFile.read(
      nil, settings: StudyFileSetting.withoutTraining("evaluate") + known + settings, caller: "fathom evaluate"
    ).data.source
    let entry = try DatasetCatalogue.source(named: source.name)
    guard given == nil || entry.place() == .generated else {
      throw WorkflowError("--seed: is for data that are generated, and \(source.name) is not; leave it out")
    }
    let seed = given ?? StudyFile.usualSeed
    // Without labels, nothing but the model says what is predicted; classes of a model are no quantity.
    if source.task == nil, entry.keys.contains(.task), predicted || model.quantity == nil {
      source.task = model.quantity == nil ? DataSource.classification : DataSource.regression
    }
    let namesTarget = settings.contains { $0.path == ["data", DataSource.Key.target.rawValue] }
    let labels: LabelNeed = predicted ? (namesTarget ? .optionalInColumn : .optional) : .needed
    let data = try OptionWords.inErrors {
      try DataLoader.load(
        source, seed: StudySeed(seed), columns: model.columns,
        classNames: model.classNames,
        width: model.shape.featureCount, labels: labels)
    }
    try self.init(model, on: data, part: part, named: source.title)
    let far = model.scaler.remark(
      on: data.canonicalTest ?? data.pool, recipe.scale, farFrom: "the samples that the model was trained on")
    for remark in data.pool.remarks + [far].compactMap(\.self) { Terminal.tell(OptionWords.of(remark)) }
    let isMadeAlike = source.name == recipe.source.name && !entry.isOwnFile && seed == recipe.seed
    // A test set that was drawn came from all samples, those of the data set's own test set too.
    if !predicted, data.canonicalTest == nil || recipe.test != .canonical, data.digest == recipe.digest || isMadeAlike {
      Terminal.tell("these data hold the samples that the model was trained on; leave out --data to score its test set")
    } else if !predicted, part != .train, let known = trainedSamples(in: data.canonicalTest ?? data.pool) {
      Terminal.tell(known)
    }
  }

  /// How many samples have the values and the target of one that the model was trained on, or that this is not known as its own
  /// data are no longer where they were; nil if there are none, or its data were no file.
  private func trainedSamples(in dataset: Dataset) -> String? {
    let recipe = model.provenance.data
    guard (try? DatasetCatalogue.source(named: recipe.source.name))?.isOwnFile == true else { return nil }
    guard let source = try? model.source(),
      let own = try? DataLoader.load(source, test: recipe.test, seed: StudySeed(recipe.seed)),
      own.digest == recipe.digest, let samples = try? RecipeSamples(recipe, of: own)
    else {
      return
        "\(recipe.source.path ?? "the file") that the model was trained on is gone or has changed, so that nothing tells whether it "
        + "was trained on some of these samples"
    }
    let known = samples.trainedCount(in: dataset)
    guard known > 0 else { return nil }
    return
      "\(count(known)) of \(count(dataset.count)) samples \(known == 1 ? "has" : "have") the same values and "
      + "\(model.quantity == nil ? "class" : "target") as one that the model was trained on; leave out --data to score its test set"
  }

  /// Selects other data, scaled as the model's were: their test set or, if they have none, all samples. The part
  /// `train` is the training pool of data with a test set.
  ///
  /// - Throws: ``WorkflowError`` if their shape, features or classes are not the model's, or they have no such part.
  public init(_ model: SavedModel, on data: LoadedData, part: DataPart?, named name: String? = nil) throws {
    self.model = model
    let sets: [(part: DataPart, dataset: Dataset)] =
      data.canonicalTest.map { [(.train, data.pool), (.test, $0)] } ?? [(.test, data.pool)]
    let chosen = sets.filter { $0.part == part ?? .test }
    guard !chosen.isEmpty else {
      throw WorkflowError("--part: \(name ?? data.pool.name) has no \(part?.rawValue ?? "") set of its own")
    }
    parts = try chosen.map { part, dataset in
      Part(
        name: part.rawValue, samples: try model.samples(dataset, named: name ?? dataset.name), lines: dataset.lines,
        rows: Array(0..<dataset.count), givenTargets: dataset.givenTargets)
    }
  }

  /// The same with other metrics: `names`, with commas between them.
  ///
  /// - Throws: ``WorkflowError`` if one of them does not measure what the model predicts.
  public func measuring(_ names: String) throws -> ModelEvaluation {
    let fitting = Metric.all.filter { $0.isOfQuantities == (model.quantity != nil) }
    var evaluation = self
    evaluation.metrics = try names.split(separator: ",", omittingEmptySubsequences: false).map { part in
      let name = part.trimmingCharacters(in: .whitespaces)
      guard let metric = fitting.first(where: { $0.name == name }) else {
        throw WorkflowError(
          "--metrics: \(name.debugDescription) is no metric of \(model.quantity == nil ? "classes" : "a quantity"), which this model "
            + "predicts; use \(fitting.map(\.name).joined(separator: ", "))")
      }
      return metric
    }
    return evaluation
  }
}
