public import NeuralNetwork

/// The hidden layers of a network: their widths, and what they do besides weights and activation.
public struct NetworkLayers: Sendable, Hashable, Codable {
  /// How wide the layers are.
  public var hidden: HiddenLayers
  /// Normalisation and skip connections.
  public var structure: LayerStructure

  /// Creates layers from their parts.
  public init(_ hidden: HiddenLayers, structure: LayerStructure = .plain) {
    self.hidden = hidden
    self.structure = structure
  }

  /// Plain layers with these numbers of units, first to last.
  public static func widths(_ widths: [Int]) -> NetworkLayers { NetworkLayers(.widths(widths)) }

  /// Plain layers of one width, chosen by their parameters; see `HiddenLayers`.
  public static func matchingParameters(depth: Int, width: Int) -> NetworkLayers {
    NetworkLayers(.matchingParameters(depth: depth, width: width))
  }

  /// Reads layers; the structure stands beside the widths.
  public init(from decoder: any Decoder) throws {
    hidden = try HiddenLayers(from: decoder)
    structure = try LayerStructure(from: decoder)
  }

  /// Writes the widths, and the structure unless it is plain.
  public func encode(to encoder: any Encoder) throws {
    try hidden.encode(to: encoder)
    try structure.encode(to: encoder)
  }

  /// Returns the architecture for data with `inputs` features and a network with `outputs` outputs.
  ///
  /// With `matchingParameters` it picks the width whose parameter count is nearest to that of one hidden layer of the
  /// given width, normalised alike; of two equally near, the smaller.
  public func architecture(inputs: Int, outputs: Int) -> Architecture {
    func architecture(_ hidden: [Int]) -> Architecture {
      Architecture(inputs: inputs, hidden: hidden, outputs: outputs, structure: structure)
    }
    switch hidden {
    case .widths(let widths):
      return architecture(widths)
    case .matchingParameters(let depth, let width):
      func layers(_ units: Int) -> Architecture { architecture(Array(repeating: units, count: depth)) }
      let wanted = architecture([width]).parameterCount
      // The parameters of one layer grow with its width, and `depth` layers never have fewer: the answer is ≤ width.
      var best = layers(1)
      for units in 1...max(width, 1)
      where abs(layers(units).parameterCount - wanted) < abs(best.parameterCount - wanted) {
        best = layers(units)
      }
      return best
    }
  }
}

extension StudyDescription {
  /// Returns the layers of the network at position `index` (from 0) of the models; nil if there is none, or it is no
  /// network.
  public func layers(ofModelAt index: Int) -> NetworkLayers? {
    guard models.indices.contains(index), case .network(let layers) = models[index].kind else { return nil }
    return layers
  }
}
