import SeededRandom
import TestSupport
import Testing
import TextOutput

@testable import Reporting

@Suite struct ScreenLayoutTests {
  private static let words = ["a", "deep-and-narrow", "浅い網", "a very long name of a model", "rmsprop", "", "0.1"]

  /// A random table: some texts, some numbers, some intervals.
  private static func table(_ generator: inout SeededGenerator) -> Table {
    func below(_ count: Int) -> Int { min(Int(generator.uniform() * Double(count)), count - 1) }
    let rows = below(6)
    var columns: [Table.Column] = []
    var cells: [[Table.Cell]] = []
    for index in 0..<1 + below(14) {
      switch below(3) {
      case 0:
        columns.append(Table.Column("text_column_\(index)"))
        cells.append((0..<rows).map { _ in .text(words[below(words.count)]) })
      case 1:
        columns.append(Table.Column("n\(index)"))
        cells.append((0..<rows).map { _ in below(4) == 0 ? .missing : .integer(below(2_000_000)) })
      default:
        for end in ["", "_low", "_high"] {
          columns.append(Table.Column("measure_\(index)\(end)", .points))
          cells.append((0..<rows).map { _ in below(5) == 0 ? .missing : .number(generator.uniform() - 0.5) })
        }
      }
    }
    return Table(columns: columns, rows: (0..<rows).map { row in cells.map { $0[row] } })
  }

  /// Whatever the table, no line is wider than the screen, and every number and every letter of a text is there.
  @Test func everyTableFitsAndLosesNothing() {
    var generator = StudySeed(printedSeed()).generator(for: .syntheticData)
    for _ in 0..<2000 {
      let table = Self.table(&generator)
      let width = 40 + Int(generator.uniform() * 160)
      let text = TableFormat.table.write(table, width: width)
      let widest = text.split(separator: "\n").map { String($0).displayWidth }.max() ?? 0
      #expect(widest <= width, "\(widest) columns on a screen of \(width):\n\(text)")
      let letters = Dictionary(text.filter { $0 != " " }.map { ($0, 1) }, uniquingKeysWith: +)
      for row in table.rows {
        for (column, cell) in zip(table.columns, row) {
          guard case .integer = cell else { continue }
          #expect(text.contains(column.display.show(cell)), "\(cell) is missing from\n\(text)")
        }
        for case .text(let word) in row { for letter in word where letter != " " { #expect(letters[letter] != nil) } }
      }
    }
  }

  private let table = Table(
    columns: [
      Table.Column("model"), Table.Column("rule"), Table.Column("size"), Table.Column("test_accuracy", .percent),
      Table.Column("test_accuracy_low", .percent), Table.Column("test_accuracy_high", .percent),
    ],
    rows: [
      [.text("shallow"), .text("none"), .integer(50), .number(0.9), .number(0.85), .number(1)],
      [.text("deep"), .text("none"), .integer(1000), .number(0.5), .missing, .missing],
    ])

  @Test func intervalsStandBesideTheirValues() {
    let lines = TableFormat.table.write(table, width: 80).split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("model    rule   size ") && lines[0].hasSuffix("test accuracy %"))
    #expect(lines[2] == "shallow  none     50  90.00 [ 85.00, 100.00]")
    #expect(lines[3] == "deep     none  1,000  50.00")
  }

  @Test func whatIsTheSameEverywhereIsSaidOnceWhereRoomIsShort() {
    #expect(TableFormat.table.write(table, width: 42).hasPrefix("In all rows: rule none\n\nmodel     size "))
  }

  /// The answer stays in the table though it is the same in every row, and what was asked is said once.
  @Test func answersAreNotFolded() {
    let table = Table(
      columns: [
        Table.Column("model"), Table.Column("rule"), Table.Column("target", .percent), Table.Column("answer"),
        Table.Column("samples", .decimals(0)), Table.Column("samples_low", .decimals(0)),
        Table.Column("samples_high", .decimals(0)), Table.Column("family"),
      ],
      rows: ["a", "b"].map {
        [
          .text($0), .text("none"), .number(0.9), .text("more than the largest size"), .missing, .number(13), .missing,
          .missing,
        ]
      })
    let text = TableFormat.table.write(table, width: 60)
    #expect(text.hasPrefix("In all rows: rule none, target % 90.00, family –\n\nmodel  answer "), "\(text)")
    #expect(text.contains("\na      more than the largest size  – [13,  –]\n"), "\(text)")
  }

  @Test func columnsThatDoNotFitFollowBelowWithTheirKeys() {
    let wide = Table(
      columns: [Table.Column("model")] + (1...6).map { Table.Column("m\($0)", .percent) },
      rows: ["a", "b"].map { name in [.text(name)] + (1...6).map { .number(Double($0) / 10 + (name == "a" ? 0 : 0.01)) }
      })
    let text = TableFormat.table.write(wide, width: 40)
    let blocks = text.split(separator: "\n\n")
    #expect(blocks.count == 2 && blocks.allSatisfy { $0.hasPrefix("model") })
    for heading in (1...6).map({ "m\($0) %" }) { #expect(text.contains(heading)) }
  }
}

@Suite struct TableSelectionTests {
  private let table = Table(
    columns: ["model", "learning_rate", "threshold", "size", "test_accuracy"].map { Table.Column($0) },
    rows: [
      [.text("shallow"), .text("0.1"), .number(0.01), .integer(50), .number(0.8)],
      [.text("deep"), .text("0.1"), .number(0.001), .integer(1000), .number(0.9)],
      [.text("deep"), .text("1e-2"), .missing, .integer(1000), .number(0.95)],
    ])

  private func rows(_ conditions: String...) throws -> [Int] {
    let chosen = try TableSelection(conditions: conditions).rows(of: table)
    return chosen.rows.compactMap { table.rows.firstIndex(of: $0) }
  }

  @Test func conditionsCompareNumbersByValueAndTextsAsText() throws {
    #expect(try rows("size=1000") == [1, 2])
    #expect(try rows("size = 1,000", "model!=shallow") == [1, 2])
    #expect(try rows("learning-rate=0.01") == [2] && rows("learning_rate<0.05") == [2])
    #expect(try rows("threshold<=0.01") == [0, 1] && rows("threshold=") == [2] && rows("threshold!=0.01") == [1, 2])
    #expect(try rows("test_accuracy>=90%") == [1, 2] && rows("test accuracy>0.9") == [2])
    #expect(try rows("model==deep", "size>50", "learning_rate=0.1") == [1])
    #expect(try rows("size>2000") == [])
    #expect(try rows("model<e") == [1, 2])
  }

  @Test(arguments: [
    ("sise=50", "--where: there is no column sise; did you mean size? The columns are model, "),
    ("size", "--where: size compares nothing; write a column, =, "),
    ("size=many", "--where size=many: size is a number, but many is not"),
    ("model=dep", "--where model=dep: no row is left; did you mean deep? model is one of shallow, deep"),
  ]) func whatCannotBeMetIsRefused(condition: String, message: String) {
    let error = #expect(throws: TableSelectionError.self) { try rows(condition) }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
  }

  @Test func columnsComeInTheOrderAskedFor() throws {
    let chosen = try TableSelection(columns: ["size", "Test-Accuracy"]).chosen(of: table)
    #expect(chosen?.columns.map(\.name) == ["size", "test_accuracy"])
    #expect(chosen?.rows[0] == [.integer(50), .number(0.8)])
    #expect(try TableSelection(columns: ["all"]).chosen(of: table) == table)
    #expect(try TableSelection().chosen(of: table) == nil)
    let error = #expect(throws: TableSelectionError.self) { try TableSelection(columns: ["gap"]).chosen(of: table) }
    #expect(error?.description.hasPrefix("--columns: there is no column gap; the columns are model") == true)
  }

  @Test func rowsAreSortedByAnyColumn() throws {
    let sorted = try TableSelection(sort: "test-accuracy").rows(of: table)
    #expect(sorted.rows == [table.rows[2], table.rows[1], table.rows[0]])
  }

  /// Words of a usual length stay whole, and texts are not broken where that does not save the table from blocks.
  @Test(arguments: [60, 80, 100, 200]) func usualWordsStayWhole(width: Int) {
    let numbers = (0..<6).map { Table.Column("measure_\($0)", .decimals(6)) }
    let table = Table(
      columns: [Table.Column("model"), Table.Column("rule"), Table.Column("learning_rate")] + numbers,
      rows: ["shallow", "deep"].flatMap { model in
        ["loss-change 0.01", "patience 20"].map { rule in
          [.text(model), .text(rule), .text("0.0001")] + numbers.map { _ in .number(-1234.567891) }
        }
      })
    let lines = TableFormat.table.write(table, width: width).split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.contains("loss-change") }, "\(lines)")
    if width >= 80 { #expect(lines.contains { $0.contains("loss-change 0.01") && $0.contains("patience") == false }) }
  }
}
