import Datasets
import TextOutput

/// A table in aligned columns that fits a screen of some width.
///
/// A table that is too wide is changed in this order, only as far as needed: headings take several lines; columns that
/// say the same in every row, unless they are the answer, are taken out and said once; long texts take several lines;
/// columns are split into blocks, one below the other, each with the columns that identify rows. Nothing is cut off.
struct ScreenLayout {
  /// A column as it is shown.
  private struct Column {
    var name: String
    var heading: [String] { didSet { measure() } }
    /// By row, the lines of its cell.
    var cells: [[String]] { didSet { measure() } }
    var isNumber: Bool
    var isKey: Bool
    var isInterval = false

    /// Whether it may be said once for all rows. A text that is no key, or a value with its interval, is the answer.
    var isFoldable: Bool {
      guard let first = cells.first, cells.allSatisfy({ $0 == first }) else { return false }
      return isKey || (isNumber && !isInterval) || first.joined() == Table.Display.missing
    }

    /// The least width to which its texts are broken: their longest word, unless that is very long.
    private(set) var narrowest = 0
    private(set) var width = 0
    /// The width of its texts, without the heading.
    private(set) var widthOfCells = 0

    init(name: String, heading: [String], cells: [[String]], isNumber: Bool, isKey: Bool) {
      (self.name, self.heading, self.cells) = (name, heading, cells)
      (self.isNumber, self.isKey) = (isNumber, isKey)
      measure()
    }

    /// Widths are asked for again and again while a table is made narrower.
    private mutating func measure() {
      widthOfCells = cells.joined().reduce(0) { max($0, $1.displayWidth) }
      width = heading.reduce(widthOfCells) { max($0, $1.displayWidth) }
      let words = cells.joined().joined(separator: " ").split(separator: " ")
      let longest = words.reduce(0) { max($0, String($1).displayWidth) }
      narrowest =
        longest <= ScreenLayout.longestWord ? max(longest, ScreenLayout.narrowestText) : ScreenLayout.narrowestText
    }
  }

  private static let gap = 2
  /// Texts are not broken into lines shorter than this.
  private static let narrowestText = 10
  /// Words up to this length are not broken.
  private static let longestWord = 16
  /// Columns that count or describe; the others before the first measured one tell rows apart.
  private static let counts: Set<String> = [
    "hidden_layers", "parameters", "n", "max_epochs", "diverged", "at_chance", "pairs", "sizes", "held_out",
    "smallest_size", "largest_size", "leader", "status", "updates",
  ]

  private var columns: [Column]
  private var sameInAllRows: [(name: String, value: String)] = []
  private let rowCount: Int
  private let width: Int

  /// Lays out `table`; with `mergesIntervals`, a value and the ends of its interval are one column.
  init(_ table: Table, width: Int = .max, mergesIntervals: Bool = false) {
    self.width = width
    rowCount = table.rows.count
    let shown = table.rows.map(table.shown)
    let lastKey = table.columns.firstIndex { $0.display != .plain } ?? table.columns.count
    var columns = table.columns.indices.map { index in
      Column(
        name: table.columns[index].name, heading: [table.columns[index].heading], cells: shown.map { [$0[index]] },
        isNumber: table.isNumeric(index), isKey: index < lastKey && !Self.counts.contains(table.columns[index].name))
    }
    if mergesIntervals { Self.mergeIntervals(&columns) }
    self.columns = columns
    fit()
  }

  var text: String {
    let notes = sameInAllRows.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    let head = notes.isEmpty ? "" : "In all rows: \(notes)".wrapped(to: width) + "\n\n"
    return head + blocks.map(Self.text).joined(separator: "\n")
  }

  // MARK: fitting

  private func isFitting(_ columns: [Column]) -> Bool { Self.width(of: columns) <= width }

  private static func width(of columns: [Column]) -> Int {
    columns.reduce(gap * max(columns.count - 1, 0)) { $0 + $1.width }
  }

  private mutating func fit() {
    if isFitting(columns) { return }
    for index in columns.indices {
      let column = columns[index]
      columns[index].heading = (column.heading.first ?? "").words(upTo: column.widthOfCells)
    }
    if isFitting(columns) { return }
    if rowCount > 1 {
      let same = columns.filter(\.isFoldable)
      if same.count < columns.count - 1 {
        sameInAllRows = same.map { ($0.heading.joined(separator: " "), $0.cells[0].joined()) }
        columns.removeAll(where: \.isFoldable)
      }
    }
    let whole = columns
    narrowTexts { $0.isFitting($0.columns) }
    if isFitting(columns) { return }
    // In blocks there is more room.
    let narrow = columns
    columns = whole
    narrowTexts { $0.hasRoomForKeys }
    if !hasRoomForKeys { columns = narrow }
  }

  /// Breaks the widest text until `isDone`, or there is none that can be broken further.
  private mutating func narrowTexts(until isDone: (ScreenLayout) -> Bool) {
    while !isDone(self), let widest = widestText { narrow(widest, to: columns[widest].width - 1) }
  }

  /// The widest column whose texts can be broken further; words of a usual length are not.
  private var widestText: Int? {
    columns.indices.filter { !columns[$0].isNumber && columns[$0].width > columns[$0].narrowest }
      .filter { columns[$0].widthOfCells == columns[$0].width }
      .max { columns[$0].width < columns[$1].width }
  }

  private mutating func narrow(_ index: Int, to width: Int) {
    columns[index].cells = columns[index].cells.map { $0.joined().lines(upTo: width) }
  }

  /// The columns in groups that fit. Each group has the columns that identify the rows or, if these take more than half
  /// of the width, their numbers.
  private var blocks: [[Column]] {
    if isFitting(columns) || columns.count < 2 { return [columns] }
    let leading = hasRoomForKeys ? keys : [rowNumbers]
    let rest = hasRoomForKeys ? columns.filter { !$0.isKey } : columns
    var blocks: [[Column]] = []
    var block = leading
    for column in rest {
      if block.count > leading.count, !isFitting(block + [column]) {
        blocks.append(block)
        block = leading
      }
      block.append(column)
    }
    return blocks + [block]
  }

  private var keys: [Column] { columns.filter(\.isKey) }

  /// Whether the keys take at most half of the width, and each of the other columns fits beside them.
  private var hasRoomForKeys: Bool {
    !keys.isEmpty && 2 * Self.width(of: keys) <= width && columns.allSatisfy { $0.isKey || isFitting(keys + [$0]) }
  }

  private var rowNumbers: Column {
    Column(
      name: "row", heading: ["row"], cells: (0..<rowCount).map { ["\($0 + 1)"] }, isNumber: true, isKey: true)
  }

  /// Makes `value [low, high]` of three columns.
  private static func mergeIntervals(_ columns: inout [Column]) {
    for index in columns.indices.reversed() where index + 2 < columns.count {
      let (value, low, high) = (columns[index], columns[index + 1], columns[index + 2])
      guard ["low", value.name + "_low"].contains(low.name), ["high", value.name + "_high"].contains(high.name)
      else { continue }
      columns[index].isInterval = true
      let ends = (low.cells + high.cells).joined().reduce(0) { max($0, $1.displayWidth) }
      columns[index].cells = value.cells.indices.map { row in
        let (bottom, top) = (low.cells[row].joined(), high.cells[row].joined())
        // Values without an interval are aligned with those that have one.
        if bottom == Table.Display.missing {
          return [value.cells[row].joined() + (ends > 1 ? String(repeating: " ", count: 2 * ends + 5) : "")]
        }
        return ["\(value.cells[row].joined()) [\(bottom.leftPadded(to: ends)), \(top.leftPadded(to: ends))]"]
      }
      columns.removeSubrange(index + 1...index + 2)
    }
  }

  // MARK: writing

  private static func text(_ columns: [Column]) -> String {
    let widths = columns.map(\.width)
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { column in
        columns[column].isNumber
          ? cells[column].leftPadded(to: widths[column]) : cells[column].rightPadded(to: widths[column])
      }
      return padded.joined(separator: String(repeating: " ", count: gap)).withoutTrailingSpaces + "\n"
    }
    func lines(_ cells: [[String]], atBottom: Bool = false) -> String {
      let height = cells.map(\.count).max() ?? 0
      return (0..<height).map { row in
        line(
          cells.map { lines in
            let index = atBottom ? row - (height - lines.count) : row
            return lines.indices.contains(index) ? lines[index] : ""
          })
      }.joined()
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: String(repeating: " ", count: gap))
    return lines(columns.map(\.heading), atBottom: true) + rule + "\n"
      + (0..<(columns.first?.cells.count ?? 0)).map { row in lines(columns.map { $0.cells[row] }) }.joined()
  }
}
