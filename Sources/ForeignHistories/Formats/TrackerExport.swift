import Datasets

/// Tables that trackers of experiments export: Weights & Biases has a column for each run, TensorBoard a file for each
/// quantity of a run.
enum TrackerExport {
  /// What stands between the name of a run and that of a quantity.
  private static let separator = " - "

  /// Whether most columns of a table are of runs.
  private static func hasColumnsOfRuns(_ table: ForeignTable) -> Bool {
    let count = table.columns.count { $0.contains(separator) && !isTime($0) }
    return count > 0 && 2 * count >= table.columns.count - 1
  }

  /// The tables that a table stands for: one for each run if its columns are of runs, otherwise itself.
  static func divided(_ table: ForeignTable, _ pattern: NamePattern?, _ remarks: inout Remarks) throws -> [ForeignTable]
  {
    guard hasColumnsOfRuns(table) else { return [try asTensorBoard(table, pattern)] }
    guard let time = table.columns.firstIndex(where: { isTime($0) }) else {
      throw failure(
        "\(table.file): has a column for each run (\(inQuotes(table.columns.first { $0.contains(separator) } ?? ""))), but "
          + "none that is Step or epoch")
    }
    var names: [String] = []
    var columns: [String: [(quantity: String, column: Int)]] = [:]
    for (index, column) in table.columns.enumerated() where index != time {
      guard let divider = column.range(ofLast: separator) else {
        remarks.add("columns", "\(table.file): column \(inQuotes(column)) is passed over: it is of no run")
        continue
      }
      let quantity = String(column[divider.upperBound...])
      if quantity.hasSuffix("__MIN") || quantity.hasSuffix("__MAX") { continue }
      let run = String(column[..<divider.lowerBound])
      // Its own count of steps, beside the one that all runs share.
      if ["_step", "_runtime", "_timestamp"].contains(quantity) { continue }
      if columns[run] == nil { names.append(run) }
      columns[run, default: []].append((quantity, index))
    }
    guard !names.isEmpty else { return [try asTensorBoard(table, pattern)] }
    return try names.map { run in
      let own = columns[run] ?? []
      var divided = try ForeignTable(file: table.file, columns: [table.columns[time]] + own.map(\.quantity))
      divided.program = "Weights & Biases"
      divided.named = ["model": run]
      if let pattern {
        guard let fields = pattern.fields(in: run) else {
          throw failure("\(table.file): the run \(inQuotes(run)) does not match the pattern \(inQuotes(pattern.text))")
        }
        divided.named = fields
      }
      for row in 0..<table.rowCount where own.contains(where: { !table[row, $0.column].isEmpty }) {
        divided.append(table[row, time])
        for item in own { divided.append(table[row, item.column]) }
        try divided.endRow(line: Int(table.lines[row]))
      }
      return divided
    }
  }

  private static func isTime(_ column: String) -> Bool {
    ["step", "epoch", "global_step", "trainer_global_step", "_step"].contains(ColumnName(column).text)
      || column == "_step"
  }

  /// A table of TensorBoard, whose name says what is measured; any other as it is.
  private static func asTensorBoard(_ table: ForeignTable, _ pattern: NamePattern?) throws -> ForeignTable {
    guard table.columns == ["Wall time", "Step", "Value"] else { return table }
    guard pattern?.fields.contains("quantity") == true else {
      throw failure(
        "\(table.file): is of TensorBoard, and only its name says what is measured; add --pattern "
          + "'run-{model}-{size}-{replicate}_{split}-tag-{quantity}.csv'")
    }
    var table = try table.selecting([1, 2])
    table.program = "TensorBoard"
    return table
  }
}

extension String {
  /// Where the last `text` in it stands.
  fileprivate func range(ofLast text: String) -> Range<Index>? {
    var found: Range<Index>?
    var start = startIndex
    while start < endIndex, let next = self[start...].firstRange(of: text) {
      found = next
      start = next.upperBound
    }
    return found
  }
}
