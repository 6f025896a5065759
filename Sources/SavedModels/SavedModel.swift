public import Datasets
public import DurableFiles
public import Foundation
public import Kernels
public import NeuralNetwork

/// A trained network with all that is needed to use it and to measure it again: the content of Fathom's `.safetensors`
/// files.
///
/// The file has the weights as tensors that `torch.nn.Sequential` can load, and the rest as text in its metadata, with
/// the names and spelling of a study file where there are any.
public struct SavedModel: Sendable, Equatable {
  /// Weights and biases.
  public var layers: LinearLayers
  /// Activation of the hidden layers.
  public var activation: Activation
  /// The loss it was trained with, which also determines the activation of the outputs, unless it is mean squared error.
  public var loss: Loss
  /// What mean squared error is taken on.
  public var output: OutputFunction
  /// How features are scaled before they enter the network, as fitted to the training subset.
  public var scaler: FeatureScaler
  /// Names of the classes; label i is class i. None if the model predicts a quantity.
  public var classNames: [String]
  /// The quantity that the model predicts; nil if it tells classes apart.
  public var quantity: PredictedQuantity?
  /// Layout of the features of a sample.
  public var shape: SampleShape
  /// Names of the features; nil if they have none.
  public var featureNames: [String]?
  /// The columns of a table that the features come from; nil if they come from none.
  public var columns: [TableColumn]?
  /// What the model was trained on, and how.
  public var provenance: ModelProvenance
  /// Loss and metrics at the saved epoch.
  public var scores: ModelScores

  /// The files that a model may overwrite: those that begin like a safetensors file.
  public static let outputKind = OutputKind("saved model") { head in head.count > 8 && head[8] == UInt8(ascii: "{") }

  /// Copies the current parameters of `network`, with the other parts as given.
  public init(
    network: Network<Float>, scaler: FeatureScaler, classNames: [String], quantity: PredictedQuantity? = nil,
    shape: SampleShape,
    featureNames: [String]? = nil, columns: [TableColumn]? = nil, provenance: ModelProvenance, scores: ModelScores
  ) {
    layers = LinearLayers(network)
    activation = network.activation
    loss = network.loss
    output = network.output
    self.scaler = scaler
    self.classNames = classNames
    self.quantity = quantity
    self.shape = shape
    self.featureNames = featureNames
    self.columns = columns
    self.provenance = provenance
    self.scores = scores
  }

  /// A new network with the saved parameters.
  public var network: Network<Float> { layers.network(activation: activation, loss: loss, output: output) }

  /// Writes the model to `url`, whole or not at all. Equal models give equal files.
  ///
  /// - Throws: ``ModelFileError`` if a parameter is not finite, or an error that says why the file cannot be written.
  public func write(to url: URL) throws { try file(named: url.relativePath).write(to: url) }

  /// Writes the model within a folder whose links are not followed.
  ///
  /// - Throws: the same errors as ``write(to:)-(URL)``.
  public func write(to item: FolderItem) throws { try file(named: item.path).write(to: item) }

  private func file(named file: String) throws -> SafetensorsFile {
    guard layers.parameters.allSatisfy(\.isFinite) else {
      throw ModelFileError(file: file, reason: "is not written: the network has parameters that are not finite")
    }
    return try SafetensorsFile(tensors: layers.tensors, metadata: metadata().texts)
  }

  /// Reads a model that ``write(to:)-(URL)`` wrote.
  ///
  /// - Throws: ``ModelFileError`` if the file is not a saved model, or its parts do not fit together.
  public init(contentsOf url: URL) throws {
    try self.init(SafetensorsFile(contentsOf: url), named: url.relativePath)
  }

  /// Takes the model out of `tensors`, the content of `file`.
  init(_ tensors: SafetensorsFile, named file: String) throws {
    try self.init(LinearLayers(tensors, named: file), ModelMetadata(texts: tensors.metadata, file: file))
  }
}

/// A quantity that a model predicts.
public struct PredictedQuantity: Sendable, Equatable, Codable {
  /// Its name, such as that of the column of a table.
  public var name: String
  /// How it was scaled for training: the network's output is in these standard deviations from this mean.
  public var scaler: QuantityScaler

  /// Creates a quantity from its name and scaling.
  public init(name: String, scaler: QuantityScaler) {
    self.name = name
    self.scaler = scaler
  }
}

/// Loss and metrics of a model on each part of its data.
public struct ModelScores: Sendable, Equatable {
  /// On the training subset; nil if not measured.
  public var train: Score?
  /// On the validation set; nil if not measured.
  public var validation: Score?
  /// On the test set; nil if not measured.
  public var test: Score?

  /// Creates scores from those of each part.
  public init(train: Score?, validation: Score?, test: Score?) {
    self.train = train
    self.validation = validation
    self.test = test
  }

  /// The score on one part of the data; nil if not measured.
  public subscript(part: DataPart) -> Score? {
    switch part {
    case .train: train
    case .validation: validation
    case .test: test
    }
  }
}
