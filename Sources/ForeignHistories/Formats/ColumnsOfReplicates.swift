import Datasets

/// Tables with a column for each replicate, as scikit-learn's `split0_test_score`, `split1_test_score`, ….
enum ColumnsOfReplicates {
  /// The tables that a table stands for: one for each replicate that columns name, by a number, as a pattern says, with what
  /// they have in common; nil if there are not several.
  static func divided(
    _ table: ForeignTable, _ pattern: NamePattern, _ request: ImportRequest, _ notes: inout [String]
  ) throws -> [ForeignTable]? {
    let named = table.columns.indices.compactMap { column in
      pattern.fields(in: table.columns[column], numbers: [.size, .replicate]).map { (column: column, fields: $0) }
    }
    guard named.count > 1 else { return nil }
    let measured = pattern.literals.first { ColumnName($0).measurement != nil }
    let isNamed = measured != nil || pattern.fields.contains { Field(named: $0) == .quantity }
    guard isNamed || request.constants.keys.contains(where: { Field(named: $0) == .quantity }) else {
      throw failure(
        "\(table.file): the columns \(inQuotes(table.columns[named[0].column])), … match the pattern "
          + "\(inQuotes(pattern.text)), which does not say what they have; add --set quantity=test_accuracy, say")
    }
    // Columns of folds say so.
    let fold = pattern.literals.first.map(ColumnName.init).flatMap { name in
      name.isOfPartsOfData ? (name.field?.field == .replicate ? name.text : "cv_" + name.text) : nil
    }
    var order: [[String: String]] = []
    var columns: [[String: String]: [(quantity: String, column: Int)]] = [:]
    for (column, fields) in named {
      var run = fields.filter { Field(named: $0.key) != .quantity }
      if let fold, let value = run.removeValue(forKey: Field.replicate.name) { run[fold] = value }
      let quantity = fields.first { Field(named: $0.key) == .quantity }?.value ?? measured ?? "value"
      if columns[run] == nil { order.append(run) }
      columns[run, default: []].append((quantity, column))
    }
    let taken = Set(named.map(\.column))
    let namedByUser = Set(request.columns.values).union(request.ignored)
    let isLike = { (column: String) in
      guard let start = pattern.literals.first, column.hasPrefix(start) else { return false }
      return column.dropFirst(start.count).first?.isNumber == true && !namedByUser.contains(column)
    }
    // Scores of training, say, of which the pattern does not speak.
    let unmatched = table.columns.indices.filter { !taken.contains($0) && isLike(table.columns[$0]) }
    let others = table.columns.indices.filter { !taken.contains($0) && !unmatched.contains($0) }
    notes.append(
      "Columns \(inQuotes(table.columns[named[0].column])), … have a run each, as the pattern \(inQuotes(pattern.text)) says."
    )
    if !unmatched.isEmpty {
      notes.append(
        "Left out, as the pattern does not match them: \(listed(unmatched.map { inQuotes(table.columns[$0]) })).")
    }
    return try order.map { run in
      let own = columns[run] ?? []
      var divided = try table.selecting(
        others + own.map(\.column), named: others.map { table.columns[$0] } + own.map(\.quantity))
      divided.named = table.named.merging(run) { $1 }
      return divided
    }
  }

  /// The pattern of columns that seem to have a replicate each, with what else has to be given; nil if there are none.
  static func options(for columns: [String]) -> String? {
    var numbers: [[String]: Set<Int>] = [:]
    for column in columns {
      guard let match = column.wholeMatch(of: /([A-Za-z_\-. ]*?)([0-9]{1,4})([^0-9]*)/), let number = Int(match.2)
      else {
        continue
      }
      numbers[[String(match.1), String(match.3)], default: []].insert(number)
    }
    let found = numbers.filter { ends, numbers in
      let field = ColumnName(ends[0]).field?.field
      return numbers.count > 1 && (numbers.min() ?? 2) <= 1 && [.replicate, .run, .part].contains(field)
    }.keys.sorted { $0.joined() < $1.joined() }
    let test = found.first { ColumnName($0[1]).measurement?.measurement.part != .train && !$0[1].isEmpty }
    guard let ends = test ?? found.first else { return nil }
    return "--pattern '\(ends[0]){replicate}\(ends[1])'"
      + (ColumnName(ends[1]).measurement == nil ? " --set quantity=test_accuracy" : "")
  }
}
