import NeuralNetwork

/// What the schema and errors say of stopping rules.
enum StoppingWords {
  /// When each rule ends training.
  static let rules: String = {
    var clauses: [String] = []
    var published: Set<String> = []
    for kind in StoppingRule.Kind.all {
      switch kind.definition {
      case .words(let words): clauses.append("\(words) (\(kind.name))")
      case .published(let source):
        guard published.insert(source).inserted else { continue }
        let symbols = StoppingRule.Kind.all.filter { $0.definition == kind.definition }.map(\.symbol)
        clauses.append("\(listed(symbols, ", ", " or ")) of \(source)")
      }
    }
    return "When training would end: \(listed(clauses, "; ", "; or "))."
  }()

  /// Which thresholds the rules take.
  static let thresholds: String = {
    let limits = StoppingRule.Kind.all.filter(\.takesThreshold)
      .compactMap { kind in limit(kind.thresholds).map { "\($0) for \(kind.name)" } }
    let usual = StoppingRule.Kind.all.compactMap { kind in
      kind.thresholds.fallback.map { "for \(kind.name) it is \(JSON.number($0).text()) unless given" }
    }
    return "One threshold, or a list of them, each of which gives a trial of its own. "
      + "It is \(([listed(limits, ", ", ", and ")] + usual).joined(separator: "; "))."
  }()

  private static func limit(_ thresholds: StoppingRule.Thresholds) -> String? {
    switch thresholds {
    case .none, .fromZero: nil
    case .overZero: "above 0"
    case .count(let noun): "a whole number of \(noun), at least 1,"
    }
  }

  /// Why a threshold of at least 0 does not suit a rule of the kind on the quantity; nil if it does.
  static func refusal(of threshold: Double, _ kind: StoppingRule.Kind, _ quantity: StoppingQuantity?) -> String? {
    if kind == .target, let quantity, let metric = quantity.metric, !metric.isPossible(threshold) {
      let least = max(metric.bounds.lowerBound, 0)
      return "\(quantity.name) never reaches \(threshold); give a number from \(JSON.number(least).text())"
        + " to \(JSON.number(metric.bounds.upperBound).text())"
    }
    return switch kind.thresholds {
    case .none, .fromZero: nil
    case .overZero: threshold > 0 ? nil : "0 never stops; \(kind.name) takes a threshold over 0"
    case .count(let noun):
      threshold >= 1 && threshold == threshold.rounded()
        ? nil : "\(kind.name) counts \(noun): give a whole number of at least 1, not \(threshold)"
    }
  }

  /// How to write what the name of a rule means that is none here, but a key: the most epochs, or those of a warm-up. The number is
  /// that beside the name. Nil for other words.
  static func keyMeant(by element: Element) -> String? {
    guard let text = element.scalar?.text else { return nil }
    let names = ForeignName.known(text)
    let number = element.beside.filter { $0.key != "rule" }.values.first { Int($0).map { $0 > 0 } ?? false }
    switch names.first {
    case "epochs" where !names.contains("patience"): return "write training: {epochs: \(number ?? "100")}"
    case "warm-up", "from-epoch":
      return "from-epoch is a key of rules: write {rule: loss-change, threshold: 0.01, from-epoch: \(number ?? "20")}"
    default: return nil
    }
  }

  private static func listed(_ items: [String], _ separator: String, _ last: String) -> String {
    items.dropLast().joined(separator: separator) + (items.count > 1 ? last : "") + (items.last ?? "")
  }
}
