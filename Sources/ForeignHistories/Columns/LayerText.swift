/// What a text says of hidden layers: `64 64`, `[64, 64]`, `(64,)`, `64-64`, or `2`, a number of layers.
enum LayerText {
  /// The layers of a model; a number alone is that of layers, unless other models have lists of widths, or the column is of
  /// sizes.
  static func read(_ texts: [Int: String], of model: Int, names column: String?) -> (hidden: [Int]?, depth: Int?) {
    guard let text = texts[model] else { return (nil, nil) }
    let name = column.map { ColumnName($0).text } ?? ""
    let areWidths =
      texts.values.contains { widths($0).map { $0.count > 1 } ?? false || isList($0) }
      || ["hidden_sizes", "hidden_layer_sizes", "hidden_units"].contains(name)
    guard let widths = widths(text) else { return (nil, nil) }
    if widths.count == 1, !areWidths { return widths[0] <= 1000 ? (nil, widths[0]) : (nil, nil) }
    return (widths, widths.count)
  }

  private static func isList(_ text: String) -> Bool { text.contains { "[(".contains($0) } }

  /// The numbers in a text, if there is nothing else but signs between them.
  private static func widths(_ text: String) -> [Int]? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber || " ,;-x[]()".contains($0) }) else { return nil }
    let parts = text.split { !($0.isASCII && $0.isNumber) }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, numbers.count <= 1000, numbers.allSatisfy({ $0 <= 1 << 24 }) else { return nil }
    // (64.0) is no list.
    return numbers.isEmpty && !isList(text) || numbers.count > 1 && numbers.contains(0) ? nil : numbers
  }
}
