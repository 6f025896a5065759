public import Datasets
public import DurableFiles
public import Foundation
public import Kernels
public import NeuralNetwork

/// A trained network with all that it takes to use it and to score it again: what a `.safetensors` file of Fathom holds.
///
/// The file gives the weights as tensors that `torch.nn.Sequential` loads, and the rest as text in its metadata, under
/// the names and in the spelling of a study file where that has one.
public struct SavedModel: Sendable, Equatable {
  public var layers: LinearLayers
  public var activation: Activation
  public var loss: Loss
  /// How features are scaled before they enter the network, as it was fitted to the training subset.
  public var scaler: FeatureScaler
  /// The name of each class; outputs are in this order.
  public var classNames: [String]
  public var shape: SampleShape
  /// The name of each feature; nil where features have none.
  public var featureNames: [String]?
  public var provenance: ModelProvenance
  public var scores: ModelScores

  /// Files that a model may take the place of: those whose header begins like one of safetensors.
  public static let outputKind = OutputKind("saved model") { head in head.count > 8 && head[8] == UInt8(ascii: "{") }

  /// Copies the parameters of `network` as they are now.
  public init(
    network: Network<Float>, scaler: FeatureScaler, classNames: [String], shape: SampleShape,
    featureNames: [String]? = nil, provenance: ModelProvenance, scores: ModelScores
  ) {
    layers = LinearLayers(network)
    activation = network.activation
    loss = network.loss
    self.scaler = scaler
    self.classNames = classNames
    self.shape = shape
    self.featureNames = featureNames
    self.provenance = provenance
    self.scores = scores
  }

  /// A new network with the saved parameters.
  public var network: Network<Float> { layers.network(activation: activation, loss: loss) }

  /// Writes the model to `url`: whole, or not at all. Equal models make equal files.
  ///
  /// - Throws: ``ModelFileError`` if a parameter is not finite, or an error that says why the file cannot be written.
  public func write(to url: URL) throws { try file(named: url.relativePath).write(to: url) }

  /// Writes the model into a folder that may be anybody's.
  public func write(to item: FolderItem) throws { try file(named: item.path).write(to: item) }

  private func file(named file: String) throws -> SafetensorsFile {
    guard layers.parameters.allSatisfy(\.isFinite) else {
      throw ModelFileError(file: file, reason: "is not written: the network has parameters that are not finite")
    }
    return try SafetensorsFile(tensors: layers.tensors, metadata: metadata().texts)
  }

  /// Reads what ``write(to:)-(URL)`` wrote.
  ///
  /// - Throws: ``ModelFileError`` if the file is no such model, or its parts do not fit together.
  public init(contentsOf url: URL) throws {
    try self.init(SafetensorsFile(contentsOf: url), named: url.relativePath)
  }

  /// Takes the model out of `tensors`, the content of `file`.
  init(_ tensors: SafetensorsFile, named file: String) throws {
    try self.init(LinearLayers(tensors, named: file), ModelMetadata(texts: tensors.metadata, file: file))
  }
}

/// Loss and metrics of a model on each part of its data; nil for what was not measured.
public struct ModelScores: Sendable, Equatable {
  public var train: Score?
  public var validation: Score?
  public var test: Score?

  public init(train: Score?, validation: Score?, test: Score?) {
    self.train = train
    self.validation = validation
    self.test = test
  }

  public subscript(part: DataPart) -> Score? {
    switch part {
    case .train: train
    case .validation: validation
    case .test: test
    }
  }
}
