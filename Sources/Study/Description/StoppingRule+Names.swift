public import NeuralNetwork

extension StoppingRule {
  /// The rule with its parameters but without its threshold, as tables name it, e.g. `patience 10`.
  public var name: String {
    if kind.takesParts { return "\(kind.name) of (\(parts.map(\.label).joined(separator: ", ")))" }
    var words = [kind.name]
    if let length { words += [kind.length?.noun].compactMap { $0 } + ["\(length)"] }
    if let quantity, quantity != kind.quantity?.fallback { words.append(quantity.name) }
    if isRelative { words.append("relative") }
    if let firstEpoch { words.append("from epoch \(firstEpoch)") }
    return words.joined(separator: " ")
  }

  /// The rule with its threshold, e.g. `loss-change 0.01` or `progress-quotient strip 5 threshold 1`; unique to the
  /// rule.
  public var label: String {
    guard let threshold else { return name }
    let number = Int(exactly: threshold).map(String.init) ?? "\(threshold)"
    // A number after another one has to say what it is; few rules with a usual threshold have another.
    if length == nil, firstEpoch == nil { return "\(name) \(number)" }
    return threshold == kind.thresholds.fallback ? name : "\(name) threshold \(number)"
  }

  /// The rule as it is named within a sentence: its label, or `no stopping`.
  public var inWords: String { self == .none ? kind.symbol : label }
}
