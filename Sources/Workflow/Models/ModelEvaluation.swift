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

  private let model: SavedModel
  private let parts: [Part]
  /// The metrics that are asked for; nil for those that the model was trained with.
  private var metrics: [Metric]?

  private struct Part: Sendable {
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

  /// Loads other data, given by keys of a study file, and selects those; `seed` is for data that are generated.
  ///
  /// Samples that are only `predicted` may lack the target; nothing is measured of them.
  ///
  /// - Throws: the error of the settings, of loading, or of ``init(_:on:part:)``.
  public init(
    _ model: SavedModel, data settings: [StudyFileSetting], seed: UInt64, part: DataPart?, predicted: Bool = false
  ) throws {
    let recipe = model.provenance.data
    // A table is read like the model's, unless settings say otherwise; the model knows which columns are features.
    let isTable = settings.contains { $0.path == ["data", "source"] && $0.value == .text(recipe.source.name) }
    let known =
      isTable && (model.columns != nil || recipe.source.firstColumn != nil || recipe.source.predictsQuantity)
      ? StudyFileSetting.keys(
        of: recipe.source, except: [.path, .features, .ignore, .categorical, .groups], origin: "model") : []
    var source = try StudyFile.read(
      nil, settings: StudyFileSetting.withoutTraining("evaluate") + known + settings, caller: "fathom evaluate"
    ).data.source
    let entry = try DatasetCatalogue.source(named: source.name)
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

  /// How many samples have the values and the target of one that the model was trained on, if its own data are still where they
  /// were; nil if there are none, or nothing tells.
  private func trainedSamples(in dataset: Dataset) -> String? {
    let recipe = model.provenance.data
    guard (try? DatasetCatalogue.source(named: recipe.source.name))?.isOwnFile == true,
      let source = try? model.source(),
      let own = try? DataLoader.load(source, test: recipe.test, seed: StudySeed(recipe.seed)),
      own.digest == recipe.digest, let samples = try? RecipeSamples(recipe, of: own)
    else { return nil }
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

  /// Returns what the model predicts for each sample, in `format`, with the truth where the data give it; tells the user of
  /// predictions that are not finite.
  public func predictions(format: TableFormat) -> String {
    wrongLabels.map { Terminal.tell($0 + "; the column truth has the right ones") }
    let evaluator = Evaluator(model.network)
    let predictions = parts.map { part in
      var outputs = evaluator.outputs(of: part.samples)
      if let quantity = model.quantity {
        outputs = outputs.map { ($0.predicted, $0.values.map(quantity.scaler.unscaled)) }
      }
      return ModelTables.PartPrediction(
        part: part.name, lines: part.lines, rows: part.rows, outputs: outputs, truths: truths(of: part))
    }
    tellNotFinite(
      predictions.reduce(0) { $0 + $1.notFinite }, of: predictions.reduce(0) { $0 + $1.outputs.count }, "left empty")
    return format.write(ModelTables.predictions(predictions, of: model))
  }

  /// Tells the user of predictions that are not finite, and what is made of them; nothing without any.
  private func tellNotFinite(_ notFinite: Int, of all: Int, _ use: String) {
    guard notFinite > 0 else { return }
    Terminal.tell(
      "\(count(notFinite)) of \(count(all)) predictions \(notFinite == 1 ? "is" : "are") infinite or no number, and \(use); look "
        + "for features far beyond those that the model was trained on")
  }

  /// The class or quantity of each sample, as the data give it; nil if they give none.
  private func truths(of part: Part) -> [Table.Cell]? {
    if let given = part.givenTargets {
      guard given.contains(where: { $0 != nil }) else { return nil }
      return given.map { text in
        guard let text else { return .missing }
        return model.quantity == nil ? .text(text) : Double(text).map { Table.Cell($0) } ?? .text(text)
      }
    }
    if model.quantity != nil { return part.samples.quantities?.values.map { Table.Cell($0) } }
    return (part.rightLabels ?? part.samples.labels).map { .text(model.classNames[Int($0)]) }
  }

  /// Returns the result in `format`.
  ///
  /// - Throws: ``WorkflowError`` if it is about classes, and the model predicts a quantity.
  public func text(_ output: Output, format: TableFormat) throws -> String {
    let network = model.network
    if output != .scores, model.quantity != nil {
      throw WorkflowError(
        "--table \(output.rawValue) is for models that tell classes apart, and this one predicts a quantity; leave it out"
      )
    }
    wrongLabels.map { Terminal.tell($0 + "; what is correct is counted by these") }
    switch output {
    case .scores:
      let measured = metrics ?? model.metrics
      let evaluator = Evaluator(network, metrics: measured)
      let scores = parts.map { part in
        ModelTables.PartScore(
          part: part.name, samples: part.samples.count, score: evaluator.score(part.samples), reported: part.reported)
      }
      let shown = withoutWhatIsNotFinite(scores, measured)
      for part in parts { tellUndefined(part, measured) }
      let text = format.write(ModelTables.scores(shown, measured))
      return format == .table ? text + comparison(scores) : text
    case .classes: return format.write(ModelTables.classes(matrices(network), names: model.classNames))
    case .confusion: return format.write(ModelTables.confusion(matrices(network), names: model.classNames))
    }
  }

  /// The scores with samples counted as wrong whose predictions are infinite or no number, of which the user is told; metrics
  /// of outputs have then no value.
  private func withoutWhatIsNotFinite(_ scores: [ModelTables.PartScore], _ measured: [Metric]) -> [ModelTables
    .PartScore]
  {
    let evaluator = Evaluator(model.network)
    var (notFinite, all) = (0, 0)
    let shown = zip(parts, scores).map { part, score in
      all += part.samples.count
      // Where all losses are finite, all outputs are.
      guard score.score.loss?.isFinite != true else { return score }
      let classes = evaluator.finiteClasses(of: part.samples)
      let lost = classes.count { $0 == Evaluator<Float>.noClass }
      notFinite += lost
      guard lost > 0, model.quantity == nil else { return score }
      var shown = score
      shown.score = Score(classes: classes, labels: part.samples.labels, metrics: measured)
      shown.score.loss = score.score.loss
      return shown
    }
    tellNotFinite(
      notFinite, of: all, model.quantity == nil ? "counted as wrong" : "the metrics of all have no value with them")
    return shown
  }

  /// Tells the user of metrics that have no value on the samples of a part, whatever is predicted.
  private func tellUndefined(_ part: Part, _ measured: [Metric]) {
    for metric in measured {
      guard let undefined = metric.undefined else { continue }
      let isUniform =
        switch undefined {
        case .ofOneClass: Set(part.samples.labels).count < 2
        case .ofOneQuantity: Set(part.samples.quantities?.values ?? []).count < 2
        }
      if isUniform {
        Terminal.tell("\(metric.words) has no value on the \(part.name) samples, which are \(undefined.words)")
      }
    }
  }

  /// How many labels of a part are wrong; nil if none are.
  private var wrongLabels: String? {
    parts.lazy.compactMap { part in
      part.rightLabels.map { right in
        let wrong = zip(right, part.samples.labels).count { $0 != $1 }
        return
          "\(count(wrong)) of \(count(right.count)) labels of the part \(part.name) are wrong ones, which the model was trained "
          + "with (data.label-noise)"
      }
    }.first
  }

  private func matrices(_ network: Network<Float>) -> [(part: String, matrix: ConfusionMatrix)] {
    let matrices = parts.map {
      (part: $0.name, matrix: ConfusionMatrix(network, samples: $0.samples, classes: model.classNames.count))
    }
    tellNotFinite(
      matrices.reduce(0) { $0 + $1.matrix.unassigned.reduce(0, +) }, of: parts.reduce(0) { $0 + $1.samples.count },
      "counted as wrong")
    return matrices
  }

  /// Whether the scores are those that the file reports.
  private func comparison(_ scores: [ModelTables.PartScore]) -> String {
    let reported = scores.compactMap { score in score.reported.map { (found: score.score, reported: $0) } }
    if reported.isEmpty { return "" }
    // Other metrics may have been asked for.
    func isEqual(_ found: Score, _ reported: Score) -> Bool {
      found.loss == reported.loss && found.metrics.allSatisfy { found[$0] == reported[$0] || reported[$0] == nil }
    }
    if reported.allSatisfy({ isEqual($0.found, $0.reported) }) { return "Equal to the reported scores in every bit.\n" }
    if reported.allSatisfy({ isNear($0.found, $0.reported) }) {
      return "Not equal to the reported scores in every bit: other processors or kernels round differently.\n"
    }
    return
      "The scores are not those that the file reports, and differ more than by rounding: the weights, the scores in the file or the "
      + "data are not what they were.\n"
  }

  /// Whether rounding can explain that scores differ.
  private func isNear(_ found: Score, _ reported: Score) -> Bool {
    func isNear(_ one: Double?, _ other: Double?) -> Bool {
      guard let one, let other else { return true }
      // Infinite losses have no difference.
      return one == other || abs(one - other) <= 0.001 * max(abs(one), abs(other), 1)
    }
    return isNear(found.loss, reported.loss) && found.metrics.allSatisfy { isNear(found[$0], reported[$0]) }
  }
}

extension SavedModel {
  /// Where the model's own data come from. Numbers that are its classes are no quantity, whatever they look like.
  fileprivate func source() throws -> DataSource {
    var source = provenance.data.source
    if quantity == nil, source.task == nil, try DatasetCatalogue.source(named: source.name).keys.contains(.task) {
      source.task = DataSource.classification
    }
    return source
  }

  /// The metrics that the model was trained with, as its scores have them.
  fileprivate var metrics: [Metric] {
    let reported = Metric.all.filter { metric in DataPart.allCases.contains { scores[$0]?[metric] != nil } }
    return reported.isEmpty ? [quantity == nil ? .usual : .usualOfQuantities] : reported
  }

  /// All samples of `dataset` as the network takes them, each with the model's number of its class; errors call the data `name`.
  fileprivate func samples(_ dataset: Dataset, named name: String) throws -> LabelledSamples<Float> {
    guard scaler.fills != nil || !dataset.hasMissingValues else {
      throw WorkflowError(
        "--data: \(name) has missing values, and the model was trained on data without, so that it has "
          + "nothing to put in their place; leave such rows out (--missing drop), or train it with --missing impute")
    }
    let isFlat = if case .vector = dataset.shape { true } else { false }
    guard dataset.shape == shape || isFlat && dataset.featureCount == shape.featureCount else {
      throw WorkflowError("--data: samples of \(name) are \(dataset.shape), and the model takes \(shape)")
    }
    if let ours = featureNames, let theirs = dataset.featureNames, let place = zip(ours, theirs).firstPlace(where: !=) {
      throw WorkflowError(
        "--data: feature \(place + 1) of \(name) is \(theirs[place]), but \(ours[place]) in the model; "
          + "the columns should be the same, in the same order")
    }
    guard (dataset.quantity == nil) == (quantity == nil) else {
      let (ours, theirs) = (quantity == nil ? "classes" : "a quantity", quantity == nil ? "a quantity" : "classes")
      throw WorkflowError("--data: \(name) is read as \(theirs), and the model predicts \(ours); check --task")
    }
    if let quantity {
      return scaler.labelled(dataset, rows: Array(0..<dataset.count), quantity: quantity.scaler)
    }
    let numbers = Dictionary(zip(classNames, Int32(0)...)) { first, _ in first }
    let known = try dataset.classNames.map { theirs in
      guard let number = numbers[theirs] else {
        throw WorkflowError(
          "--data: \(name) has a class \(theirs) that the model does not know; it knows "
            + classNames.prefix(12).joined(separator: ", ") + (classNames.count > 12 ? " …" : ""))
      }
      return number
    }
    let labels = dataset.labels.map { known[Int($0)] }
    return scaler.labelled(dataset, rows: Array(labels.indices), labels: labels)
  }
}

extension Zip2Sequence {
  /// The position of the first pair that `differs`.
  fileprivate func firstPlace(where differs: (Sequence1.Element, Sequence2.Element) -> Bool) -> Int? {
    enumerated().first { differs($0.element.0, $0.element.1) }?.offset
  }
}
