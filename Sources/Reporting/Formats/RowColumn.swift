/// A column of a table whose rows are made of `Row`s: its heading, and the cell of each row.
struct RowColumn<Row> {
  let heading: Table.Column
  let cell: (Row) -> Table.Cell

  init<Value: CellValue>(_ name: String, _ display: Table.Display, _ value: @escaping (Row) -> Value) {
    heading = Table.Column(name, display)
    cell = { value($0).cell }
  }

  /// Creates a column whose name comes from data.
  init<Value: CellValue>(ofData name: String, _ value: @escaping (Row) -> Value) {
    heading = Table.Column(ofData: name)
    cell = { value($0).cell }
  }

  /// Creates a column whose numbers are shown as they are.
  init<Value: CellValue>(_ name: String, _ value: @escaping (Row) -> Value) { self.init(name, .plain, value) }
}

extension Table {
  /// One row for each of `rows`, in their order.
  init<Row>(_ rows: [Row], @ColumnsBuilder<Row> columns: () -> [RowColumn<Row>]) {
    let columns = columns()
    self.init(columns: columns.map(\.heading), rows: rows.map { row in columns.map { $0.cell(row) } })
  }
}

/// Lists columns and groups of columns, in the order of the table.
@resultBuilder
enum ColumnsBuilder<Row> {
  static func buildExpression(_ column: RowColumn<Row>) -> [RowColumn<Row>] { [column] }
  static func buildExpression(_ columns: [RowColumn<Row>]) -> [RowColumn<Row>] { columns }
  static func buildBlock(_ parts: [RowColumn<Row>]...) -> [RowColumn<Row>] { parts.flatMap { $0 } }
  static func buildOptional(_ columns: [RowColumn<Row>]?) -> [RowColumn<Row>] { columns ?? [] }
}

/// A value that a cell can hold; nil, or a number that is not finite, if it was not measured.
protocol CellValue {
  var cell: Table.Cell { get }
}

extension Table.Cell: CellValue {
  var cell: Table.Cell { self }
}

extension String: CellValue {
  var cell: Table.Cell { .text(self) }
}

extension Int: CellValue {
  var cell: Table.Cell { .integer(self) }
}

extension Double: CellValue {
  var cell: Table.Cell { Table.Cell(self) }
}

extension Optional: CellValue where Wrapped: CellValue {
  var cell: Table.Cell { map(\.cell) ?? .missing }
}
