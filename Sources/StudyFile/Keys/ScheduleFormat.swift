import NeuralNetwork

/// The value of the key `schedule`: a word, or the epochs of a step with the factor after each; on one line, as options and
/// saved models need it, that is step(30,0.1).
enum ScheduleFormat {
  private static let epochs = Format<Int>.integer(1...1_000_000)
  private static let share = Format<Double>.number(NumberRange(over: 0, to: 1))
  static let step = Key("step", epochs, "Epochs of each step.", need: .always)
  static let factor = Key("factor", share, "Factor on the learning rate after each step.", need: .always)
  static let section = Section(path: "training.schedule", keys: [step.outline, factor.outline])

  private static let words: [Schedule] = [.constant, .cosine]

  static let format = Format<Schedule>(
    accepted: "constant, cosine, or {step: 30, factor: 0.1}",
    schema: .members(
      (
        "anyOf",
        .array([
          .members(("enum", .strings(words.map(\.description)))),
          .members(("type", "string"), ("pattern", "^step\\(.*\\)$")), section.schema,
        ])
      ))
  ) { element, accepted in
    if element.isMapping {
      let fields = try Fields(element, section)
      return .step(epochs: try fields.value(step), factor: try fields.value(factor))
    }
    guard let text = element.scalar?.text, text.count <= 200 else { throw element.mismatch(accepted) }
    if let word = words.first(where: { $0.description == text }) { return word }
    if let match = text.wholeMatch(of: /step\( *([0-9]+) *, *([0-9.eE\-]+) *\)/) {
      let (epochs, factor) = (String(match.1), String(match.2))
      if NumberText.isInteger(epochs), NumberText.isNumber(factor), let epochs = Int(epochs),
        1...1_000_000 ~= epochs, let factor = Double(factor), factor > 0, factor <= 1
      {
        return .step(epochs: epochs, factor: factor)
      }
    }
    if text.hasPrefix("step") {
      throw element.mismatch(accepted, hint: "on the command line: 'step(30,0.1)'")
    }
    throw element.mismatch(accepted, hint: ForeignName.hint(on: text, among: words.map(\.description)))
  }
}
