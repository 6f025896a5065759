import Datasets

/// A condition on the cells of one column, such as `size>=100` or `model=deep`.
///
/// Numbers are compared by value (`90%` is 0.9, `1,000` is 1000), texts letter by letter; an empty cell equals only nothing.
struct RowCondition {
  private enum Operator: String, CaseIterable {
    // Longer ones first, so that `<=` is not taken for `<`.
    case atMost = "<="
    case atLeast = ">="
    case unequal = "!="
    case same = "=="
    case equal = "="
    case less = "<"
    case greater = ">"
  }

  private let column: Int
  private let relation: Operator
  private let text: String
  private let number: Double?

  /// Reads `condition`.
  ///
  /// - Throws: ``TableSelectionError`` if it is malformed, there is no such column, or no row can ever meet it.
  init(_ condition: String, in table: Table) throws {
    let found = Operator.allCases.compactMap { relation in
      condition.firstRange(of: relation.rawValue).map { (relation, $0) }
    }.min { ($0.1.lowerBound, -$0.0.rawValue.count) < ($1.1.lowerBound, -$1.0.rawValue.count) }
    guard let (relation, range) = found else {
      throw TableSelectionError(
        description:
          "--where: \(condition) compares nothing; write a column, =, !=, <, <=, > or >=, and a value, such as "
          + "size=1000")
    }
    func trimmed(_ text: Substring) -> String {
      String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    self.relation = relation
    text = trimmed(condition[range.upperBound...])
    number = Self.number(text)
    column = try table.column(trimmed(condition[..<range.lowerBound]), option: "--where")
    try refuseWhatNothingIs(condition, in: table)
  }

  /// Whether a row meets the condition.
  func holds(_ row: [Table.Cell]) -> Bool {
    let cell = row[column]
    if relation == .unequal { return !isEqual(cell) }
    if relation == .equal || relation == .same { return isEqual(cell) }
    guard let order = order(cell) else { return false }
    return switch relation {
    case .less: order < 0
    case .atMost: order <= 0
    case .greater: order > 0
    default: order >= 0
    }
  }

  private func isEqual(_ cell: Table.Cell) -> Bool { cell == .missing ? text.isEmpty : order(cell) == 0 }

  /// Below, equal or above what it is compared with: −1, 0 or 1; nil if it cannot be compared.
  private func order(_ cell: Table.Cell) -> Int? {
    func order<Value: Comparable>(_ first: Value, _ second: Value) -> Int {
      first < second ? -1 : first == second ? 0 : 1
    }
    switch cell {
    case .missing: return nil
    case .integer(let value): return number.map { order(Double(value), $0) }
    case .number(let value): return number.map { order(value, $0) }
    case .text(let value):
      // The values of varied keys are texts, as the study file spells them.
      if let number, let value = Self.number(value) { return order(value, number) }
      return order(value, text)
    }
  }

  private static func number(_ text: String) -> Double? {
    if text.hasSuffix("%") { return Double(text.dropLast()).map { $0 / 100 } }
    return Double(text)
      ?? (text.wholeMatch(of: /[0-9]{1,3}(,[0-9]{3})+/) != nil ? Double(text.replacing(",", with: "")) : nil)
  }

  private func refuseWhatNothingIs(_ condition: String, in table: Table) throws {
    let name = table.columns[column].name
    let cells = table.rows.map { $0[column] }
    let isNumber = !cells.contains { if case .text = $0 { true } else { false } } && cells.contains { $0 != .missing }
    if isNumber, number == nil, !text.isEmpty {
      throw TableSelectionError(description: "--where \(condition): \(name) is a number, but \(text) is not")
    }
    guard relation == .equal || relation == .same, !cells.isEmpty, !cells.contains(where: isEqual) else { return }
    var seen: Set<String> = []
    let values = cells.map { TableFormat.exact($0) }.filter { !$0.isEmpty && seen.insert($0).inserted }
    let meant = Suggestion.nearest(to: text, among: values).map { "; did you mean \($0)?" } ?? ";"
    let shown = values.prefix(12).joined(separator: ", ") + (values.count > 12 ? " …" : "")
    throw TableSelectionError(description: "--where \(condition): no row is left\(meant) \(name) is one of \(shown)")
  }
}
