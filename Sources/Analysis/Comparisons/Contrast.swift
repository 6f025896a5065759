import Study

/// Two things that a study compares, paired by replicate, with equal values of everything else: two models, or one model
/// with two values of a varied setting.
///
/// Differences are first − second. Of two networks, the first has more hidden layers or, if they have as many, more
/// parameters, or more hidden units if parameters are not known; a network comes before an SVM baseline. Of two values, and of
/// two networks with the same hidden layers, the first is the one that stands later in the study file, as what is tried
/// usually follows what is usual.
public struct Contrast: Sendable, Hashable {
  /// One of the two things.
  public struct Side: Sendable, Hashable {
    /// Position of the model in the study file, from 0.
    public var modelIndex: Int
    /// Name of the model.
    public var model: String
    /// Number of hidden layers; nil for a model that is not a network.
    public var depth: Int?
    /// The value in which it differs from the other side, as the study file spells it; nil if the models differ.
    public var value: String?

    /// Creates a side from its parts.
    public init(modelIndex: Int, model: String, depth: Int?, value: String? = nil) {
      self.modelIndex = modelIndex
      self.model = model
      self.depth = depth
      self.value = value
    }

    init(_ configuration: Configuration, value: String? = nil) {
      self.init(
        modelIndex: configuration.modelIndex, model: configuration.model, depth: configuration.depth, value: value)
    }
  }

  /// How the two differ.
  public enum Kind: Sendable, Hashable {
    /// Two networks with different numbers of hidden layers.
    case depth
    /// A network and a model that is not a network.
    case baseline
    /// Two networks with equally many hidden layers, of different widths or, where these are not known, by name.
    case width
    /// Two networks with the same hidden layers, which differ in normalisation or skip connections.
    case structure
    /// Two models that are not networks.
    case machine
    /// A model of one study with its counterpart in another.
    case study
    /// One network with two values of the varied key with this name.
    case setting(String)

    /// The name in tables: `study`, `depth`, `kind`, `width`, `structure`, `machine`, or the varied key.
    public var name: String {
      switch self {
      case .depth: "depth"
      case .baseline: "kind"
      case .width: "width"
      case .structure: "structure"
      case .machine: "machine"
      case .study: "study"
      case .setting(let key): key
      }
    }

    /// What is asked: comparisons that answer one question are corrected together.
    enum Question: Hashable {
      case study, depth, width
      case setting(String)
    }

    /// The place among questions: studies, depth, width, settings.
    var rank: Int {
      switch question {
      case .study: 0
      case .depth: 1
      case .width: 2
      case .setting: 3
      }
    }

    var question: Question {
      switch self {
      case .depth, .baseline: .depth
      case .width, .structure, .machine: .width
      case .study: .study
      case .setting(let key): .setting(key)
      }
    }
  }

  /// What differences are taken of.
  public var first: Side
  /// What is subtracted.
  public var second: Side
  /// How the two differ.
  public var kind: Kind
  /// Values of the varied settings that both share, in the order of the study; empty for the key in which they differ, and
  /// for all keys of two models that none affects.
  public var varied: [String]

  /// Creates a contrast from its parts.
  public init(first: Side, second: Side, kind: Kind, varied: [String]) {
    self.first = first
    self.second = second
    self.kind = kind
    self.varied = varied
  }

  /// Both sides, the first one first.
  public var sides: [Side] { [first, second] }

  /// Returns whether one side is the model at position `index` (from 0) of the study.
  public func contains(modelAt index: Int) -> Bool { sides.contains { $0.modelIndex == index } }

  /// Returns whether it is corrected together with another contrast, because both are about depth, about equally deep
  /// models, or about the same varied key.
  public func answersSameQuestion(as other: Contrast) -> Bool { kind.question == other.kind.question }

  /// Whether it compares a depth, or a network with a baseline: what a study is about first of all.
  public var isOfDepth: Bool { kind.question == .depth }

  /// Whether the two are different models.
  public var isOfModels: Bool { first.value == nil }

  /// Returns the values of the varied settings of a side.
  public func varied(of side: Side) -> [String] {
    guard let value = side.value, let key = varied.firstIndex(of: "") else { return varied }
    var all = varied
    all[key] = value
    return all
  }
}

extension Contrast {
  /// Contrasts two configurations, of which `one` precedes `other` in the study, whose varied keys are `keys`; nil unless
  /// they differ in one thing.
  init?(_ one: Configuration, _ other: Configuration, keys: [String] = []) {
    guard one.modelIndex == other.modelIndex else {
      guard one.varied == other.varied else { return nil }
      let areNetworks = [one, other].map { $0.depth != nil }
      let kind: Kind =
        areNetworks == [true, true]
        ? (one.depth != other.depth ? .depth : one.hidden != nil && one.hidden == other.hidden ? .structure : .width)
        : areNetworks.contains(true) ? .baseline : .machine
      let isFirst =
        switch kind {
        case .structure: false
        case .width: one.isAtLeastAsLarge(as: other)
        case .machine: true
        default: (one.depth ?? -1) > (other.depth ?? -1)
        }
      self.init(
        first: Side(isFirst ? one : other), second: Side(isFirst ? other : one), kind: kind,
        varied: [one, other].contains(where: \.isVaried) ? one.varied : one.varied.map { _ in "" })
      return
    }
    let differing = one.varied.indices.filter {
      other.varied.indices.contains($0) && one.varied[$0] != other.varied[$0]
    }
    guard one.isVaried, differing.count == 1, let key = differing.first, keys.indices.contains(key) else {
      return nil
    }
    var shared = one.varied
    shared[key] = ""
    self.init(
      first: Side(other, value: other.varied[key]), second: Side(one, value: one.varied[key]),
      kind: .setting(keys[key]), varied: shared)
  }
}

extension Configuration {
  /// Compares parameters or, unless both are known, hidden units; true where these are not known either.
  fileprivate func isAtLeastAsLarge(as other: Configuration) -> Bool {
    if let parameters, let others = other.parameters { return parameters >= others }
    guard let hidden, let others = other.hidden else { return true }
    return hidden.reduce(0, +) >= others.reduce(0, +)
  }
}
