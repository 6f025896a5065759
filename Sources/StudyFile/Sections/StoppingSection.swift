import NeuralNetwork
import Study

/// The key `stopping`: the rules, each with its thresholds.
enum StoppingSection {
  private static func with(_ rules: StoppingRule.Kind...) -> Condition { with(rules) }

  private static func with(_ rules: [StoppingRule.Kind]) -> Condition {
    Condition(key: "rule", values: rules.map(\.rawValue))
  }

  static let rule = Key(
    "rule", Format<StoppingRule.Kind>.choice(),
    """
    When training would end: the training loss changes by less than the threshold (loss-change); the validation loss \
    has not fallen for some epochs (patience); GL, PQ or UP of Prechelt (1998); or after all epochs (none).
    """,
    need: .always)
  static let threshold = Key(
    "threshold", .oneOrMore(of: .number(NumberRange(from: 0, to: 1_000_000_000)), limit: 100),
    """
    One threshold, or a list of them, each of which gives a trial of its own. It is above 0 for loss-change, and a \
    whole number of strips, at least 1, for validation-up; for patience it is 0 unless given.
    """,
    need: .when(with(.lossChange, .generalisationLoss, .progressQuotient, .validationUp)),
    for: with(StoppingRule.Kind.allCases.filter { $0 != .none }))
  static let epochs = Key(
    "epochs", .oneOrMore(of: .integer(1...1_000_000), limit: 100),
    "Epochs without an improvement after which patience stops; each value of a list is a rule of its own.",
    default: [10], shown: 10, for: with(.patience))
  static let strip = Key(
    "strip", .oneOrMore(of: .integer(1...10_000), limit: 100),
    "Length in epochs of the strips that PQ and UP compare; each value of a list is a rule of its own.",
    default: [5], shown: 5, for: with(.progressQuotient, .validationUp))
  /// The most entries of the list.
  private static let maximum = 100

  static let section = Section(
    path: "stopping", keys: [rule.outline, threshold.outline, epochs.outline, strip.outline])

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
    let (kind, thresholds) = (try fields.value(rule), try fields.optional(threshold) ?? [0])
    let (epochs, strip) = (try fields.value(epochs), try fields.value(strip))
    let place = fields["threshold"] ?? element
    // What a rule of the kind is given besides its threshold.
    let lengths: [Int] =
      switch kind {
      case .patience: epochs
      case .progressQuotient, .validationUp: strip
      case .lossChange, .generalisationLoss, .none: [0]
      }
    let pairs = lengths.flatMap { length in thresholds.map { (length: length, threshold: $0) } }
    let rules: [StoppingRule] = try pairs.map { length, threshold in
      switch kind {
      case .lossChange:
        guard threshold > 0 else { throw place.failure("0 never stops; loss-change takes a threshold over 0") }
        return .lossChange(threshold: threshold)
      case .patience: return .patience(epochs: length, threshold: threshold)
      case .generalisationLoss: return .generalisationLoss(threshold: threshold)
      case .progressQuotient: return .progressQuotient(strip: length, threshold: threshold)
      case .validationUp:
        guard threshold >= 1, threshold == threshold.rounded() else {
          throw place.failure("validation-up counts strips: give a whole number of at least 1, not \(threshold)")
        }
        return .validationUp(strip: length, threshold: threshold)
      case .none: return .none
      }
    }
    return StoppingSpecification(name: kind.rawValue, rules: rules)
  }
}
