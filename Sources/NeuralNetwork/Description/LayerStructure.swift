/// What the hidden layers of a network do besides weights, biases and activation.
///
/// With pre-activations z_l = W_l h_{l−1} + b_l, hidden layer l of a network gives
///
/// h_l = f(n(z_l)) + h_{l−1} where it has a skip connection, else h_l = f(n(z_l)),
///
/// with the activation f and the normalisation n, which is the identity by default. So a layer normalises before its
/// activation, and what it adds to the output of the layer below is the output of its activation.
public struct LayerStructure: Sendable, Hashable, Codable {
  /// How pre-activations are normalised.
  public var normalisation: Normalisation
  /// Whether the output of a hidden layer is added to that of the next one, where both have equally many units
  /// (K. He, X. Zhang, S. Ren, J. Sun, "Deep Residual Learning for Image Recognition", 2016). Inputs are never added.
  public var isResidual: Bool

  /// Neither normalisation nor skip connections.
  public static let plain = LayerStructure()

  /// Creates a structure from its parts.
  public init(normalisation: Normalisation = .none, isResidual: Bool = false) {
    self.normalisation = normalisation
    self.isResidual = isResidual
  }

  private enum CodingKeys: String, CodingKey {
    case normalisation
    case isResidual = "residual"
  }

  /// Reads a structure; what is missing has its default.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    normalisation = try values.decodeIfPresent(Normalisation.self, forKey: .normalisation) ?? .none
    isResidual = try values.decodeIfPresent(Bool.self, forKey: .isResidual) ?? false
  }

  /// Writes what is not the default.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    if normalisation != .none { try values.encode(normalisation, forKey: .normalisation) }
    if isResidual { try values.encode(isResidual, forKey: .isResidual) }
  }

  /// In words, e.g. `layer normalisation`, `residual`; empty for a plain structure.
  public var words: [String] {
    (normalisation == .layer ? ["layer normalisation"] : []) + (isResidual ? ["residual"] : [])
  }

  /// Returns whether a hidden layer, numbered from 0 in a network with these hidden widths, has a skip connection from the
  /// one before it.
  public func skips(to layer: Int, hidden: [Int]) -> Bool {
    isResidual && layer > 0 && hidden.indices.contains(layer) && hidden[layer] == hidden[layer - 1]
  }

  /// Says why a network with these hidden widths cannot have this structure, after the name of the property at fault; nil
  /// if it can.
  public func problem(hidden: [Int]) -> (property: String, reason: String)? {
    if normalisation != .none && hidden.isEmpty {
      return (CodingKeys.normalisation.rawValue, "there is no hidden layer to normalise; add one, or take this out")
    }
    if isResidual && !hidden.indices.contains(where: { skips(to: $0, hidden: hidden) }) {
      return (
        CodingKeys.isResidual.rawValue,
        "no two neighbouring hidden layers have equally many units, so there is nothing to add; make two of them equal, or "
          + "take this out"
      )
    }
    return nil
  }
}

/// How the pre-activations of hidden layers are normalised. The raw value is the name in study files.
public enum Normalisation: String, Sendable, Hashable, Codable, CaseIterable {
  /// Not at all.
  case none
  /// For each sample over the units of the layer: n(z) = g · (z − μ) / √(σ² + 10⁻⁵) + o, elementwise, with the mean μ and the
  /// biased variance σ² of the sample's z, and a learned gain g (at first 1) and offset o (at first 0) for each unit
  /// (J. L. Ba, J. R. Kiros, G. E. Hinton, "Layer Normalization", 2016).
  case layer
}
