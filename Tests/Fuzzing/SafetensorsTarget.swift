import Datasets
public import Foundation
import Kernels
import NeuralNetwork
import Reporting
import SavedModels
import SeededRandom
import Workflow

/// Saved models, which are also scored.
public struct SafetensorsTarget: FuzzTarget {
  public static let name = "safetensors"
  public let goodFiles: [GoodFile]
  private let folder: ReaderFolder

  public init(in folder: URL) throws {
    let written = folder.appending(path: "model.safetensors")
    try Self.model().write(to: written)
    let bytes = [UInt8](try Data(contentsOf: written))
    goodFiles = [GoodFile(FuzzInput(bytes), headerLength: Self.headerLength(bytes))]
    self.folder = try ReaderFolder(folder, [("model.safetensors", bytes)])
  }

  private static func model() throws -> SavedModel {
    let data = try DataLoader.load(DataSource(name: "blobs", samples: 30, classes: 3), seed: StudySeed(7))
    let network = Network<Float>(
      architecture: Architecture(inputs: 2, hidden: [4], outputs: 3), activation: .tanh, loss: .crossEntropy)
    network.initialise(
      weights: .kaimingNormal, biases: .normal(mean: 0, standardDeviation: 1), seed: StudySeed(7), replicate: 1)
    return SavedModel(
      network: network, scaler: FeatureScaler(.standardise, fittedTo: data.pool, rows: 0..<20),
      classNames: data.pool.classNames, shape: data.pool.shape, featureNames: ["x", "y"],
      provenance: ModelProvenance(
        data: DataRecipe(
          source: DataSource(name: "blobs", samples: 30, noise: 0.1, classes: 3), digest: data.digest,
          test: .drawn(.fraction(0.3)), validation: .count(5), scale: .standardise, seed: 7, replicate: 1, size: 10),
        settings: TrainingSettings(), epoch: 12, updates: 34, rule: "loss-change 0.01"),
      scores: ModelScores(
        train: Score(loss: 0.3, [.accuracy: 1.0 / 3]), validation: nil, test: Score(loss: 0.5, [.accuracy: 0.25])))
  }

  /// The length that the file states, with the eight bytes that state it, as far as there are so many.
  private static func headerLength(_ bytes: [UInt8]) -> Int {
    guard bytes.count >= 8 else { return bytes.count }
    let stated = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Int(min(stated, UInt64(bytes.count - 8))) + 8
  }

  public var craftedFiles: [() -> FuzzInput] {
    [
      (#"{"0.weight":{"dtype":"F32","data_offsets":[0,0],"shape":["#, "0,", "0]}}"),
      (#"{"0.weight":{"dtype":"F32","shape":[0],"data_offsets":["#, "0,", "0]}}"),
      (#"{"__metadata__":{"a":""#, "\\u0000", #""}}"#), (#"{"a":"#, "[", ""), ("{", "\"a\":1,", "\"a\":1}"),
      ("{", #""":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"#, #""":{}}"#), ("{", " ", "}"),
      (#"{"__metadata__":{"a":""#, "é", #""}}"#), (#"{"__metadata__":{"#, #""":"","#, #""":""}}"#),
      ("{\"a\":", "{\"a\":", ""), ("{\"a\":", "9", "}"),
    ].map { start, piece, end in { Self.filled(start, piece, end) } } + metadataBombs
  }

  /// A header as long as one may be, of one piece over and over.
  private static func filled(_ start: String, _ piece: String, _ end: String) -> FuzzInput {
    let count = (SafetensorsFile.largestHeader - start.utf8.count - end.utf8.count) / piece.utf8.count
    return FuzzInput(SampleFiles.safetensors(Array((start + String(repeating: piece, count: count) + end).utf8)))
  }

  /// Models whose metadata say more than a network of two inputs needs.
  private var metadataBombs: [() -> FuzzInput] {
    let file = goodFiles[0]
    let header = String(decoding: file.input.bytes[8..<file.headerLength], as: UTF8.self)
    return [
      (#"\"offsets\":["#, "0,"), (#""classes":"["#, #"\"\","#), (#""features":"["#, #"\"\","#), (#""shape":"["#, "1,"),
    ].map { start, piece in
      {
        let count = (SafetensorsFile.largestHeader - header.utf8.count) / piece.utf8.count
        let bomb = header.replacing(start, with: start + String(repeating: piece, count: count))
        return FuzzInput(SampleFiles.safetensors(Array(bomb.utf8), Array(file.input.bytes[file.headerLength...])))
      }
    }
  }

  public var path: String { folder.path + "model.safetensors" }

  /// Damages the file, or its header's text with the length set right.
  public func mutate(_ input: FuzzInput, with mutator: inout ByteMutator) -> FuzzInput {
    let length = Self.headerLength(input.bytes)
    guard mutator.below(5) > 0, length > 8 else { return FuzzInput(mutator.mutated(input.bytes)) }
    let header = mutator.mutatedText(Array(input.bytes[8..<length]))
    return FuzzInput(SampleFiles.safetensors(header, Array(input.bytes[length...])))
  }

  public func read(_ input: FuzzInput) throws {
    try folder.put(input)
    let url = URL(filePath: path)
    let file = try SafetensorsFile(contentsOf: url)
    for tensor in file.tensors {
      try UnsoundContent.unless(tensor.values.count == tensor.shape.reduce(1, *), "a tensor is not of its shape")
    }
    let layers = try LinearLayers(file, named: path)
    try UnsoundContent.unless(layers.parameters.allSatisfy(\.isFinite), "a parameter is not finite")
    let model = try SavedModel(contentsOf: url)
    let inputs = layers.architecture.inputs
    let samples = try Dataset(
      name: "samples", features: .floats((0..<3 * inputs).map { Float($0) }), shape: model.shape,
      labels: [0, 1, 0], classNames: model.classNames,
      quantity: model.quantity.map { Quantity(name: $0.name, values: [1, -2, 0]) }, featureNames: model.featureNames)
    let evaluation = try ModelEvaluation(model, on: LoadedData(pool: samples, provenance: ""), part: nil)
    _ = evaluation.predictions(format: .tsv)
    for output in ModelEvaluation.Output.allCases where model.quantity == nil || output == .scores {
      _ = try evaluation.text(output, format: .tsv)
    }
  }
}
