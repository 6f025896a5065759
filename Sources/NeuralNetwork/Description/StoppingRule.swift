/// A rule with a threshold that decides, from a trajectory's history, when training would have ended.
///
/// The kinds of rules are declared in ``Kind/all``.
public struct StoppingRule: Sendable, Hashable {
  /// What the rule is, without its numbers.
  public let kind: Kind
  /// How many epochs the rule waits, or compares; nil if its kind takes no such number.
  public let length: Int?
  /// The threshold; nil if the kind has none.
  public let threshold: Double?

  /// Creates a rule of a kind.
  ///
  /// A number that the kind does not take is left out, and one that is not given has its default.
  public init(_ kind: Kind, length: Int? = nil, threshold: Double? = nil) {
    self.kind = kind
    self.length = kind.length.map { length ?? $0.fallback }
    self.threshold = kind.thresholds == .none ? nil : threshold ?? kind.thresholds.fallback ?? 0
  }

  /// Whether the rule uses the validation loss, and so needs a validation set.
  public var needsValidation: Bool { kind.needsValidation }

  /// A new criterion for one trajectory; nil if the rule never ends training.
  var criterion: (any StoppingCriterion)? { kind.criterion(length ?? 0, threshold ?? 0) }
}
