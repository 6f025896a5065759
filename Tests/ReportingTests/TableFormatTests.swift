import Reporting
import Testing

@Suite struct TableFormatTests {
  private let table = Table(
    columns: [Table.Column("model"), Table.Column("size"), Table.Column("test_accuracy", .percent)],
    rows: [
      [.text("deep"), .integer(1250), .number(0.1)],
      [.text("shallow, \"wide\""), .integer(50), .missing],
      [.text("tab\there\r\nand there"), .integer(-1), .number(1e-7)],
    ])

  @Test func tsvKeepsAllDigitsAndOneLineARow() {
    #expect(
      TableFormat.tsv.write(table) == """
        model\tsize\ttest_accuracy
        deep\t1250\t0.1
        shallow, "wide"\t50\t
        tab here  and there\t-1\t1e-07

        """)
  }

  @Test func csvQuotesWhatItMust() {
    let expected =
      "model,size,test_accuracy\ndeep,1250,0.1\n\"shallow, \"\"wide\"\"\",50,\n"
      + "\"tab\there\r\nand there\",-1,1e-07\n"
    #expect(TableFormat.csv.write(table).unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  /// Each text with the field that RFC 4180 asks for.
  @Test(arguments: [
    ("plain", "plain"), ("a b\tc", "a b\tc"), ("a,b", "\"a,b\""), ("\"", "\"\"\"\""), ("a\nb", "\"a\nb\""),
    ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""), ("a,\u{301}b", "\"a,\u{301}b\""),
    ("a\"\u{301}b", "\"a\"\"\u{301}b\""), ("\"\"", "\"\"\"\"\"\""), ("", ""), ("深い", "深い"),
  ])
  func csvFields(text: String, field: String) {
    let written = TableFormat.csv.write(Table(columns: [Table.Column("x")], rows: [[.text(text)]]))
    #expect(written.unicodeScalars.elementsEqual("x\n\(field)\n".unicodeScalars))
  }

  @Test func jsonIsAnArrayOfObjects() {
    #expect(
      TableFormat.json.write(table) == #"""
        [
          {"model": "deep", "size": 1250, "test_accuracy": 0.1},
          {"model": "shallow, \"wide\"", "size": 50, "test_accuracy": null},
          {"model": "tab\there\r\nand there", "size": -1, "test_accuracy": 1e-07}
        ]

        """#)
  }

  /// RFC 8259, section 7: quotation mark, reverse solidus and U+0000 to U+001F must be escaped.
  @Test(arguments: [
    ("\"", #""\"""#), ("\\", #""\\""#), ("\u{0}", #""\u0000""#), ("\u{1F}", #""\u001f""#), ("\n", #""\n""#),
    ("\u{1B}[31m", #""\u001b[31m""#), ("a/b", #""a/b""#), ("深い π é", #""深い π é""#), ("\u{1F600}", "\"\u{1F600}\""),
  ])
  func jsonStrings(text: String, written: String) {
    let table = Table(columns: [Table.Column("x")], rows: [[.text(text)]])
    #expect(TableFormat.json.write(table).lowercased() == "[\n  {\"x\": \(written)}\n]\n".lowercased())
  }

  @Test func withoutRowsThereIsStillAHeader() {
    let empty = Table(columns: table.columns, rows: [])
    #expect(TableFormat.tsv.write(empty) == "model\tsize\ttest_accuracy\n")
    #expect(TableFormat.csv.write(empty) == "model,size,test_accuracy\n")
    #expect(TableFormat.json.write(empty) == "[]\n")
    #expect(TableFormat.table.write(empty) == "model  size  test accuracy %\n─────  ────  ───────────────\n")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, .signalingNaN]) func whatIsNotFiniteIsMissing(value: Double) {
    #expect(Table.Cell(value) == .missing)
    let table = Table(columns: [Table.Column("x")], rows: [[Table.Cell(value)]])
    #expect(TableFormat.tsv.write(table) == "x\n\n")
    #expect(TableFormat.json.write(table) == "[\n  {\"x\": null}\n]\n")
  }

  @Test func optionalsAreMissing() {
    #expect(Table.Cell(nil as Int?) == .missing)
    #expect(Table.Cell(nil as Double?) == .missing)
    #expect(Table.Cell(3 as Int?) == .integer(3))
    #expect(Table.Cell(0.25 as Double?) == .number(0.25))
  }

  /// What Python, R and Swift read back is the number that was measured.
  @Test(arguments: [
    0.1, 1 / 3, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e22, 123_456_789.123_456_79, -2.5, 0x1p53 + 2,
  ])
  func numbersKeepAllDigits(value: Double) {
    let table = Table(columns: [Table.Column("x", .percent)], rows: [[.number(value)]])
    for format in [TableFormat.tsv, .csv] {
      let line = format.write(table).split(separator: "\n")[1]
      #expect(Double(line) == value)
    }
  }

  /// A row is a line, and a terminal shows it.
  @Test func controlCharactersAreSpaces() {
    let name = "a\u{1B}[2J\u{9B}m\n\t\u{202E}b"
    let table = Table(columns: [Table.Column(name)], rows: [[.text(name)]])
    #expect(TableFormat.tsv.write(table) == "a [2J m   b\na [2J m   b\n")
    #expect(TableFormat.table.write(table) == "a [2J m   b\n───────────\na [2J m   b\n")
  }

  @Test func noProbabilityIsZero() {
    let table = Table(
      columns: [Table.Column("p", .probability)], rows: [[.number(0.00002)], [.number(0.0123)], [.number(1)]])
    #expect(table.rows.map { table.shown($0)[0] } == ["<0.0001", "0.0123", "1.0000"])
  }

  @Test func theScreenTableIsAligned() {
    let table = Table(
      columns: [
        Table.Column("model"), Table.Column("size"), Table.Column("gap", .points),
        Table.Column("loss_gap", .decimals(4)),
        Table.Column("threshold"),
      ],
      rows: [
        [.text("deep"), .integer(1_250), .number(0.1234), .number(-0.5), .number(0.05)],
        [.text("shallow"), .integer(50), .number(-0.0005), .missing, .number(2)],
        [.text("深い"), .integer(5), .missing, .number(12.34567), .missing],
        [.text("né"), .integer(5), .number(0), .number(0.00001), .number(1)],
      ])
    #expect(
      TableFormat.table.write(table) == """
        model     size     gap  loss gap  threshold
        ───────  ─────  ──────  ────────  ─────────
        deep     1,250  +12.34   −0.5000       0.05
        shallow     50   −0.05         –          2
        深い         5       –   12.3457          –
        né           5    0.00    0.0000          1

        """)
  }

  /// Headings call metrics as sentences do, whole names only.
  @Test(arguments: [
    ("test_roc_auc", "test ROC AUC %"), ("train_macro_f1_low", "train macro F1 low %"), ("r2", "R² %"),
    ("test_balanced_accuracy", "test balanced accuracy %"), ("armae", "armae %"), ("_mae", " MAE %"),
  ]) func headingsHaveTheWordsOfMetrics(name: String, heading: String) {
    #expect(Table.Column(name, .percent).heading == heading)
    #expect(Table.Column("test_rmse", .decimals(2)).heading == "test RMSE")
  }

  /// Zero has no sign, whichever side it was rounded from.
  @Test(arguments: [0, -0.0, 0.000004, -0.000004]) func zeroHasNoSign(value: Double) {
    for display in [Table.Display.points, .percent, .decimals(2)] {
      let table = Table(columns: [Table.Column("x", display)], rows: [[.number(value)]])
      #expect(TableFormat.table.write(table).hasSuffix("\n0.00\n"))
    }
  }

  /// A difference that two decimals do not tell from zero has a third.
  @Test(arguments: [(0.00004, "+0.004"), (-0.00004, "−0.004"), (0.00006, "+0.01"), (-0.012, "−1.20")])
  func smallDifferencesAreNotZero(value: Double, text: String) {
    #expect(Table.Display.points.text(value) == text)
    #expect(Table.Display.signed(2).text(100 * value) == text)
  }

  /// Two columns for East Asian wide characters and emoji (Unicode Standard Annex 11), one for accents with their letter.
  @Test(arguments: [
    ("深い", 4), ("e\u{301}", 1), ("ｗ", 2), ("한", 2), ("\u{1F600}", 2), ("\u{1F1EB}\u{1F1EE}", 2), ("π", 1),
  ])
  func wideCharactersTakeTwoColumns(text: String, width: Int) {
    let table = Table(
      columns: [Table.Column("m"), Table.Column("n")],
      rows: [[.text("123456"), .integer(1)], [.text(text), .integer(2)]])
    let last = TableFormat.table.write(table).split(separator: "\n").last
    #expect(last.map(String.init) == text + String(repeating: " ", count: 6 - width + 2) + "2")
  }

  /// Varied numbers are numbers in JSON, and spelt as in the study file elsewhere.
  @Test(arguments: [
    ("0.10", "0.1"), ("32", "32"), ("1e-3", "0.001"), ("full", "\"full\""), ("nan", "\"nan\""), ("inf", "\"inf\""),
  ]) func settingsThatAreNumbersAreNumbersInJSON(text: String, written: String) {
    let table = Table(columns: [.init("x", .setting), .init("model")], rows: [[.text(text), .text("16")]])
    #expect(TableFormat.json.write(table) == "[\n  {\"x\": \(written), \"model\": \"16\"}\n]\n")
    #expect(TableFormat.csv.write(table) == "x,model\n\(text),16\n")
  }
}
