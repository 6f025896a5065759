import Datasets
import Foundation
import NeuralNetwork
import SavedModels
import Study

extension SavedModel {
  /// Where the model's own data come from. Numbers that are its classes are no quantity, whatever they look like.
  func source() throws -> DataSource {
    var source = provenance.data.source
    if quantity == nil, source.task == nil, try DatasetCatalogue.source(named: source.name).keys.contains(.task) {
      source.task = DataSource.classification
    }
    return source
  }

  /// The metrics that the model was trained with, as its scores have them.
  var metrics: [Metric] {
    let reported = Metric.all.filter { metric in DataPart.allCases.contains { scores[$0]?[metric] != nil } }
    return reported.isEmpty ? [quantity == nil ? .usual : .usualOfQuantities] : reported
  }

  /// All samples of `dataset` as the network takes them, each with the model's number of its class; errors call the data `name`.
  func samples(_ dataset: Dataset, named name: String) throws -> LabelledSamples<Float> {
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
