/// Collects the cells of a map, each with its column, its row, and one or more values.
struct MapCells {
  private var columns: [Double?] = []
  private var rows: [Double?] = []
  private var values: [[Double?]] = []

  mutating func add(column: Int, row: Int, values: [Double?]) {
    columns.append(Double(column))
    rows.append(Double(row))
    self.values.append(values)
  }

  /// A table with the columns `column`, `row`, one for each name, and `missing`, which is 0 in cells without any value.
  func table(names: [String]) -> FigureTable {
    FigureTable(
      [.init("column", columns), .init("row", rows)]
        + names.indices.map { index in .init(names[index], values.map { $0[index] }) }
        + [.init("missing", values.map { $0.allSatisfy { $0 == nil } ? 0 : nil })])
  }

  /// Says what a dash means, if there is one; `unknown` of them stand for means that are not known of all their trials.
  static func note(_ tables: [FigureTable], unknown: Int = 0) -> String {
    let dashes = tables.reduce(0) { count, table in count + table["missing"].count { $0 == 0 } }
    let meanings = [
      dashes > unknown ? "no trial with a result" : nil, unknown > 0 ? "not known of all trials" : nil,
    ].compactMap(\.self)
    return meanings.isEmpty ? "" : "A dash: \(meanings.joined(separator: ", or "))."
  }

  /// Pixels for panels beside each other, with room for a number of so many decimals in each cell and the names of the rows.
  static func width(columns: Int, cells: Int, names: [String], decimals: Int) -> Int {
    let label = names.map { TextMetrics.width($0, size: FigureLayout.FontSize.axis) }.max() ?? 0
    let cell = Double(columns == 1 ? 76 : 58) + 9 * Double(decimals - 1)
    let panel = Double(max(cells, 3)) * cell
    return max(640, min(Int(label + 70 + Double(columns) * (panel + 20)), 1400))
  }
}
