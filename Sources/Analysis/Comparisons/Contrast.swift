import Study

/// Two models that a study compares, paired by replicate, at equal values of everything else.
///
/// Of two networks the first has more hidden layers; a network comes before a model that is none. Differences are first −
/// second.
public struct Contrast: Sendable, Hashable {
  /// One of the two.
  public struct Side: Sendable, Hashable {
    public var modelIndex: Int
    public var model: String
    /// Number of hidden layers; nil for a model that is no network.
    public var depth: Int?

    public init(modelIndex: Int, model: String, depth: Int?) {
      self.modelIndex = modelIndex
      self.model = model
      self.depth = depth
    }

    init(_ configuration: Configuration) {
      self.init(modelIndex: configuration.modelIndex, model: configuration.model, depth: configuration.depth)
    }
  }

  /// What sets the two sides apart.
  public enum Kind: String, Sendable {
    /// Two networks with different numbers of hidden layers.
    case depth
    /// A network and a model that is none.
    case baseline = "kind"
  }

  public var first: Side
  public var second: Side
  /// The values of the varied settings, which both share, in the order of the study.
  public var varied: [String]

  public init(first: Side, second: Side, varied: [String]) {
    self.first = first
    self.second = second
    self.varied = varied
  }

  public var kind: Kind { second.depth == nil ? .baseline : .depth }

  public var sides: [Side] { [first, second] }

  /// Whether it is of the model at `index` of the study.
  public func contains(modelAt index: Int) -> Bool { sides.contains { $0.modelIndex == index } }
}

extension Contrast {
  /// Of two models with the same settings, in whichever order; nil if they have no difference that is compared.
  init?(_ one: Configuration, _ other: Configuration) {
    guard one.depth != other.depth else { return nil }
    let isFirst = (one.depth ?? -1) > (other.depth ?? -1)
    self.init(first: Side(isFirst ? one : other), second: Side(isFirst ? other : one), varied: one.varied)
  }
}
