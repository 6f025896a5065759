/// What a cell says of hidden layers: `64 64`, `[64, 64]`, `(64,)`, `64-64`, or `2`, a number of layers.
struct LayerText {
  /// The cell.
  var text: String
  /// The name of its column.
  var column: String

  /// The layers of a model; a number alone is that of layers, unless other models have lists of widths in that column, or the
  /// column is of sizes.
  static func read(_ cells: [Int: LayerText], of model: Int) -> (hidden: [Int]?, depth: Int?) {
    guard let cell = cells[model] else { return (nil, nil) }
    let areWidths =
      cells.values.contains { $0.column == cell.column && isList($0.text) }
      || ["hidden_sizes", "hidden_layer_sizes", "hidden_units"].contains(ColumnName(cell.column).text)
    guard let widths = widths(cell.text) else { return (nil, nil) }
    if widths.count == 1, !areWidths { return widths[0] <= 1000 ? (nil, widths[0]) : (nil, nil) }
    return (widths, widths.count)
  }

  /// Of two cells about one model, the one that says more; nil if they contradict each other.
  func agreed(with other: LayerText) -> LayerText? {
    if text == other.text { return self }
    return [(self, other), (other, self)].first { list, number in
      Self.isList(list.text) && Int(number.text).map { $0 == Self.widths(list.text)?.count } ?? false
    }?.0
  }

  /// Whether a text is a list of widths, and no number.
  static func isList(_ text: String) -> Bool {
    text.contains { "[(".contains($0) } || widths(text).map { $0.count > 1 } ?? false
  }

  /// The numbers in a text, if there is nothing else but signs between them.
  private static func widths(_ text: String) -> [Int]? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber || " ,;-x[]()".contains($0) }) else { return nil }
    let parts = text.split { !($0.isASCII && $0.isNumber) }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, numbers.count <= 1000, numbers.allSatisfy({ $0 <= 1 << 24 }) else { return nil }
    // (64.0) is no list.
    let hasBrackets = text.contains { "[(".contains($0) }
    return numbers.isEmpty && !hasBrackets || numbers.count > 1 && numbers.contains(0) ? nil : numbers
  }
}
