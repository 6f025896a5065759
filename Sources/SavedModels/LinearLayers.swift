public import Kernels
public import NeuralNetwork

/// Weights and biases of a network, named as in PyTorch: `N.weight` [out × in] and `N.bias` [out] for the linear layers
/// of a `torch.nn.Sequential` with an activation between each layer and the next.
public struct LinearLayers: Sendable, Equatable {
  /// Number of inputs, of units in each hidden layer, and of outputs.
  public let architecture: Architecture
  /// For each layer its weights [out × in], row by row, then its biases [out]; the same order as `Parameters`.
  public let parameters: [Float]

  /// Creates layers from their parameters, which must be `architecture.parameterCount` numbers.
  public init(architecture: Architecture, parameters: [Float]) {
    precondition(parameters.count == architecture.parameterCount, "as many parameters as the architecture has")
    self.architecture = architecture
    self.parameters = parameters
  }

  /// Copies the current parameters of `network`.
  public init(_ network: Network<Float>) {
    self.init(architecture: network.architecture, parameters: network.parameters.values)
  }

  /// The most that is read of layers, and of units in one: as much as a study file may ask for.
  static let maximumLayers = 65
  static let widest = 1 << 20

  /// Reads the layers from the tensors of a file, which may come from another program: `N.weight` and `N.bias`, with
  /// any ascending numbers N.
  ///
  /// - Throws: ``ModelFileError`` that names `file` if tensors are missing, do not fit together or hold values that are
  ///   not finite.
  public init(_ tensors: SafetensorsFile, named file: String) throws {
    func failure(_ reason: String) -> ModelFileError { ModelFileError(file: file, reason: reason) }
    let expected = "a model has N.weight [out, in] and N.bias [out] for each linear layer, such as 0.weight"
    var layers: [Int: (weight: SafetensorsFile.Tensor?, bias: SafetensorsFile.Tensor?)] = [:]
    for tensor in tensors.tensors {
      guard let match = tensor.name.wholeMatch(of: /(0|[1-9][0-9]{0,5})\.(weight|bias)/), let index = Int(match.1)
      else {
        throw failure("has a tensor \(quoted(tensor.name)); \(expected)")
      }
      if match.2 == "weight" {
        layers[index, default: (nil, nil)].weight = tensor
      } else {
        layers[index, default: (nil, nil)].bias = tensor
      }
    }
    guard 1...Self.maximumLayers ~= layers.count else {
      throw failure("has \(layers.count) layers, not 1 to \(Self.maximumLayers); \(expected)")
    }
    var widths: [Int] = []
    var parameters: [Float] = []
    for (index, layer) in layers.sorted(by: { $0.key < $1.key }) {
      guard let weight = layer.weight, let bias = layer.bias else {
        throw failure("lacks the tensor \(index).\(layer.weight == nil ? "weight" : "bias"); \(expected)")
      }
      guard weight.shape.count == 2, weight.shape.allSatisfy({ 1...Self.widest ~= $0 }) else {
        throw failure("\(weight.name) has the shape \(weight.shape.prefix(8)); it should be [out, in]")
      }
      guard bias.shape == [weight.shape[0]] else {
        throw failure("\(bias.name) has the shape \(bias.shape.prefix(8)); it should be [\(weight.shape[0])]")
      }
      if let last = widths.last, last != weight.shape[1] {
        throw failure("\(weight.name) takes \(weight.shape[1]) inputs, but the layer before it has \(last) outputs")
      }
      for tensor in [weight, bias] where !tensor.values.allSatisfy(\.isFinite) {
        throw failure("\(tensor.name) holds a value that is not finite, which a network cannot use")
      }
      if widths.isEmpty { widths.append(weight.shape[1]) }
      widths.append(weight.shape[0])
      parameters += weight.values + bias.values
    }
    architecture = Architecture(
      inputs: widths[0], hidden: Array(widths[1..<widths.count - 1]), outputs: widths[widths.count - 1])
    self.parameters = parameters
  }

  /// One weight and one bias tensor a layer, numbered 0, 2, 4 …: the odd numbers are those of the activations.
  var tensors: [SafetensorsFile.Tensor] {
    var start = 0
    let widths = architecture.widths
    return zip(widths, widths.dropFirst()).enumerated().flatMap { index, shape in
      let (inputs, outputs) = shape
      let biases = start + inputs * outputs
      defer { start = biases + outputs }
      return [
        SafetensorsFile.Tensor(
          name: "\(2 * index).weight", shape: [outputs, inputs], values: Array(parameters[start..<biases])),
        SafetensorsFile.Tensor(
          name: "\(2 * index).bias", shape: [outputs], values: Array(parameters[biases..<biases + outputs])),
      ]
    }
  }

  /// Returns a new network with these parameters.
  public func network(activation: Activation, loss: Loss, output: OutputFunction = .softmax) -> Network<Float> {
    let network = Network<Float>(architecture: architecture, activation: activation, loss: loss, output: output)
    network.parameters.assign(parameters)
    return network
  }
}
