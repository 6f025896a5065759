public import Kernels
public import NeuralNetwork

/// Parameters of a network, named as in PyTorch: `N.weight` [out × in] and `N.bias` [out] for the linear layers of a
/// `torch.nn.Sequential` with an activation between each layer and the next. With layer normalisation, each linear layer but
/// the last is followed by a `LayerNorm`, of which `N.weight` [units] are the gains and `N.bias` [units] the offsets. Skip
/// connections have no tensors; the metadata `residual` says that there are some, which no `Sequential` can have.
public struct LinearLayers: Sendable, Equatable {
  /// Number of inputs, of units in each hidden layer, and of outputs, and what the hidden layers do.
  public let architecture: Architecture
  /// For each layer its weights [out × in], row by row, then its biases [out], then gains and offsets [out] if it is
  /// normalised; the same order as `Parameters`.
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

  /// Name of the metadata that says whether a network has skip connections; without it, it has none.
  static let residual = "residual"

  /// Reads the layers from the tensors of a file, which may come from another program: `N.weight` and `N.bias`, with
  /// any ascending numbers N. A weight of two dimensions is that of a linear layer, one of one dimension that of a layer
  /// normalisation, which either all hidden layers have or none.
  ///
  /// - Throws: ``ModelFileError`` that names `file` if tensors are missing, do not fit together or hold values that are
  ///   not finite.
  public init(_ tensors: SafetensorsFile, named file: String) throws {
    func failure(_ reason: String) -> ModelFileError { ModelFileError(file: file, reason: reason) }
    let expected = "a model has N.weight [out, in] and N.bias [out] for each linear layer, such as 0.weight"
    // Each hidden layer may have a normalisation besides.
    let most = 2 * Self.maximumLayers - 1
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
    guard 1...most ~= layers.count else {
      throw failure("has \(layers.count) layers, not 1 to \(most); \(expected)")
    }
    var widths: [Int] = []
    // For each linear layer, whether a normalisation follows.
    var isNormalised: [Bool] = []
    var parameters: [Float] = []
    for (index, layer) in layers.sorted(by: { $0.key < $1.key }) {
      guard let weight = layer.weight, let bias = layer.bias else {
        throw failure("lacks the tensor \(index).\(layer.weight == nil ? "weight" : "bias"); \(expected)")
      }
      for tensor in [weight, bias] where !tensor.values.allSatisfy(\.isFinite) {
        throw failure("\(tensor.name) holds a value that is not finite, which a network cannot use")
      }
      if weight.shape.count == 1, isNormalised.last == false {
        let units = widths.last ?? 0
        guard weight.shape == [units], bias.shape == [units] else {
          throw failure(
            "\(weight.name) and \(bias.name) normalise \(weight.shape.prefix(8)) and \(bias.shape.prefix(8)) units, but the "
              + "layer before them has \(units)")
        }
        isNormalised[isNormalised.count - 1] = true
        parameters += weight.values + bias.values
        continue
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
      if widths.isEmpty { widths.append(weight.shape[1]) }
      widths.append(weight.shape[0])
      isNormalised.append(false)
      parameters += weight.values + bias.values
    }
    guard widths.count > 1 else { throw failure("has no linear layer; \(expected)") }
    let hidden = Array(widths[1..<widths.count - 1])
    guard isNormalised.last == false, Set(isNormalised.dropLast()).count < 2 else {
      throw failure("normalises some layers and not others; all hidden layers may be normalised, or none")
    }
    let residual = tensors.metadata[Self.residual]
    guard [nil, "true"].contains(residual) else {
      throw failure(
        "has \(quoted(residual ?? "")) for \(quoted(Self.residual)) in its metadata, where there is true or nothing")
    }
    let structure = LayerStructure(normalisation: isNormalised[0] ? .layer : .none, isResidual: residual != nil)
    if let problem = structure.problem(hidden: hidden) {
      throw failure("has \(problem.property) in its metadata, but \(problem.reason)")
    }
    architecture = Architecture(
      inputs: widths[0], hidden: hidden, outputs: widths[widths.count - 1], structure: structure)
    self.parameters = parameters
  }

  /// One weight and one bias tensor for each linear layer and each normalisation, numbered with the activations: 0, 2, 4 …, or
  /// with normalisation 0, 1, 3, 4, 6 ….
  var tensors: [SafetensorsFile.Tensor] {
    var (start, module) = (0, 0)
    var tensors: [SafetensorsFile.Tensor] = []
    func append(_ name: String, _ shape: [Int]) {
      let count = shape.reduce(1, *)
      tensors.append(
        SafetensorsFile.Tensor(
          name: "\(module).\(name)", shape: shape, values: Array(parameters[start..<start + count])))
      start += count
    }
    for (layer, (inputs, outputs)) in zip(architecture.widths, architecture.widths.dropFirst()).enumerated() {
      append("weight", [outputs, inputs])
      append("bias", [outputs])
      module += 1
      if architecture.normalises(layer) {
        append("weight", [outputs])
        append("bias", [outputs])
        module += 1
      }
      // The activation.
      module += 1
    }
    return tensors
  }

  /// Returns a new network with these parameters.
  public func network(activation: Activation, loss: Loss, output: OutputFunction = .softmax) -> Network<Float> {
    let network = Network<Float>(architecture: architecture, activation: activation, loss: loss, output: output)
    network.parameters.assign(parameters)
    return network
  }
}
