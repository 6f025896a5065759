extension StoppingRule {
  /// A stopping rule without its numbers, with everything that study files, stores, tables and figures need to know.
  ///
  /// Kinds are declared in ``all``. To add one, declare it and write the criterion that decides.
  public struct Kind: Sendable {
    /// The name in study files and tables: lower-case words with hyphens.
    public let name: String
    /// When training ends, for the schema.
    public let definition: Definition
    /// Whether every rule of the kind uses validation data, and so needs a validation set.
    public let needsValidation: Bool
    /// The number of epochs that the rule takes besides its threshold; nil if it takes none.
    public let length: Length?
    /// Whether a rule without a length has none and looks at every epoch.
    public let lengthIsOptional: Bool
    /// The thresholds that the rule accepts.
    public let thresholds: Thresholds
    /// The key of the threshold in study files, also its name in stores.
    public let thresholdName: String
    /// Whether the threshold is in percent.
    public let isInPercent: Bool
    /// What the rule looks at, if that is a choice; nil if it is not.
    public let quantity: QuantityChoice?
    /// What else may be chosen.
    public let options: Set<Option>
    /// Whether the rule is made of others.
    public let takesParts: Bool
    /// Whether a smaller threshold stops later; of rules on a target see ``StoppingRule/stopsLaterBelow``.
    public let stopsLaterBelow: Bool
    /// What figures call the rule, e.g. `|ΔL|`.
    public let symbol: String
    /// What figures write between the symbol and the threshold, e.g. ` < `, or between the rules that it is made of.
    public let comparison: String
    /// What titles of figures write before the symbol.
    public let opening: String
    /// Creates the criterion of a rule of the kind; nil if training never ends.
    let criterion: @Sendable (StoppingRule) -> (any StoppingCriterion)?

    init(
      _ name: String, _ definition: Definition, needsValidation: Bool, length: Length? = nil,
      lengthIsOptional: Bool = false,
      thresholds: Thresholds, thresholdName: String = "threshold", isInPercent: Bool = false,
      quantity: QuantityChoice? = nil,
      options: Set<Option> = [],
      takesParts: Bool = false,
      stopsLaterBelow: Bool = false, symbol: String, comparison: String = "",
      opening: String = "",
      criterion: @escaping @Sendable (StoppingRule) -> (any StoppingCriterion)?
    ) {
      self.name = name
      self.definition = definition
      self.needsValidation = needsValidation
      self.length = length
      self.lengthIsOptional = lengthIsOptional
      self.thresholds = thresholds
      self.thresholdName = thresholdName
      self.isInPercent = isInPercent
      self.quantity = quantity
      self.options = options
      self.takesParts = takesParts
      self.stopsLaterBelow = stopsLaterBelow
      self.symbol = symbol
      self.comparison = comparison
      self.opening = opening
      self.criterion = criterion
    }

    /// The first epoch after which a rule of the kind can end training; it may be later still.
    func earliestEpoch(length: Int?) -> Double {
      switch self {
      // It compares two.
      case .lossChange: 2
      // The first epoch is the best so far.
      case .patience: Double(length ?? 0) + 1
      default: Double(length ?? 1)
      }
    }

    /// The length of a rule that is given none.
    public var usualLength: Int? { lengthIsOptional ? nil : length?.fallback }
  }
}

/// Kinds are equal if their names are.
extension StoppingRule.Kind: Hashable {
  /// Compares names.
  public static func == (a: StoppingRule.Kind, b: StoppingRule.Kind) -> Bool { a.name == b.name }
  /// Hashes the name.
  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
