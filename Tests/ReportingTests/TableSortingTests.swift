import Reporting
import Testing

@Suite struct TableSortingTests {
  /// A column to sort by and the rows' names.
  private func table(_ cells: [(Table.Cell, String)]) -> Table {
    Table(columns: [Table.Column("x"), Table.Column("name")], rows: cells.map { [$0.0, .text($0.1)] })
  }

  private func names(_ table: Table) -> String {
    table.rows.map { row in if case .text(let name) = row[1] { name } else { "?" } }.joined()
  }

  @Test func numbersSortByValueWithMissingLast() {
    let table = table([
      (.missing, "a"), (.number(2.5), "b"), (.integer(-3), "c"), (.missing, "d"), (.integer(10), "e"),
      (.number(2), "f"),
    ])
    #expect(names(table.sorted(by: 0, ascending: true)) == "cfbead")
    #expect(names(table.sorted(by: 0, ascending: false)) == "ebfcad")
  }

  @Test func equalsKeepTheirOrder() {
    let table = table(
      zip([1.0, 2, 1, 2, 1, 2], "abcdef").map { (.number($0), String($1)) } + [(.missing, "g"), (.missing, "h")])
    #expect(names(table.sorted(by: 0, ascending: true)) == "acebdfgh")
    #expect(names(table.sorted(by: 0, ascending: false)) == "bdfacegh")
  }

  @Test func textSortsByCodePointsAfterNumbers() {
    let table = table([(.text("b"), "a"), (.text("B"), "b"), (.integer(3), "c"), (.text("é"), "d"), (.text(""), "e")])
    #expect(names(table.sorted(by: 0, ascending: true)) == "cebad")
  }

  @Test func rowsStayWhole() {
    let table = table([(.integer(2), "b"), (.integer(1), "a")])
    let sorted = table.sorted(by: 0, ascending: true)
    #expect(sorted.columns == table.columns)
    #expect(sorted.rows == [[.integer(1), .text("a")], [.integer(2), .text("b")]])
    #expect(table.index(of: "name") == 1)
    #expect(table.index(of: "names") == nil)
  }
}
