/// The layer widths of a multilayer perceptron, and what its hidden layers do besides weights and activation.
///
/// `hidden` may be empty: the network is then a linear (softmax) classifier.
public struct Architecture: Sendable, Hashable, Codable {
  /// Number of input features.
  public var inputs: Int
  /// Units of each hidden layer, first to last.
  public var hidden: [Int]
  /// Number of output units: the classes, or 1 for binary cross-entropy.
  public var outputs: Int
  /// Normalisation and skip connections of the hidden layers.
  public var structure: LayerStructure

  /// Creates an architecture from its layer widths and their structure.
  public init(inputs: Int, hidden: [Int], outputs: Int, structure: LayerStructure = .plain) {
    self.inputs = inputs
    self.hidden = hidden
    self.outputs = outputs
    self.structure = structure
  }

  private enum CodingKeys: CodingKey { case inputs, hidden, outputs }

  /// Reads an architecture; its structure stands beside the widths.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    inputs = try values.decode(Int.self, forKey: .inputs)
    hidden = try values.decode([Int].self, forKey: .hidden)
    outputs = try values.decode(Int.self, forKey: .outputs)
    structure = try LayerStructure(from: decoder)
  }

  /// Writes the widths, and the structure unless it is plain.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(inputs, forKey: .inputs)
    try values.encode(hidden, forKey: .hidden)
    try values.encode(outputs, forKey: .outputs)
    try structure.encode(to: encoder)
  }

  /// Widths of all layers, inputs first, outputs last.
  public var widths: [Int] { [inputs] + hidden + [outputs] }

  /// Whether a layer is a hidden one that is normalised; layers are numbered from 0, the output layer last.
  public func normalises(_ layer: Int) -> Bool { structure.normalisation == .layer && hidden.indices.contains(layer) }

  /// Whether a layer, numbered from 0, has a skip connection from the one before it.
  public func skips(to layer: Int) -> Bool { structure.skips(to: layer, hidden: hidden) }

  /// Number of parameters: Σ (fan-in + 1) · fan-out over the layers, and a gain and an offset for each unit that is
  /// normalised.
  public var parameterCount: Int {
    zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
      + hidden.indices.reduce(0) { $0 + (normalises($1) ? 2 * hidden[$1] : 0) }
  }
}
