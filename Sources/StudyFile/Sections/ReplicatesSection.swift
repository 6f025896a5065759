import Study

/// The key `replicates`: a number of repetitions, or how often the data and the initial weights are drawn.
enum ReplicatesSection {
  private static let maximum = 10_000
  private static let draws = Format<Int>.integer(2...1000)

  static let data = Key(
    "data", draws, "Draws of the data; each is trained with every draw of the initial weights, on one test set.",
    need: .always)
  static let initialWeights = Key(
    "initial-weights", draws, "Draws of the initial weights and of the order of batches.", need: .always)

  static let section = Section(path: "replicates", keys: [data.outline, initialWeights.outline])

  static let format = Format<Replicates>(
    accepted: "a whole number from 1 to \(maximum), or {data, initial-weights}",
    schema: .members(("anyOf", .array([Format.integer(1...maximum).schema, section.schema])))
  ) { element, accepted in
    guard element.isMapping else {
      return .independent(try Format.integer(1...maximum).reading(element, accepted))
    }
    let fields = try Fields(element, section)
    let replicates = Replicates.crossed(
      data: try fields.value(data), initialWeights: try fields.value(initialWeights))
    guard replicates.count <= maximum else {
      throw element.failure("\(replicates) are too many; a study has at most \(maximum) replicates")
    }
    return replicates
  }
}
