import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// Remarks on columns that seem to be something else than features: names of samples, dates, numbers written as texts, or the
/// division of the samples.
@Suite struct ColumnLooksTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The remarks on a column beside one of measurements.
  private func remarks(_ name: String, _ values: [String]) throws -> [String] {
    let rows = values.enumerated().map { "\($1)\t\(Double($0 * 37 % 101) / 7)\t\(["a", "b"][$0 * $0 % 3 % 2])\n" }
    return try folder.load("\(name)\tx\tkind\n" + rows.joined()).remarks
  }

  private func isNamed(_ name: String, _ numbers: [Int]) throws -> Bool {
    try remarks(name, numbers.map(String.init)).contains { $0.contains("has another whole number in every row") }
  }

  @Test func namesOfSamplesAreNoted() throws {
    var generator = SeededGenerator(key: printedSeed())
    var counter = Array(1...80)
    generator.shuffle(&counter)
    #expect(try isNamed("code", counter) && isNamed("x7", counter.map { 5000 + $0 }))
    // Every other number is missing, in order and not.
    #expect(
      try isNamed("x7", counter.sorted().enumerated().map { 2 * $1 + $0 % 2 }) && isNamed("x7", counter.map { 2 * $0 }))
    // So far apart, all different numbers say nothing, but for the column's name.
    let incomes = counter.map { $0 * 9973 % 1_000_003 }
    #expect(try !isNamed("income", incomes) && isNamed("Nr", incomes))
    #expect(try !isNamed("Nr", counter.map { $0 / 2 }))
    let sizes = (0..<80).map { _ in Int(1700 + 80 * generator.normal()) }
    #expect(try !isNamed("size", sizes))
  }

  /// Numbers of seven digits lie so far apart that only the column's name tells names from measurements.
  @Test(arguments: [
    ("sample", true), ("Sample", true), ("subject", true), ("Subject Number", true), ("sample_no", true),
    ("sampleNumber", true), ("Probennummer", true), ("ProbenNr", true), ("patientid", true), ("patient", true),
    ("specimen", true), ("case", true), ("Nr Probe", true), ("barcode", true), ("invoice number", true),
    ("income", false), ("household income", false), ("population", false), ("patients", false), ("num_cells", false),
    ("number of bacteria", false), ("sample size", false), ("group mean", false), ("customers", false),
    ("x9", false), ("n", false), ("client balance", false),
  ]) func longNumbersAreNamesByTheirName(name: String, isNamed: Bool) throws {
    var generator = SeededGenerator(key: printedSeed())
    var numbers: Set<Int> = []
    while numbers.count < 60 { numbers.insert(1_000_000 + generator.below(8_999_999)) }
    var order = numbers.sorted()
    generator.shuffle(&order)
    #expect(try self.isNamed(name, order) == isNamed)
    // What is there twice names no single sample.
    #expect(try !self.isNamed(name, order + [order[0]]))
  }

  /// Numbers drawn from as many are all different so rarely that few columns are named by mistake.
  @Test func measuredNumbersAreSeldomTakenForNames() throws {
    var generator = SeededGenerator(key: printedSeed())
    var named = 0
    for _ in 0..<400 {
      let count = 20 + generator.below(40)
      let range = 1 + generator.below(count * count)
      var column = ColumnValues(isCategorical: false)
      for _ in 0..<count {
        try column.append(Array("\(generator.below(range))".utf8)[...], .point, line: 1) { "" }
      }
      if UnmeasuredNumbers(column, named: "size") == .names { named += 1 }
    }
    // The chance of each is at most e⁻⁵ = 0.7 %.
    #expect(named <= 10)
  }

  @Test(
    arguments: [
      ("day", (0..<80).map { "\(20_210_101 + $0 % 28 + 100 * ($0 / 28))" }, true),
      ("month", (0..<80).map { "\(201_900 + $0 % 12 + 1 + 100 * ($0 / 40))" }, true),
      ("code", (0..<80).map { "\(20_211_301 + $0)" }, false),
      ("day", (0..<80).map { "2021-0\($0 % 9 + 1)-\($0 % 28 + 1)" }, true),
      ("day", (0..<80).map { "\($0 % 28 + 1).\($0 % 3 + 1).21" }, true),
      ("version", (0..<80).map { "v\($0 % 9).1.2" }, false),
    ])
  func datesAreNoted(name: String, values: [String], isDate: Bool) throws {
    let found = try remarks(name, values.indices.map { values[$0 * 7 % 80] }).filter { $0.contains("to have dates") }
    #expect(found.count == (isDate ? 1 : 0), "\(found)")
  }

  @Test(arguments: [
    ("0.0%", "0.0"), ("$0", "0"), ("$1,234", "1234"), ("-3.5 €", "-3.5"), ("12,5 %", "12.5"), ("-$5", "-5"),
    ("1.234,5 €", "1234.5"), ("5 kg", "5"), ("2.5mg/dl", "2.5"), ("-3 °C", "-3"), ("1,200 g", "1200"),
    ("4 blackbirds", nil),
    ("a5", nil), ("abc", nil), ("1-2", nil), ("%", nil), ("", nil), ("$", nil),
  ]) func textsThatLookLikeNumbers(text: String, number: String?) {
    #expect(NumberLook(text)?.description == number.map { "\($0) for \"\(text)\"" })
  }

  @Test func numbersWrittenAsTextsAreNoted() throws {
    let few = (0..<60).map { "\($0 * 7 % 30).5%" }
    let words = #"Texts that look like numbers, each of which is a feature: column "rate" (0.5 for "0.5%")"#
    #expect(try remarks("rate", few).contains { $0.hasPrefix(words) })
    #expect(try remarks("rate", few.map { "r" + $0 }).allSatisfy { !$0.contains("look like numbers") })
    let refused = #expect(throws: DataError.self) { try remarks("pay", (0..<150).map { "$\($0)" }) }
    #expect(refused?.message.contains(#"they look like numbers: write 0 for "$0" in the file"#) == true)
  }

  /// Numbers with a unit, unless there are several units, or so few that letters may be part of names.
  @Test func unitsAreNoted() throws {
    func isNoted(_ values: [String]) throws -> Bool {
      try remarks("dose", (0..<60).map { values[$0 * 7 % values.count] }).contains { $0.contains("look like numbers") }
    }
    let numbers = (0..<30).map { "\($0).5" }
    #expect(try isNoted(numbers.map { $0 + " mg" }) && isNoted(numbers.map { $0 + "kg" }))
    #expect(try !isNoted(numbers.enumerated().map { $1 + ["mg", "g"][$0 % 2] }))
    #expect(try !isNoted(["2D", "3D"]))
  }

  @Test(arguments: [(["9:30", "10:15", "23:59:07"], true), (["1:30 PM", "2:00 am"], true), (["1:2", "3:4"], false)])
  func timesAreNoted(times: [String], isNoted: Bool) throws {
    let found = try remarks("at", (0..<60).map { times[$0 * 7 % times.count] }).filter { $0.contains("dates or times") }
    #expect(found.count == (isNoted ? 1 : 0), "\(found)")
  }

  @Test func numbersThatGrowFromRowToRowAreNoted() throws {
    var generator = SeededGenerator(key: printedSeed())
    let steps = (0..<80).map { _ in 50 + generator.below(5000) }
    let times = steps.indices.map { steps[...$0].reduce(0, +) }
    func found(_ numbers: [Int], _ words: String) throws -> Bool {
      try remarks("t", numbers.map(String.init)).contains { $0.contains(words) }
    }
    let grows = "grows from row to row"
    #expect(try found(times, grows))
    // Times with decimals, as well.
    let seconds = times.map { "\(Double($0) / 7)" }
    #expect(try remarks("t", seconds).contains { $0.contains(grows) })
    #expect(try remarks("t", [seconds[1], seconds[0]] + seconds.dropFirst(2)).allSatisfy { !$0.contains(grows) })
    // One that is out of order, or that is there twice, is enough.
    #expect(try !found(Array(times.dropFirst()) + [times[0]], grows) && !found(times + [times[79]], grows))
    // Seconds and milliseconds since 1970, in any order.
    let since1970 = (0..<80).map { 1_500_000_000 + $0 * 7919 % 80 * 86_399 }
    let dates = "dates or times"
    #expect(try found(since1970, dates) && found(since1970.map { 1000 * $0 + 137 }, dates))
    #expect(try !found(since1970.map { $0 / 10 }, dates))
    // The only feature of a curve is often sorted.
    let curve = times.map { "\($0),\(["a", "b"][$0 % 2])\n" }
    #expect(try folder.load("t,kind\n" + curve.joined()).remarks.allSatisfy { !$0.contains(grows) })
    let decimals = times.map { "\(Double($0) / 7),\(["a", "b"][$0 % 2])\n" }
    #expect(try folder.load("t,kind\n" + decimals.joined()).remarks.allSatisfy { !$0.contains(grows) })
  }

  @Test(arguments: [
    (["01234", "98052", "00501"], true), (["001", "2", "10"], true), (["1234", "98052", "0"], false),
    (["01", "12", "07"], false), (["0.5", "0.25", "000.5"], false),
  ]) func numbersWithZerosBeforeThemAreNoted(codes: [String], isNoted: Bool) throws {
    let found = try remarks("zip", (0..<60).map { codes[$0 * 7 % 3] }).filter {
      $0.contains("zeros before its numbers")
    }
    #expect(found.count == (isNoted ? 1 : 0), "\(found)")
  }

  @Test(arguments: [
    (["None", "low", "high"], "None"), (["-", "low", "high"], "-"), (["#N/A", "low", "high"], "#N/A"),
    (["unknown", "low", "high"], "unknown"), (["+", "-", "low"], nil), (["no", "low", "high"], nil),
  ]) func missingTextsAreNoted(texts: [String], missing: String?) throws {
    let values = (0..<60).map { texts[$0 * 7 % 3] }
    let found = try remarks("level", values).filter { $0.hasPrefix("Texts that may stand for missing values") }
    #expect(found.count == (missing == nil ? 0 : 1))
    #expect(found.first?.contains("(\(quoted(missing ?? "")))") ?? true, "\(found)")
    let rows = values.enumerated().map { "\($0 * 37 % 101),\($1)\n" }
    let classes = try folder.load("x,kind\n" + rows.joined()).remarks.filter { $0.contains("may stand for a missing") }
    #expect(classes.count == (missing == nil ? 0 : 1), "\(classes)")
  }

  @Test(arguments: [
    (["train", "val", "test"], "`test: {column: part, test: test, validation: val}`"),
    (["Training", "Test"], "`test: {column: part, test: Test}`"),
    (["train", "dev"], "`test: {column: part, test: dev}`"),
    (["train", "train2", "test"], nil), (["express", "train"], nil), (["test", "val"], nil), (["red", "blue"], nil),
  ]) func divisionsAreNoted(words: [String], key: String?) throws {
    let values = (0..<60).map { words[$0 * $0 % 7 % words.count] }
    let found = try remarks("part", values).filter { $0.contains("which samples are for training") }
    #expect(found.count == (key == nil ? 0 : 1))
    #expect(found.first?.contains(key ?? "") ?? true, "\(found)")
  }

  /// Of twenty zeros and 100, the mean is 100/21: the deviation of 100 has 20/21 of the sum of squares.
  @Test func aTargetThatOutweighsAllOthersIsNoted() throws {
    func note(_ values: [Double]) throws -> String? {
      let rows = values.enumerated().map { "\($0 * 37 % 101),\($1)\n" }
      try folder.file("t.csv").write(Array(("x,price\n" + rows.joined()).utf8))
      var source = DataSource(name: "csv", path: folder.file("t.csv").path, target: "price")
      source.task = "regression"
      return try DataLoader.load(source, seed: StudySeed(1)).remarks.first { $0.contains("squared deviations") }
    }
    let zeros = Array(repeating: 0.0, count: 20)
    #expect(
      try note(zeros + [100])?.hasPrefix(#""price" is 100 in line 22, which has 95\#u{A0}% of the squared deviations"#)
        == true)
    #expect(try note((0..<40).map { Double($0) }) == nil)
    // Two of them have half of it each.
    #expect(try note(zeros + zeros + [100, -100]) != nil)
    #expect(try note(zeros + zeros + (0..<5).map { _ in 100 }) == nil)
  }

  /// Leaving columns out mends no missing target; leaving the rows out does.
  @Test(arguments: ["", "NA", "unknown"]) func missingTargetsCannotBeLeftOutAsColumns(text: String) throws {
    let rows = (0..<30).map { "\($0 * 37 % 101),\($0 == 12 ? text : "\(Double($0 * $0 % 31) + 0.5)")\n" }
    let table = "x,kind\n" + rows.joined()
    let refused = #expect(throws: DataError.self) { try folder.load(table) { $0.task = "regression" } }
    #expect(refused?.message.contains("leave columns out") == false, "\(refused?.message ?? "")")
    #expect(refused?.message.contains("write `missing: drop`") == true, "\(refused?.message ?? "")")
    #expect(refused?.message.contains("(29 of 30 rows are left)") == true, "\(refused?.message ?? "")")
    let left = try folder.load(table) {
      ($0.task, $0.missing) = ("regression", "drop")
      if text == "unknown" { $0.missingValues = ["unknown"] }
    }
    #expect(left.count == 29)
  }
}
