/// What a cell says of hidden layers: `64 64`, `[64, 64]`, `(64,)`, `64-64`, or `2`, a number of layers.
struct LayerText {
  /// The cell.
  var text: String
  /// The name of its column.
  var column: String

  // What a store holds.
  private static let mostLayers = 1000
  private static let widest = 1 << 20

  /// The layers of a model; a number alone is that of layers if the column is of such, unless other models have lists of widths
  /// in it.
  static func read(_ cells: [Int: LayerText], of model: Int) -> (hidden: [Int]?, depth: Int?) {
    guard let cell = cells[model] else { return (nil, nil) }
    let areWidths =
      cells.values.contains { $0.column == cell.column && isList($0.text) }
      || !ColumnName(cell.column).isOfLayerCounts
    guard let widths = widths(cell.text) else { return (nil, nil) }
    if widths.count == 1, !areWidths { return widths[0] <= mostLayers ? (nil, widths[0]) : (nil, nil) }
    return widths == [0] ? ([], 0) : (widths, widths.count)
  }

  /// Of two cells about one model, the one that says more; nil if they contradict each other.
  func agreed(with other: LayerText) -> LayerText? {
    if text == other.text { return self }
    return [(self, other), (other, self)].first { list, number in
      Self.isList(list.text) && Int(number.text).map { $0 == Self.widths(list.text)?.count } ?? false
    }?.0
  }

  /// The list of as many layers of equal width as `count` says; nil if either is no number of such.
  static func list(width: String, count: String) -> String? {
    guard let width = Number(Array(width.utf8)[...]).value.flatMap({ Int(exactly: $0) }), width > 0,
      let count = Number(Array(count.utf8)[...]).value.flatMap({ Int(exactly: $0) }), 0...mostLayers ~= count
    else { return nil }
    return "[\(Array(repeating: "\(width)", count: count).joined(separator: ", "))]"
  }

  /// Whether all cells of a column that are not empty are whole numbers from 1, or lists of such.
  static func areLayers(_ table: ForeignTable, _ column: Int) -> Bool {
    (0..<table.rowCount).allSatisfy { row in
      let cell = table[row, column]
      if cell.isEmpty { return true }
      if let value = Number(cell).value { return Int(exactly: value).map { 1...widest ~= $0 } ?? false }
      return isList(table.string(row, column)) && widths(table.string(row, column)) != nil
    }
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
    guard numbers.count == parts.count, numbers.count <= mostLayers, numbers.allSatisfy({ $0 <= widest }) else {
      return nil
    }
    // (64.0) is no list.
    let hasBrackets = text.contains { "[(".contains($0) }
    return numbers.isEmpty && !hasBrackets || (numbers.count > 1 || hasBrackets) && numbers.contains(0) ? nil : numbers
  }
}
