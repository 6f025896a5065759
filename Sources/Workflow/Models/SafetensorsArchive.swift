import Datasets
public import DurableFiles
import Foundation
public import Kernels
public import NeuralNetwork
import SavedModels
public import Study

/// Keeps the models that a study records, as safetensors files in a folder.
public struct SafetensorsArchive: ModelArchive {
  /// The folder of the files; it is created with the first of them.
  public let folder: FolderItem
  private let study: StudyDescription
  private let dataDigest: String

  /// Creates an archive for a study; `dataDigest` is the SHA-256 of its data.
  public init(_ folder: FolderItem, study: StudyDescription, dataDigest: String) {
    self.folder = folder
    self.study = study
    self.dataDigest = dataDigest
  }

  /// Writes the network to a file, with its provenance and scores; does nothing for an SVM.
  ///
  /// - Throws: `ModelFileError` if a parameter is not finite, `FileError` if the file cannot be written.
  public func save(
    _ network: Network<Float>, of planned: PlannedTrajectory, inputs: TrajectoryInputs, record: EpochRecord,
    rules: [StoppingRule]
  ) throws {
    guard case .network(_, let settings) = planned.learner else { return }
    try DurableFile.createFolder(folder)
    let draws = study.replicates.draws(of: planned.replicate)
    let settingsOfData = study.data(varied: planned.configuration.varied)
    let recipe = DataRecipe(
      source: study.data.source.noting(firstColumn: inputs.firstColumn), digest: dataDigest, test: study.data.test,
      validation: study.data.validation,
      scale: settingsOfData.scale, labelNoise: settingsOfData.labelNoise, seed: study.seed, replicate: draws.data,
      testReplicate: draws.differingTest, size: planned.configuration.size, isBalanced: study.sizes.areBalanced)
    let provenance = ModelProvenance(
      data: recipe, settings: settings, epoch: record.epoch, updates: record.updates ?? 0, rule: rules.names,
      study: study.name,
      model: planned.configuration.model, initialWeights: draws.differingInitialWeights)
    let scores = ModelScores(train: record.train, validation: record.validation, test: record.test)
    try SavedModel(
      network: network, scaler: inputs.selection.train.scaler, classNames: inputs.classNames,
      quantity: inputs.selection.train.quantityScaler.map {
        PredictedQuantity(name: study.data.source.quantityName, scaler: $0)
      },
      shape: inputs.shape,
      featureNames: inputs.featureNames, columns: inputs.columns, provenance: provenance, scores: scores
    ).write(
      to: file(planned.configuration, replicate: planned.replicate, key: planned.key, epoch: record.epoch))
  }

  /// Returns whether there is a file for an epoch of this trajectory.
  public func holds(_ configuration: Configuration, replicate: Int, key: String, epoch: Int) -> Bool {
    file(configuration, replicate: replicate, key: key, epoch: epoch).isFile
  }

  private func file(_ configuration: Configuration, replicate: Int, key: String, epoch: Int) -> FolderItem {
    folder.appending(path: ModelFileName.of(configuration, replicate: replicate, key: key, epoch: epoch))
  }
}

extension [StoppingRule] {
  /// The rules as a model's file names them; nil if there is none but `none`.
  var names: String? {
    let labels = filter { $0 != .none }.map(\.label)
    return labels.isEmpty ? nil : labels.joined(separator: ", ")
  }
}
