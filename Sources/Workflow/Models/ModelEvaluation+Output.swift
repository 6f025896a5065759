import Datasets
import Foundation
import NeuralNetwork
public import Reporting
import SavedModels
import Study

// What is printed of an evaluated model, and what the user is told of its predictions.
extension ModelEvaluation {
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
}

// The scores of the file beside those that were found.
extension ModelEvaluation {
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
