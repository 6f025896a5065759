import Datasets
import Foundation
import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@testable import SavedModels

@Suite struct SavedModelTests {
  let folder: TemporaryFolder
  var file: URL { folder.file("model.safetensors") }

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: [[], [4], [17, 16, 33]], Scaling.allCases)
  func whatIsWrittenIsRead(hidden: [Int], scaling: Scaling) throws {
    let model = try SavedModel.sample(hidden, scaling: scaling)
    try model.write(to: file)
    let read = try SavedModel(contentsOf: file)
    #expect(read == model)
    // Equality takes −0 for 0.
    #expect(read.scaler.offsets.map(\.bitPattern) == model.scaler.offsets.map(\.bitPattern))
    #expect(read.scaler.factors.map(\.bitPattern) == model.scaler.factors.map(\.bitPattern))
    #expect(read.layers.parameters.map(\.bitPattern) == model.layers.parameters.map(\.bitPattern))
    let first = try Data(contentsOf: file)
    try read.write(to: file)
    #expect(try Data(contentsOf: file) == first)
  }

  @Test func everyFieldOfTheProvenanceIsKept() throws {
    var model = try SavedModel.sample()
    model.provenance.data.source = DataSource(
      name: "all", path: "a/b c.csv", target: "\"t\"", samples: 7, noise: 0.1 + 0.2, classes: 5, folds: 6, inputs: 9)
    model.provenance.data.test = .canonical
    model.provenance.data.validation = .fraction(0.25)
    model.provenance.data.shares = .roundedAtRandom
    model.provenance.data.isShuffled = false
    model.provenance.rule = "patience 0, none"
    model.provenance.model = "深い"
    model.provenance.initialParameters = "abc"
    try model.write(to: file)
    #expect(try SavedModel(contentsOf: file) == model)
  }

  /// A file without the number is of a version that drew all sets in one way; its model has been tested on those.
  @Test func setsAreDrawnAsTheFileSays() throws {
    var model = try SavedModel.sample()
    model.provenance.data.shares = .roundedAtRandom
    try model.write(to: file)
    var tensors = try SafetensorsFile(contentsOf: file)
    #expect(try SavedModel(tensors, named: "m").provenance.data.shares == .roundedAtRandom)
    tensors.metadata["data.shares"] = nil
    #expect(try SavedModel(tensors, named: "m").provenance.data.shares == .largestRemainders)
  }

  @Test func aModelWithOneOutputIsReadAsOne() throws {
    let model = try SavedModel.sample(loss: .binaryCrossEntropy)
    try model.write(to: file)
    #expect(try SavedModel(contentsOf: file) == model)
  }

  @Test func theNetworkReadBackScoresTheSame() throws {
    let seed = printedSeed()
    let model = try SavedModel.sample([64, 31], seed: seed)
    let data = try DataLoader.load(DataSource(name: "blobs", samples: 700, classes: 3), seed: StudySeed(seed))
    let samples = model.scaler.scaled(data.pool, rows: 0..<700)
    let labelled = LabelledSamples<Float>(features: samples.features, featureCount: 2, labels: samples.labels)
    try model.write(to: file)
    let network = try SavedModel(contentsOf: file).network
    #expect(Evaluator(network).score(labelled) == Evaluator(model.network).score(labelled), "seed \(seed)")
  }

  /// PyTorch keeps a linear layer's weights as [out, in], and numbers the modules of a `Sequential` from 0.
  @Test func tensorsAreNamedAsPyTorchNamesThem() throws {
    let model = try SavedModel.sample([5, 3])
    try model.write(to: file)
    let tensors = try SafetensorsFile(contentsOf: file)
    #expect(tensors.tensors.map(\.name) == ["0.weight", "0.bias", "2.weight", "2.bias", "4.weight", "4.bias"])
    #expect(tensors.tensors.map(\.shape) == [[5, 2], [5], [3, 5], [3], [3, 3], [3]])
    let layer = model.network.parameters.layers[1]
    #expect(tensors["2.weight"]?.values[2 * 5 + 4] == layer.weights[2, 4])
    #expect(tensors["2.bias"]?.values[1] == layer.biases[0, 1])
    #expect(tensors.metadata["architecture"] == "2-5-3-3")
    #expect(tensors.metadata["shape"] == "[2]")
    #expect(tensors.metadata["training.learning-rate"] == "0.1")
    #expect(tensors.metadata["data.test"] == "0.3")
    #expect(tensors.metadata["data.validation"] == "5")
  }

  private static let structures = [
    LayerStructure(normalisation: .layer), LayerStructure(isResidual: true),
    LayerStructure(normalisation: .layer, isResidual: true),
  ]

  @Test(arguments: structures) func structuresAreKept(structure: LayerStructure) throws {
    let model = try SavedModel.sample([5, 5, 3], structure: structure)
    try model.write(to: file)
    let read = try SavedModel(contentsOf: file)
    #expect(read == model)
    #expect(read.layers.architecture.structure == structure)
    #expect(try SafetensorsFile(contentsOf: file).metadata["residual"] == (structure.isResidual ? "true" : nil))
  }

  /// `torch.nn.Sequential(Linear(2, 5), LayerNorm(5), Tanh(), Linear(5, 3), LayerNorm(3), Tanh(), Linear(3, 3))`.
  @Test func normalisationsAreNamedAsPyTorchNamesThem() throws {
    let model = try SavedModel.sample([5, 3], structure: LayerStructure(normalisation: .layer))
    try model.write(to: file)
    let tensors = try SafetensorsFile(contentsOf: file)
    #expect(
      tensors.tensors.map(\.name) == [0, 1, 3, 4, 6].flatMap { ["\($0).weight", "\($0).bias"] })
    #expect(tensors.tensors.map(\.shape) == [[5, 2], [5], [5], [5], [3, 5], [3], [3], [3], [3, 3], [3]])
    #expect(tensors["1.weight"]?.values == [1, 1, 1, 1, 1] && tensors["1.bias"]?.values == [0, 0, 0, 0, 0])
    #expect(tensors["3.weight"]?.values[2 * 5 + 4] == model.network.parameters.layers[1].weights[2, 4])
  }

  @Test func normalisationsThatDoNotFitAreRefused() throws {
    func refusal(_ structure: LayerStructure, _ change: (inout SafetensorsFile) -> Void) throws -> String {
      try SavedModel.sample([5, 5], structure: structure).write(to: file)
      var tensors = try SafetensorsFile(contentsOf: file)
      change(&tensors)
      let error = try #require(throws: ModelFileError.self) { try SavedModel(tensors, named: "m") }
      return error.reason
    }
    let layer = LayerStructure(normalisation: .layer)
    #expect(
      try refusal(layer) { $0.tensors.removeAll { $0.name.hasPrefix("1.") } }.contains("normalises some layers"))
    #expect(try refusal(layer) { $0.tensors.removeAll { $0.name == "4.bias" } }.contains("lacks the tensor 4.bias"))
    #expect(
      try refusal(layer) {
        for index in $0.tensors.indices where $0.tensors[index].name.hasPrefix("1.") {
          $0.tensors[index].shape = [4]
          $0.tensors[index].values.removeLast()
        }
      }.contains("1.weight and 1.bias normalise [4] and [4] units, but the layer before them has 5"))
    #expect(try refusal(.plain) { $0.metadata["residual"] = "yes" }.contains("\"residual\""))
    #expect(
      try refusal(LayerStructure(isResidual: true)) {
        $0.tensors.removeAll { $0.name.hasPrefix("2.") }
      }.contains("residual"))
  }

  @Test func layersOfAnotherProgramAreRead() throws {
    let layers = try LinearLayers(SafetensorsFile(SafetensorsFileTests.pythonBytes(), named: "x"), named: "x")
    #expect(layers.architecture == Architecture(inputs: 2, hidden: [3], outputs: 2))
    let network = layers.network(activation: .relu, loss: .crossEntropy)
    #expect(network.parameters.layers[0].weights[1, 0] == 0.5)
    #expect(network.parameters.layers[0].weights[2, 1] == 3)
    #expect(network.parameters.layers[1].biases.values == [7, 8])
    #expect(throws: ModelFileError.self) {
      try SavedModel(SafetensorsFile(SafetensorsFileTests.pythonBytes(), named: "x"), named: "x")
    }
  }

  @Test func aNetworkThatIsNotFiniteIsNotWritten() throws {
    let model = try SavedModel.sample()
    var broken = model
    var parameters = model.layers.parameters
    parameters[3] = .nan
    broken.layers = LinearLayers(architecture: model.layers.architecture, parameters: parameters)
    #expect(throws: ModelFileError.self) { try broken.write(to: file) }
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }

  /// The sample's tensors after a change; what reading them says, or nil if they are read.
  private func refusal(_ change: (inout SafetensorsFile) -> Void) throws -> String? {
    try SavedModel.sample().write(to: file)
    var tensors = try SafetensorsFile(contentsOf: file)
    change(&tensors)
    do {
      _ = try SavedModel(tensors, named: "m")
      return nil
    } catch let error as ModelFileError {
      return error.reason
    }
  }

  @Test func layersThatDoNotFitAreRefused() throws {
    #expect(try refusal { _ in } == nil)
    #expect(try refusal { $0.tensors.removeAll() }?.contains("0 layers") == true)
    #expect(try refusal { $0.tensors.removeAll { $0.name == "2.bias" } }?.contains("lacks the tensor 2.bias") == true)
    #expect(
      try refusal { $0.tensors.removeAll { $0.name.hasPrefix("2.") } }?.contains("4.weight takes 3 inputs") == true)
    #expect(try refusal { $0.tensors.removeAll { $0.name.hasPrefix("4.") } }?.contains("architecture") == true)
    #expect(try refusal { $0.tensors[0].name = "layer.weight" }?.contains("\"layer.weight\"") == true)
    #expect(try refusal { $0.tensors[0].name = "99999999999999999999.weight" }?.contains("tensor") == true)
    #expect(try refusal { $0.tensors[0].shape = [10] }?.contains("[out, in]") == true)
    #expect(try refusal { $0.tensors[0].shape = [2, 5] }?.contains("0.bias has the shape [5]") == true)
    #expect(
      try refusal { $0.tensors[2].values[0] = .nan }?.contains("2.weight holds a value that is not finite") == true)
    #expect(try refusal { $0.tensors[3].values[0] = -.infinity }?.contains("2.bias") == true)
  }

  static let metadata: [(key: String, text: String?)] = [
    ("fathom", nil), ("fathom", "2"), ("architecture", "2-5-4-3"), ("activation", "gelu"), ("loss", "hinge"),
    ("classes", "[]"), ("classes", "[\"a\"]"), ("classes", "{"), ("shape", "[3]"),
    ("shape", "[1,2]"), ("shape", "[-1,-1,2]"), ("shape", "[9223372036854775807,9223372036854775807,2]"),
    ("scaling", "{}"), ("scaling", #"{"offsets":[0],"factors":[1]}"#),
    ("scaling", #"{"offsets":[0,1e999],"factors":[1,1]}"#),
    ("features", "[\"x\"]"), ("train.accuracy", "high"), ("train.loss", "low"), ("data.source", nil),
    ("data.test", "1.5"),
    ("data.test", nil),
    ("data.validation", "-1"), ("data.validation", "nan"), ("data.scale", "log"), ("data.samples", "many"),
    ("data.folds", "2.5"), ("data.shares", "4"), ("data.shares", "all"),
    ("seed", "-1"), ("size", "1e9"), ("epoch", nil), ("shuffled", "yes"),
  ]

  @Test(arguments: metadata) func metadataThatDoNotFitAreRefused(key: String, text: String?) throws {
    let reason = try #require(try refusal { $0.metadata[key] = text })
    #expect(reason.contains("\"\(key)\""), "\(reason)")
    #expect(reason.contains("expected"))
  }

  @Test func outputsThatDoNotFitTheLossAreRefused() throws {
    #expect(try refusal { $0.metadata["loss"] = "binary-cross-entropy" }?.contains("3 outputs") == true)
  }

  /// Files with up to eight random bytes changed, inserted or removed are refused or read as a model that fits together.
  @Test func mutatedFilesNeverTrap() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    try SavedModel.sample().write(to: file)
    let original = [UInt8](try Data(contentsOf: file))
    var read = 0
    for _ in 0..<10_000 {
      var bytes = original
      for _ in 0...generator.below(8) {
        let place = generator.below(bytes.count)
        let byte =
          generator.below(2) == 0
          ? UInt8(generator.below(256)) : Array("0123456789{}[]\",:.-e".utf8)[generator.below(20)]
        switch generator.below(4) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(byte, at: place)
        default: bytes[place] = byte
        }
      }
      guard let tensors = try? SafetensorsFile(bytes, named: "x"), let model = try? SavedModel(tensors, named: "x")
      else {
        continue
      }
      read += 1
      #expect(model.network.parameters.count == model.layers.architecture.parameterCount)
      #expect(model.scaler.factors.count == model.shape.featureCount)
    }
    print("\(read) of 10000 read, seed \(seed)")
  }
}
