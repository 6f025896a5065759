extension StoppingRule {
  /// When a rule ends training.
  public enum Definition: Sendable, Hashable {
    /// Half a sentence.
    case words(String)
    /// The publication that defines the rule under its symbol, e.g. `Prechelt (1998)`.
    case published(String)
  }

  /// A number of epochs that a rule takes besides its threshold.
  public struct Length: Sendable, Hashable {
    /// The key in study files, also the name in stores.
    public let name: String
    /// One sentence of description, for the schema.
    public let about: String
    /// The values that it accepts.
    public let range: ClosedRange<Int>
    /// The value if none is given.
    public let fallback: Int
    /// What is this long, e.g. `strip`, to be named beside the number; nil if the name of the rule says it.
    public let noun: String?

    /// Epochs to wait.
    public static let epochs = Length(
      name: "epochs", about: "Epochs without an improvement after which training ends", range: 1...1_000_000,
      fallback: 10, noun: nil)
    /// Epochs that are compared with those before them.
    public static let strip = Length(
      name: "strip", about: "Length in epochs of the strips at whose ends the rule looks", range: 1...10_000,
      fallback: 5,
      noun: "strip")
  }

  /// The quantities that a rule may look at.
  public struct QuantityChoice: Sendable, Hashable {
    /// The key in study files, also the name in stores.
    public let name: String
    /// One sentence of description, for the schema.
    public let about: String
    /// The quantities to choose from.
    public let quantities: [StoppingQuantity]
    /// The quantity if none is given; nil if one must be given, because the rule is about nothing else.
    public let fallback: StoppingQuantity?

    /// What has to reach the threshold.
    public static let metric = QuantityChoice(
      name: "metric", about: "What ends training when it is at least as good as the threshold",
      quantities: StoppingQuantity.all, fallback: nil)
    /// What has to improve on validation data.
    public static let monitor = QuantityChoice(
      name: "monitor", about: "What has to improve by more than the threshold for training to go on",
      quantities: StoppingQuantity.all.filter { $0.part == .validation }, fallback: .validationLoss)
  }

  /// What may be chosen of some rules besides their numbers: keys of study files, and names in stores.
  public enum Option: String, Sendable {
    /// A threshold that is a share of the loss before.
    case relative
    /// The first epoch after which training may end.
    case fromEpoch = "from-epoch"
  }

  /// The thresholds that a rule accepts.
  public enum Thresholds: Sendable, Hashable {
    /// The rule has no threshold.
    case none
    /// Any number from 0, with the value if none is given; nil if one must be given.
    case fromZero(unlessGiven: Double?)
    /// A number over 0, because the rule never stops at 0.
    case overZero
    /// A whole number of at least 1: so many of what the rule counts.
    case count(of: String)

    /// The threshold if none is given; nil if one must be given, or there is none.
    public var fallback: Double? {
      if case .fromZero(let threshold) = self { threshold } else { nil }
    }
  }
}

extension StoppingRule.Length {
  /// The rules that do without the number if none is given, e.g. `, but every epoch for generalisation-loss`.
  public var exceptions: String {
    let names = StoppingRule.Kind.all.filter { $0.length == self && $0.lengthIsOptional }.map(\.name)
    return names.isEmpty ? "" : ", but every epoch for \(names.joined(separator: " and "))"
  }

  /// One line of help for a command-line option: the description, the rules that take the number, and the default.
  public var help: String {
    let kinds = StoppingRule.Kind.all.filter { $0.length == self }
    return "\(about), for \(kinds.map(\.name).joined(separator: ", ")); \(fallback) unless given\(exceptions)."
  }
}
