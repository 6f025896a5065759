import Study

/// Two models that a study compares, paired by replicate, with equal values of everything else.
///
/// Of two networks, the first has more hidden layers; a network comes before an SVM baseline. Differences are first −
/// second.
public struct Contrast: Sendable, Hashable {
  /// One of the two models.
  public struct Side: Sendable, Hashable {
    /// Position of the model in the study file, from 0.
    public var modelIndex: Int
    /// Name of the model.
    public var model: String
    /// Number of hidden layers; nil for a model that is not a network.
    public var depth: Int?

    /// Creates a side from its parts.
    public init(modelIndex: Int, model: String, depth: Int?) {
      self.modelIndex = modelIndex
      self.model = model
      self.depth = depth
    }

    init(_ configuration: Configuration) {
      self.init(modelIndex: configuration.modelIndex, model: configuration.model, depth: configuration.depth)
    }
  }

  /// How the two models differ.
  public enum Kind: String, Sendable {
    /// Two networks with different numbers of hidden layers.
    case depth
    /// A network and a model that is not a network.
    case baseline = "kind"
  }

  /// The deeper network, or the network of a network and a baseline.
  public var first: Side
  /// The shallower network, or the baseline.
  public var second: Side
  /// Values of the varied settings, which both models share, in the order of the study.
  public var varied: [String]

  /// Creates a contrast of two models that share the varied settings.
  public init(first: Side, second: Side, varied: [String]) {
    self.first = first
    self.second = second
    self.varied = varied
  }

  /// Whether the models differ in depth or the second is a baseline.
  public var kind: Kind { second.depth == nil ? .baseline : .depth }

  /// Both sides, the first one first.
  public var sides: [Side] { [first, second] }

  /// Returns whether one side is the model at position `index` (from 0) of the study.
  public func contains(modelAt index: Int) -> Bool { sides.contains { $0.modelIndex == index } }
}

extension Contrast {
  /// Contrasts two models with the same settings, in either order; nil if they do not differ in what is compared.
  init?(_ one: Configuration, _ other: Configuration) {
    guard one.depth != other.depth else { return nil }
    let isFirst = (one.depth ?? -1) > (other.depth ?? -1)
    self.init(first: Side(isFirst ? one : other), second: Side(isFirst ? other : one), varied: one.varied)
  }
}
