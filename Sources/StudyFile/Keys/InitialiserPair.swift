import NeuralNetwork

/// The value of the key `initialiser`: a distribution for the weights, or one for the weights and one for the biases.
enum InitialiserPair {
  static let weights = Key("weights", Format<Initialiser>.initialiser, "Distribution of the weights.", need: .always)
  static let biases = Key("biases", Format<Initialiser>.initialiser, "Distribution of the biases.", need: .always)
  static let section = Section(path: "training.initialiser", keys: [weights.outline, biases.outline])

  static let format = Format<SettingValue>(
    accepted: Format<Initialiser>.initialiser.accepted + "; or {weights, biases} with one for each",
    schema: .members(("anyOf", .array([Format<Initialiser>.initialiser.schema, section.schema])))
  ) { element, accepted in
    guard element.isMapping else {
      return .initialiser(try Format<Initialiser>.initialiser.reading(element, accepted))
    }
    let fields = try Fields(element, section)
    return .initialisers(weights: try fields.value(weights), biases: try fields.value(biases))
  }

  /// Refuses biases that are given twice: in a pair, and by a key of their own.
  static func check(_ fields: Fields, _ pair: Element?) throws {
    let isPair =
      pair.map { $0.isMapping || (try? $0.items(limit: 1000))??.contains(where: \.isMapping) == true } ?? false
    guard isPair, let biases = fields["bias-initialiser"] else { return }
    throw biases.failureAtKey("initialiser gives the biases already; take one of them out")
  }
}
