import Datasets

extension ForeignTable {
  /// Reads JSON as a table: objects that are rows, in an array or one after the other, or one object whose values are lists
  /// of equal length, which are columns, as Keras's `History.history` is.
  init(json trees: [JSONTree], file: String) throws {
    let log = trees.count == 1 ? trees[0][Self.logOfTrainer]?.items : nil
    if log == nil, trees.count == 1, let members = trees[0].members, members.contains(where: { $0.value.items != nil }),
      let columns = Self.lists(members)
    {
      // Lists of nothing but measurements are histories, an item an epoch.
      let isHistory = columns.allSatisfy { ColumnName($0.key).field == nil }
      try self.init(file: file, columns: columns.map { $0.key.withoutControls() } + (isHistory ? ["epoch"] : []))
      let count = columns.first?.items.count ?? 0
      for row in 0..<count {
        for column in columns { append(Self.cell(column.items[row])) }
        if isHistory { append("\(row + 1)".utf8) }
        try endRow(line: columns[0].items[row].line)
      }
      guard rowCount > 0 else { throw failure("\(file): the lists have no items") }
      return
    }
    var rows = trees
    if trees.count == 1, let items = log ?? trees[0].items { rows = items }
    var places: [String: Int] = [:]
    var names: [String] = []
    for row in rows {
      guard row.members != nil else {
        throw failure("\(file):\(row.line): a row should be an object, such as {\"model\": \"deep\", \"epoch\": 1}")
      }
      for (key, _) in Self.flat(row) where places[key] == nil {
        places[key] = names.count
        names.append(key)
        guard names.count <= ImportLimits.columns else {
          throw failure("\(file):\(row.line): more than \(ImportLimits.columns) different keys")
        }
      }
    }
    try self.init(file: file, columns: names.map { $0.withoutControls() })
    if log != nil { program = "Hugging Face" }
    guard !rows.isEmpty else { throw failure("\(file): has no rows") }
    for row in rows {
      var cells = [[UInt8]](repeating: [], count: names.count)
      var seen: Set<String> = []
      for (key, value) in Self.flat(row) {
        guard seen.insert(key).inserted else {
          throw failure("\(file):\(row.line): the key \(inQuotes(key)) is given twice")
        }
        if let place = places[key] { cells[place] = Self.cell(value) }
      }
      for cell in cells { append(cell) }
      try endRow(line: row.line)
    }
  }

  /// The list of measurements in trainer_state.json of Hugging Face.
  private static let logOfTrainer = "log_history"

  /// The members if all are lists of one length.
  private static func lists(_ members: [(key: String, value: JSONTree)]) -> [(key: String, items: [JSONTree])]? {
    let lists = members.compactMap { member in member.value.items.map { (key: member.key, items: $0) } }
    return lists.count == members.count && Set(lists.map(\.items.count)).count == 1
      && Set(members.map(\.key)).count == members.count ? lists : nil
  }

  /// The members of an object, with those of objects in it under names such as `train.loss`.
  private static func flat(_ tree: JSONTree) -> [(key: String, value: JSONTree)] {
    (tree.members ?? []).flatMap { key, value in
      value.members == nil ? [(key, value)] : flat(value).map { ("\(key).\($0.key)", $0.value) }
    }
  }

  /// A value as the cell of a table has it: null is empty, a list of numbers has spaces between them.
  private static func cell(_ tree: JSONTree) -> [UInt8] {
    switch tree.value {
    case .null, .object: []
    case .bool(let value): Array((value ? "true" : "false").utf8)
    case .number(let text): Array(text)
    case .string(let text): Array(text.utf8)
    case .array(let items): Array("[".utf8) + items.map(cell).joined(separator: [UInt8(ascii: " ")]) + Array("]".utf8)
    }
  }
}
