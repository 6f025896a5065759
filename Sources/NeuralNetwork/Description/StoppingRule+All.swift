// The stopping rules. GL, PQ and UP are defined in L. Prechelt, "Early stopping — but when?" (1998).

extension StoppingRule.Kind {
  /// All kinds, in the order in which study files list them.
  ///
  /// To add one, add a declaration here, and the criterion that it creates.
  public static let all = [
    lossChange, patience, generalisationLoss, progressQuotient, validationUp, target, budget, anyOf, allOf,
    none,
  ]

  /// Stops when the training loss changes little.
  public static let lossChange = StoppingRule.Kind(
    "loss-change", .words("the training loss changes by less than the threshold"), needsValidation: false,
    thresholds: .overZero, options: [.relative, .fromEpoch], stopsLaterBelow: true, symbol: "|ΔL|", comparison: " < ",
    opening: "stop when "
  ) { LossChange(threshold: $0.threshold ?? 0, isRelative: $0.isRelative) }

  /// Stops when the validation loss, or a metric on validation data, has not improved for some epochs.
  public static let patience = StoppingRule.Kind(
    "patience", .words("what it monitors has not improved for some epochs"), needsValidation: true, length: .epochs,
    thresholds: .fromZero(unlessGiven: 0), quantity: .monitor, options: [.fromEpoch], stopsLaterBelow: true,
    symbol: "patience",
    comparison: ", threshold "
  ) { Patience($0.quantity ?? .validationLoss, epochs: $0.length ?? 1, threshold: $0.threshold ?? 0) }

  /// GL: stops when the validation loss is far above its lowest value.
  public static let generalisationLoss = StoppingRule.Kind(
    "generalisation-loss", .published("Prechelt (1998)"), needsValidation: true, length: .strip, lengthIsOptional: true,
    thresholds: .fromZero(unlessGiven: nil), isInPercent: true, options: [.fromEpoch], symbol: "GL", comparison: " > "
  ) { GeneralisationLoss(length: $0.length, threshold: $0.threshold ?? 0) }

  /// PQ: stops when the validation loss rises faster than training progresses.
  public static let progressQuotient = StoppingRule.Kind(
    "progress-quotient", .published("Prechelt (1998)"), needsValidation: true, length: .strip,
    thresholds: .fromZero(unlessGiven: nil), options: [.fromEpoch], symbol: "PQ", comparison: " > "
  ) { ProgressQuotient(length: $0.length ?? 1, threshold: $0.threshold ?? 0) }

  /// UP: stops when the validation loss keeps rising.
  public static let validationUp = StoppingRule.Kind(
    "validation-up", .published("Prechelt (1998)"), needsValidation: true, length: .strip,
    thresholds: .count(of: "strips"), options: [.fromEpoch], symbol: "UP", comparison: " "
  ) { ValidationUp(length: $0.length ?? 1, threshold: $0.threshold ?? 0) }

  /// Stops when a loss or a metric has come as far as it should.
  public static let target = StoppingRule.Kind(
    "target", .words("a loss or a metric reaches the threshold"), needsValidation: false,
    thresholds: .fromZero(unlessGiven: nil), quantity: .metric, options: [.fromEpoch], symbol: "target",
    opening: "stop when "
  ) { Target(quantity: $0.quantity ?? .trainLoss, threshold: $0.threshold ?? 0) }

  /// Stops after a number of updates, so that runs of different sizes or batches can be compared at equal cost.
  public static let budget = StoppingRule.Kind(
    "budget", .words("the weights have been updated a number of times"), needsValidation: false,
    thresholds: .count(of: "updates"), thresholdName: "updates", symbol: "updates", comparison: " ≥ ",
    opening: "stop when "
  ) { Budget(updates: $0.threshold ?? 0) }

  /// Stops with the first of several rules.
  public static let anyOf = StoppingRule.Kind(
    "any", .words("the first of several rules fires"), needsValidation: false, thresholds: .none, takesParts: true,
    symbol: "any", comparison: " or "
  ) { Combination($0.parts.compactMap(\.criterion), firstDecides: true) }

  /// Stops with the last of several rules.
  public static let allOf = StoppingRule.Kind(
    "all", .words("each of several rules has fired"), needsValidation: false, thresholds: .none, takesParts: true,
    symbol: "all", comparison: " and "
  ) { rule in
    let criteria = rule.parts.compactMap(\.criterion)
    return criteria.isEmpty || criteria.count < rule.parts.count ? nil : Combination(criteria, firstDecides: false)
  }

  /// Trains all epochs.
  public static let none = StoppingRule.Kind(
    "none", .words("after all epochs"), needsValidation: false, thresholds: .none, symbol: "no stopping"
  ) { _ in nil }
}

extension StoppingRule {
  /// Stop after the first epoch e ≥ 2 with |L(e) − L(e−1)| < threshold, where L is the mean training loss.
  ///
  /// If it is relative, with |L(e) − L(e−1)| < threshold · L(e−1); with `firstEpoch`, the first epoch e ≥ `firstEpoch`.
  public static func lossChange(threshold: Double, isRelative: Bool = false, firstEpoch: Int? = nil) -> StoppingRule {
    StoppingRule(.lossChange, threshold: threshold, isRelative: isRelative, firstEpoch: firstEpoch)
  }

  /// Stop when `monitor`, a quantity on validation data, has not improved by more than `threshold` on its best value for
  /// `epochs` epochs.
  public static func patience(
    epochs: Int, threshold: Double, monitor: StoppingQuantity = .validationLoss
  ) -> StoppingRule {
    StoppingRule(.patience, length: epochs, threshold: threshold, quantity: monitor)
  }

  /// GL: stop after the first epoch e with 100·(V(e)/V_best(e) − 1) > threshold, where V is the validation loss.
  ///
  /// With a strip, only epochs that end a strip of so many are looked at, as Prechelt (1998) did; V_best is
  /// the lowest of all epochs so far.
  public static func generalisationLoss(strip: Int? = nil, threshold: Double) -> StoppingRule {
    StoppingRule(.generalisationLoss, length: strip, threshold: threshold)
  }

  /// PQ: stop at the first end of a strip of `strip` epochs where GL(e) / P_strip(e) > threshold.
  public static func progressQuotient(strip: Int, threshold: Double) -> StoppingRule {
    StoppingRule(.progressQuotient, length: strip, threshold: threshold)
  }

  /// UP: stop when the validation loss has risen in `threshold` successive strips of `strip` epochs.
  public static func validationUp(strip: Int, threshold: Double) -> StoppingRule {
    StoppingRule(.validationUp, length: strip, threshold: threshold)
  }

  /// Stop after the first epoch e with Q(e) ≤ threshold or, where higher is better, Q(e) ≥ threshold, where Q is the
  /// quantity.
  public static func target(_ quantity: StoppingQuantity, threshold: Double) -> StoppingRule {
    StoppingRule(.target, threshold: threshold, quantity: quantity)
  }

  /// Stop after the first epoch e with U(e) ≥ updates, where U counts the weight updates so far.
  public static func budget(updates: Int) -> StoppingRule { StoppingRule(.budget, threshold: Double(updates)) }

  /// Stop at the earliest of the epochs at which the rules stop.
  public static func any(_ rules: [StoppingRule]) -> StoppingRule { StoppingRule(.anyOf, parts: rules) }

  /// Stop at the latest of the epochs at which the rules stop, as in GL₅ ∧ UP₈ ∧ PQ₃ (Prechelt 1998).
  public static func all(_ rules: [StoppingRule]) -> StoppingRule { StoppingRule(.allOf, parts: rules) }

  /// Train all epochs.
  public static let none = StoppingRule(.none)
}
