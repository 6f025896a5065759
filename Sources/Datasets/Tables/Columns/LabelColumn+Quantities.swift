// Labels that are numbers, which may be a quantity and not names of classes.
extension LabelColumn {
  /// The most numbers that are taken for names of classes without a word.
  static let mostNumericClasses = 20
  /// The fewest different numbers of which it means something that hardly any occurs twice, or that may be counts.
  private static let fewestOfQuantity = 11

  /// What the numbers are that are hardly names of classes: many, or nearly all different. Nil of others, and unless
  /// `number` reads all of them.
  func quantityWords(_ number: (String) -> Double?) -> String? {
    let values = texts.compactMap(number)
    guard values.count == texts.count, texts.count > 1 else { return nil }
    if texts.count > Self.mostNumericClasses { return "\(texts.count) different numbers" }
    let rows = indices.count { $0 >= 0 }
    return texts.count >= Self.fewestOfQuantity && 2 * texts.count > rows
      ? "\(texts.count) different numbers in \(rows) samples" : nil
  }

  /// All texts as numbers, but for limits such as `≥28`, and words on these; nil if any text is neither.
  private func numbers(_ number: (String) -> Double?) -> (values: [Double], limits: String)? {
    let limits = texts.filter { number($0) == nil && Censored.isLimit($0) }
    let values = texts.compactMap(number)
    guard values.count + limits.count == texts.count else { return nil }
    return (values, limits.first.map { ", and limits such as \(quoted($0))," } ?? "")
  }

  /// What may be done about them.
  static let quantityWaysOut =
    "set data.task: regression to predict the number, or data.task: classification if the numbers are names of classes"

  /// Refuses labels to train on that are numbers and seem to be a quantity, unless the user says what they are; returns remarks on
  /// others. Errors begin with `name`.
  func remarks(named name: String, allowsNumericClasses: Bool) throws -> [String] {
    func number(_ text: String) -> Double? { Double(decimal: text.utf8) }
    if !allowsNumericClasses, let words = quantityWords(number) {
      throw DataError("\(name): the labels are \(words); \(Self.quantityWaysOut)")
    }
    return [countsRemark(number, allowsNumericClasses: allowsNumericClasses)].compactMap(\.self)
  }

  /// One line on numbers or dates that are taken for classes but may be counts or another quantity; nil of others, and if the user says
  /// what they are.
  func countsRemark(_ number: (String) -> Double?, allowsNumericClasses: Bool) -> String? {
    guard !allowsNumericClasses else { return nil }
    if texts.count > 2, DateLook.isOf(texts) {
      return
        "The target has \(texts.count) different dates or times, such as \(quoted(texts[0])), each of which is a class; name another "
        + "column (data.target), or write numbers in their place to predict them"
    }
    guard let (values, limits) = numbers(number) else { return nil }
    let isFractional = values.contains { $0 != $0.rounded() }
    guard
      Set(values).count >= (isFractional ? 3 : Self.fewestOfQuantity),
      let low = values.min(), let high = values.max()
    else { return nil }
    let range = [low, high].map { Int(exactly: $0).map(String.init) ?? "\($0)" }
    return
      "The target has \(Set(values).count) different \(isFractional ? "" : "whole ")numbers, \(range[0]) to \(range[1])\(limits.isEmpty ? "," : limits) each of "
      + "which is a class; set data.task: regression if they are \(isFractional ? "a quantity" : "counts or sizes"), or "
      + "data.task: classification if they are names"
  }
}
