/// A rule with a threshold that decides, from a trajectory's history, when training would have ended.
///
/// The kinds of rules are declared in ``Kind/all``.
public struct StoppingRule: Sendable, Hashable {
  /// What the rule is, without its numbers.
  public let kind: Kind
  /// How many epochs the rule waits, or compares; nil if its kind takes no such number, or none was given and the rule
  /// looks at every epoch.
  public let length: Int?
  /// The threshold; nil if the kind has none.
  public let threshold: Double?
  /// What the rule looks at; nil if its kind leaves no choice.
  public let quantity: StoppingQuantity?
  /// Whether the threshold is a share of the loss before.
  public let isRelative: Bool
  /// The first epoch after which the rule may end training, though it looks at those before; nil if it may from the first at
  /// which it is defined.
  public let firstEpoch: Int?
  /// The rules that it is made of, none of which is made of others; empty unless its kind is.
  public let parts: [StoppingRule]

  /// Creates a rule of a kind.
  ///
  /// A number that the kind does not take is left out, and one that is not given has its default.
  public init(
    _ kind: Kind, length: Int? = nil, threshold: Double? = nil, quantity: StoppingQuantity? = nil,
    isRelative: Bool = false, firstEpoch: Int? = nil, parts: [StoppingRule] = []
  ) {
    self.kind = kind
    self.length = kind.length == nil ? nil : length ?? kind.usualLength
    self.threshold = kind.thresholds == .none ? nil : threshold ?? kind.thresholds.fallback ?? 0
    self.quantity = kind.quantity.map { quantity ?? $0.fallback ?? .trainLoss }
    self.isRelative = isRelative && kind.options.contains(.relative)
    let earliest = kind.earliestEpoch(length: self.length)
    self.firstEpoch = kind.options.contains(.fromEpoch) ? firstEpoch.flatMap { Double($0) > earliest ? $0 : nil } : nil
    self.parts = kind.takesParts ? parts.filter { !$0.kind.takesParts } : []
  }

  /// Returns the rule with a warm-up, if its kind can have one: it looks at every epoch, but ends training after `epoch` at the
  /// earliest.
  public func from(epoch: Int) -> StoppingRule {
    StoppingRule(
      kind, length: length, threshold: threshold, quantity: quantity, isRelative: isRelative, firstEpoch: epoch,
      parts: parts)
  }

  /// Whether the rule uses validation data, and so needs a validation set.
  public var needsValidation: Bool { selection != nil }

  /// What is measured on validation data and selects the epoch that is reported, of several rules that of the first that
  /// uses such data; nil if the rule uses none.
  public var selection: StoppingQuantity? {
    if kind.takesParts { return parts.lazy.compactMap(\.selection).first }
    return kind.needsValidation ? quantity ?? .validationLoss : quantity.flatMap { $0.part == .validation ? $0 : nil }
  }

  /// The metrics that the rule looks at.
  public var metrics: [Metric] { [quantity?.metric].compactMap { $0 } + parts.flatMap(\.metrics) }

  /// Whether a smaller threshold stops later.
  public var stopsLaterBelow: Bool { kind == .target ? quantity?.lowerIsBetter ?? true : kind.stopsLaterBelow }

  /// The first epoch after which the rule can end training, whatever it sees, if an epoch has so many updates; it may be
  /// later still. Not a whole number, as the numbers of a rule that was read from a file may be of any size.
  public func earliestEpoch(updatesPerEpoch: Int) -> Double {
    let ofParts = parts.map { $0.earliestEpoch(updatesPerEpoch: updatesPerEpoch) }
    switch kind {
    case .anyOf: return ofParts.min() ?? 1
    case .allOf: return ofParts.max() ?? 1
    case .budget: return ((threshold ?? 0) / Double(max(updatesPerEpoch, 1))).rounded(.up)
    // The end of the first strip is compared with none.
    case .validationUp:
      return max(Double(firstEpoch ?? 1), Double(length ?? 1) * ((threshold ?? 1).rounded(.up) + 1))
    default: return max(Double(firstEpoch ?? 1), kind.earliestEpoch(length: length))
    }
  }

  /// A new criterion for one trajectory; nil if the rule never ends training.
  var criterion: (any StoppingCriterion)? {
    guard let firstEpoch else { return kind.criterion(self) }
    return kind.criterion(self).map { Delayed($0, firstEpoch: firstEpoch) }
  }
}
