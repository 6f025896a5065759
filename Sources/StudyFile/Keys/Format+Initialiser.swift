import NeuralNetwork

extension Format where Value == Initialiser {
  private static let named: [(name: String, value: Initialiser)] = [
    ("xavier-uniform", .xavierUniform), ("xavier-normal", .xavierNormal),
    ("kaiming-uniform", .kaimingUniform), ("kaiming-normal", .kaimingNormal),
  ]

  /// A distribution by name, with its numbers in parentheses where it takes any.
  static let initialiser = Format(
    accepted: "one of uniform(a,b), normal(mean,sd), constant(c), \(named.map(\.name).joined(separator: ", "))",
    schema: .members(
      ("type", "string"),
      ("pattern", .string("^(\(named.map(\.name).joined(separator: "|"))|(uniform|normal|constant)\\(.*\\))$"))
    )
  ) { element, accepted in
    guard let text = element.scalar?.text, text.count <= 200 else { throw element.mismatch(accepted) }
    if let named = named.first(where: { $0.name == text }) { return named.value }
    if let match = text.wholeMatch(of: /(uniform|normal|constant)\(([^()]*)\)/) {
      let numbers = match.2.split(separator: ",", omittingEmptySubsequences: false).map { number($0) }
      switch (String(match.1), numbers.count) {
      case ("uniform", 2):
        guard let low = numbers[0], let high = numbers[1] else { break }
        guard low <= high else { throw element.mismatch("uniform(a,b) with a at most b") }
        return .uniform(low, high)
      case ("normal", 2):
        guard let mean = numbers[0], let deviation = numbers[1] else { break }
        guard deviation >= 0 else { throw element.mismatch("normal(mean,sd) with sd at least 0") }
        return .normal(mean: mean, standardDeviation: deviation)
      case ("constant", 1):
        guard let value = numbers[0] else { break }
        return .constant(value)
      default: break
      }
    }
    if text.contains("("), !text.contains(")") {
      throw element.mismatch(accepted, hint: "inside [ ] or { }, quote it: 'uniform(-1,1)'")
    }
    throw element.mismatch(accepted, hint: ForeignName.hint(on: text, among: named.map(\.name)))
  }

  /// A number of modest size: beyond it no network trains, and sums of squares overflow.
  private static func number(_ text: Substring) -> Double? {
    let digits = text.drop { $0 == " " }
    guard NumberText.isNumber(String(digits)), let value = Double(digits), abs(value) <= 1_000_000 else { return nil }
    return value
  }
}
