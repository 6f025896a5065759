import NeuralNetwork
import Study

/// The key `replicates`: a number of repetitions, the precision that decides it, or how often the data and the initial
/// weights are drawn.
enum ReplicatesSection {
  private static let maximum = Replicates.most
  private static let draws = Format<Int>.integer(2...1000)
  private static let replicates = Format<Int>.integer(1...maximum)
  private static let usual = (from: 10, to: 200)

  static let precision = Key(
    "precision", Format<Double>.number(NumberRange(over: 0), inPercent: true),
    """
    Replicates are added until the 95 % interval of every difference reaches at most this far to each side: in \
    percentage points if the first metric is shown in percent \
    (\(Metric.all.filter { $0.unit == .fraction }.map(\.name).joined(separator: ", "))), else in the unit of the metric.
    """, need: .always)
  static let from = Key(
    "from", replicates, "Replicates that are trained first.", default: usual.from, shown: .integer(usual.from))
  static let to = Key(
    "to", replicates, "The most replicates that are trained.", default: usual.to, shown: .integer(usual.to))
  static let data = Key(
    "data", draws, "Draws of the data; each is trained with every draw of the initial weights, on one test set.",
    need: .always)
  static let initialWeights = Key(
    "initial-weights", draws, "Draws of the initial weights and of the order of batches.", need: .always)

  private static let precise = Section(path: path, keys: [precision.outline, from.outline, to.outline])
  private static let crossed = Section(path: path, keys: [data.outline, initialWeights.outline])
  private static let path = "replicates"

  /// The keys of both forms.
  static let section = Section(path: path, keys: precise.keys + crossed.keys)

  static let format: Format<Replicates> = Format(
    accepted: "a whole number from 1 to \(maximum), {precision, from, to} or {data, initial-weights}",
    schema: .members(("anyOf", .array([replicates.schema, precise.schema, crossed.schema])))
  ) { element, accepted in
    guard let entries = try element.entries(limit: 1000) else {
      return .independent(try replicates.reading(element, accepted))
    }
    if let error = StudyFileError(section.unknownKeys(entries, in: element)) { throw error }
    let isCrossed = crossed.keys.contains { key in entries.contains { $0.key == key.name } }
    if isCrossed, let goal = entries.first(where: { precise[$0.key] != nil }) {
      throw goal.value.failureAtKey("does not go with data and initial-weights; keep one of the two")
    }
    return isCrossed ? try draws(Fields(element, crossed), element) : try goal(Fields(element, precise), element)
  }

  private static func goal(_ fields: Fields, _ element: Element) throws -> Replicates {
    let goal = PrecisionGoal(
      precision: try fields.value(precision), from: try fields.value(from), to: try fields.value(to))
    guard goal.from <= goal.to else {
      throw (fields["to"] ?? fields["from"] ?? element).failure(
        "from \(goal.from) to \(goal.to) is no range; make to at least as large as from")
    }
    return .untilPrecise(goal, count: goal.to)
  }

  private static func draws(_ fields: Fields, _ element: Element) throws -> Replicates {
    let replicates = Replicates.crossed(
      data: try fields.value(data), initialWeights: try fields.value(initialWeights))
    guard replicates.count <= maximum else {
      throw element.failure("\(replicates) are too many; a study has at most \(maximum) replicates")
    }
    return replicates
  }
}
