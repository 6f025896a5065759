/// Targets of which only a limit is known, such as `120+` or `<0.5`.
enum Censored {
  private static let signs: Set<Character> = ["+", "<", ">", "≤", "≥"]

  /// What follows from leaving samples out whose targets are such, with the comma before it; empty if no text is one.
  static func warning(of texts: [String]) -> String {
    texts.contains(where: isLimit)
      ? ", which leaves such samples out and biases what is predicted, as all of them are beyond a limit" : ""
  }

  /// Whether a text is a number with a sign before or after it that makes it a limit.
  static func isLimit(_ text: String) -> Bool {
    guard let first = text.first, let last = text.last, text.contains(where: \.isNumber) else { return false }
    return first != "+" && signs.contains(first) || last == "+"
  }
}
