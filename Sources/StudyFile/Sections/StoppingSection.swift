import NeuralNetwork
import Study

/// The key `stopping`: the rules, each with its thresholds, read according to their declarations.
enum StoppingSection {
  private static func with(_ isMeant: (StoppingRule.Kind) -> Bool) -> Condition {
    Condition(key: "rule", values: StoppingRule.Kind.all.filter(isMeant).map(\.name))
  }

  static let rule = Key(
    "rule", .choice(StoppingRule.Kind.all.map { (name: $0.name, value: $0) }), StoppingWords.rules, need: .always)
  static let threshold = Key(
    "threshold", .oneOrMore(of: .number(NumberRange(from: 0, to: 1_000_000_000)), limit: 100),
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
    "The first epoch after which training may end; the earliest is 2, because the rule compares two.", default: 2,
    shown: 2, for: with { $0.options.contains(.fromEpoch) })
  /// The most entries of the list.
  private static let maximum = 100

  static let section = Section(
    path: "stopping",
    keys: [rule.outline, threshold.outline] + lengths.map(\.key.outline) + quantities.map(\.key.outline)
      + [updates.outline, relative.outline, fromEpoch.outline])

  static let format = Format<[StoppingSpecification]>(
    accepted: "a list of rules, such as [{rule: loss-change, threshold: [0.05, 0.01]}]",
    schema: .members(
      ("type", "array"), ("items", section.schema), ("minItems", 1),
      ("maxItems", .integer(maximum)))
  ) { element, accepted in
    guard let items = try element.items(limit: maximum) else { throw element.mismatch(accepted) }
    guard !items.isEmpty else { throw element.failure("found an empty list, expected \(accepted)") }
    var seen: Set<StoppingRule> = []
    return try items.map { item in
      let specification = try read(item)
      if let twice = specification.rules.first(where: { !seen.insert($0).inserted }) {
        throw item.failure("the rule \(twice.label) is given twice; leave one of them out")
      }
      return specification
    }
  }

  private static func read(_ element: Element) throws -> StoppingSpecification {
    let fields = try Fields(element, section)
    let kind = try fields.value(rule)
    let thresholds: [Double?] = try fields.optional(kind == .budget ? updates : threshold) ?? [nil]
    let key = lengths.first { $0.length == kind.length }?.key
    let lengths: [Int?] = try key.flatMap { try fields.optional($0) } ?? [nil]
    let quantity = try quantities.first { $0.choice == kind.quantity }.map { try fields.value($0.key) }
    let (isRelative, firstEpoch) = (try fields.value(relative), try fields.value(fromEpoch))
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
}
