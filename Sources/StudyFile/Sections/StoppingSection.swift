import NeuralNetwork
import Study

/// The key `stopping`: the rules, each with its thresholds, read according to their declarations.
enum StoppingSection {
  private static func with(_ isMeant: (StoppingRule.Kind) -> Bool) -> Condition {
    Condition(key: "rule", values: StoppingRule.Kind.all.filter(isMeant).map(\.name))
  }

  static let rule = Key(
    "rule",
    Format.choice(StoppingRule.Kind.all.map { (name: $0.name, value: $0) }).hinting(of: StoppingWords.keyMeant),
    StoppingWords.rules, need: .always)
  /// A number in the unit of the rule beside it.
  private static let thresholdNumber: Format<Double> = {
    let range = NumberRange(from: 0)
    let usual = Format<Double>.number(range)
    return Format(accepted: usual.accepted, schema: usual.schema) { element, accepted in
      let kind = StoppingRule.Kind.all.first { $0.name == element.beside["rule"] }
      return try Format<Double>.number(range, inPercent: kind?.isInPercent ?? false).reading(element, accepted)
    }
  }()
  static let threshold = Key(
    "threshold", .oneOrMore(of: thresholdNumber, limit: 100),
    StoppingWords.thresholds, need: .when(with { $0.takesThreshold && $0.thresholds.fallback == nil }),
    for: with(\.takesThreshold))
  static let updates = Key(
    StoppingRule.Kind.budget.thresholdName,
    Format<[Int]>.oneOrMore(of: .integer(1...1_000_000_000), limit: 100).map { $0.map { Double($0) } },
    "Updates of the weights after which training ends, at the end of the epoch in which they are reached; each value of "
      + "a list gives a trial of its own.",
    need: .when(with { $0 == .budget }), for: with { $0 == .budget })
  /// The numbers of epochs that rules take, each once.
  static let lengths = StoppingRule.Kind.all.compactMap(\.length)
    .reduce(into: [StoppingRule.Length]()) { if !$0.contains($1) { $0.append($1) } }
    .map { length in
      (
        length: length,
        key: Key(
          length.name, .oneOrMore(of: .integer(length.range), limit: 100),
          length.about + "; each value of a list is a rule of its own."
            + (length.exceptions.isEmpty ? "" : " It is \(length.fallback) unless given\(length.exceptions)."),
          shown: length.exceptions.isEmpty ? .integer(length.fallback) : nil, for: with { $0.length == length })
      )
    }
  /// What rules look at, each key once.
  static let quantities = StoppingRule.Kind.all.compactMap(\.quantity).map { choice in
    (
      choice: choice,
      key: Key(
        choice.name, .choice(choice.quantities.map { (name: $0.name, value: $0) }), choice.about + ".",
        default: choice.fallback, shown: choice.fallback.map { .string($0.name) },
        need: choice.fallback == nil ? .when(with { $0.quantity == choice }) : .optional,
        for: with { $0.quantity == choice })
    )
  }
  static let relative = Key(
    StoppingRule.Option.relative.rawValue, .boolean,
    "Whether the threshold is a share of the loss one epoch before, and not a loss.", default: false, shown: false,
    for: with { $0.options.contains(.relative) })
  static let fromEpoch = Key(
    StoppingRule.Option.fromEpoch.rawValue, .integer(1...1_000_000),
    "The first epoch after which the rule may end training (a warm-up); it looks at those before all the same. Unless given, it "
      + "is the first at which the rule is defined.",
    for: with { $0.options.contains(.fromEpoch) })
  /// The keys of a rule that is not made of others, but for its name.
  private static let numbers =
    [threshold.outline] + lengths.map(\.key.outline) + quantities.map(\.key.outline)
    + [updates.outline, relative.outline, fromEpoch.outline]

  private static let partRule = Key(
    "rule",
    Format.choice(StoppingRule.Kind.all.filter(\.canBePart).map { (name: $0.name, value: $0) })
      .hinting(of: StoppingWords.keyMeant),
    "One of the rules.", need: .always)
  static let partSection = Section(path: "stopping.of", keys: [partRule.outline] + numbers)
  private static let mostParts = 10
  /// The rules that a rule is made of, each with its alternatives.
  static let parts = Key(
    "of",
    Format<[[StoppingRule]]>(
      accepted: "a list of 2 to \(mostParts) rules, such as "
        + "[{rule: generalisation-loss, threshold: 5}, {rule: budget, updates: 1000}]",
      schema: .members(
        ("type", "array"), ("items", partSection.schema), ("minItems", 2), ("maxItems", .integer(mostParts)))
    ) { element, accepted in
      guard let items = try element.items(limit: mostParts) else { throw element.mismatch(accepted) }
      guard items.count > 1 else {
        throw element.failure("found \(items.isEmpty ? "an empty list" : "one rule"), expected \(accepted)")
      }
      return try items.reading { item in
        if let nested = try item.entries(limit: 1000)?.first(where: { $0.key == "of" }) {
          throw nested.value.failureAtKey("a rule made of others cannot be part of another; list its rules here")
        }
        return try rules(Fields(item, partSection), partRule, item).rules
      }
    },
    "The rules that it is made of, neither none nor any or all among them. If they have lists of values, each combination "
      + "is a rule of its own.",
    need: .when(with(\.takesParts)), for: with(\.takesParts))
  /// The most entries of the list, and combinations in one of them.
  private static let maximum = 100

  static let section = Section(path: "stopping", keys: [rule.outline] + numbers + [parts.outline])

  static let format = Format<[StoppingSpecification]>(
    accepted: "a list of rules, such as [{rule: loss-change, threshold: [0.05, 0.01]}]",
    schema: .members(
      ("type", "array"), ("items", section.schema), ("minItems", 1),
      ("maxItems", .integer(maximum)))
  ) { element, accepted in
    guard let items = try element.items(limit: maximum) else { throw element.mismatch(accepted) }
    guard !items.isEmpty else { throw element.failure("found an empty list, expected \(accepted)") }
    var seen: Set<Meaning> = []
    return try items.reading { item in
      let fields = try Fields(item, section)
      let specification =
        try fields.optional(parts).map { try combinations(fields, $0, item) } ?? rules(fields, rule, item)
      if let twice = specification.rules.first(where: { !seen.insert(Meaning($0)).inserted }) {
        throw item.failure("the rule \(twice.label) is given twice; leave one of them out")
      }
      return specification
    }
  }
  .hinting { text in
    ForeignName.meant(by: text, among: StoppingRule.Kind.all.map(\.name)).map { "write [{rule: \($0)}]" }
  }

  /// What a rule means, in whatever order the rules stand that it is made of; which of them chooses the reported epoch is
  /// part of that.
  private struct Meaning: Hashable {
    let rule: StoppingRule
    let parts: Set<StoppingRule>
    let selection: StoppingQuantity?

    init(_ rule: StoppingRule) {
      self.rule = StoppingRule(
        rule.kind, length: rule.length, threshold: rule.threshold, quantity: rule.quantity, isRelative: rule.isRelative,
        firstEpoch: rule.firstEpoch)
      parts = Set(rule.parts)
      selection = rule.selection
    }
  }

  /// A rule for each combination of the alternatives of its parts.
  private static func combinations(
    _ fields: Fields, _ parts: [[StoppingRule]], _ element: Element
  ) throws -> StoppingSpecification {
    let kind = try fields.value(rule)
    var combinations: [[StoppingRule]] = [[]]
    for alternatives in parts {
      guard combinations.count * alternatives.count <= maximum else {
        throw element.failure("its rules have too many combinations of values; leave at most \(maximum)")
      }
      combinations = combinations.flatMap { combination in alternatives.map { combination + [$0] } }
    }
    for combination in combinations {
      var seen: Set<StoppingRule> = []
      if let twice = combination.first(where: { !seen.insert($0).inserted }) {
        throw element.failure("the rule \(twice.label) is given twice; leave one of them out")
      }
    }
    return StoppingSpecification(name: kind.name, rules: combinations.map { StoppingRule(kind, parts: $0) })
  }

  /// A rule for each combination of its numbers.
  private static func rules(
    _ fields: Fields, _ rule: Key<StoppingRule.Kind>, _ element: Element
  ) throws -> StoppingSpecification {
    let kind = try fields.value(rule)
    let thresholds: [Double?] = try fields.optional(kind == .budget ? updates : threshold) ?? [nil]
    let key = lengths.first { $0.length == kind.length }?.key
    let lengths: [Int?] = try key.flatMap { try fields.optional($0) } ?? [nil]
    let quantity = try quantities.first { $0.choice == kind.quantity }.map { try fields.value($0.key) }
    let (isRelative, firstEpoch) = (try fields.value(relative), try fields.optional(fromEpoch))
    for given in thresholds {
      if let given, let refusal = StoppingWords.refusal(of: given, kind, quantity) {
        throw (fields["threshold"] ?? element).failure(refusal)
      }
    }
    return StoppingSpecification(
      name: kind.name,
      rules: lengths.flatMap { length in
        thresholds.map {
          StoppingRule(
            kind, length: length, threshold: $0, quantity: quantity, isRelative: isRelative, firstEpoch: firstEpoch)
        }
      })
  }
}

extension StoppingRule.Kind {
  /// Whether the rule has a threshold that study files call so.
  var takesThreshold: Bool { thresholds != .none && thresholdName == "threshold" }

  /// Whether a rule that is made of others may have it as one of them.
  fileprivate var canBePart: Bool { !takesParts && self != .none }
}
