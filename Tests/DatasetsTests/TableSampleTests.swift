import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// The samples of a table: their targets, test sets of their own, and samples that occur twice.
@Suite struct TableSampleTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func targetsThatNameSamplesAreNamed() throws {
    let ids = "x,kind\n" + (0..<60).map { "\($0 % 7),s\($0)\n" }.joined()
    let error = #expect(throws: DataError.self) { try folder.load(ids) }
    #expect(
      error?.message.contains(#"column "kind" has 60 different values in 60 rows, like names of samples"#) == true)
    let most = try folder.load(ids + "1,s3\n2,s3\n")
    #expect(most.table?.remarks.contains { $0.contains("60 different values in 62 rows") } == true)
    let numbers = #expect(throws: DataError.self) {
      try folder.load("x,kind\n" + (0..<60).map { "1,\($0)\n" }.joined())
    }
    #expect(numbers?.message.contains("another data.target if they are names of samples") == true)
  }

  /// Categories and classes are those of the samples to train on; what only test samples have is none of them.
  @Test func testSetsOfTheUsersOwn() throws {
    let train = "x,colour,kind\n1,red,a\n2,blue,b\n3,red,b\n"
    let test = "colour,x,kind\ngreen,7,b\nblue,8,a\n"
    try folder.file("train.csv").write(Array(train.utf8))
    try folder.file("test.csv").write(Array(test.utf8))
    try folder.file("all.csv").write(
      Array("part,x,colour,kind\ntrain,1,red,a\ntest,7,green,b\nval,2,blue,b\ntrain,3,red,b\ntest,8,blue,a\n".utf8))
    func load(_ file: String, _ own: OwnTest) throws -> LoadedData {
      var source = DataSource(name: "csv", path: folder.file(file).path, target: "kind")
      source.ownTest = own
      return try DataLoader.load(source, seed: StudySeed(1))
    }
    for data in [
      try load("train.csv", .file(folder.file("test.csv").path)),
      try load("all.csv", .column("part", test: "test", validation: nil)),
      try load("all.csv", .column("part", test: "test", validation: "val")),
    ] {
      #expect(data.pool.featureNames == ["x", "colour=blue", "colour=red"])
      #expect(data.pool.features == .floats([1, 0, 1, 2, 1, 0, 3, 0, 1]))
      #expect(data.canonicalTest?.features == .floats([7, 0, 0, 8, 1, 0]))
      #expect(data.canonicalTest?.labels == [1, 0] && data.pool.labels == [0, 1, 1])
    }
    let parts = try load("all.csv", .column("part", test: "test", validation: "val"))
    #expect(parts.validation == [1])
    let split = try ReplicateSplit(
      of: parts, test: .canonical, validation: .fraction(0.2), seed: StudySeed(1), replicate: 1)
    #expect(split.validation == [1] && Set(split.trainingOrder) == [0, 2] && split.test == nil)
    let path = folder.file("all.csv").path
    #expect(
      throws: DataError(#"\#(path): column "part" (data.test.column) has no "tset"; it has "test", "train", "val""#)
    ) { try load("all.csv", .column("part", test: "tset", validation: nil)) }
    try folder.file("test.csv").write(Array("colour,x,kind\nred,7,c\n".utf8))
    let error = #expect(throws: DataError.self) { try load("train.csv", .file(folder.file("test.csv").path)) }
    #expect(
      error?.message.hasSuffix(
        #"column "kind" has the class "c", which no sample to train on has; they have "a", "b": spell it alike, or leave its rows out"#
      )
        == true)
  }

  /// Every sample that has a twin is counted, however many it has.
  @Test func samplesWithTwinsAreCounted() throws {
    var generator = SeededGenerator(key: printedSeed())
    let rows = (0..<60).map { "\($0 / 2),\(generator.below(3)),\(["a", "b"][generator.below(2)])\n" }
    let twins = rows.indices.count { row in rows.indices.contains { $0 != row && rows[$0] == rows[row] } }
    func repeated(_ rows: [String]) throws -> Int? {
      try folder.file("t.csv").write(Array(("x,y,kind\n" + rows.joined()).utf8))
      let source = DataSource(name: "csv", path: folder.file("t.csv").path, target: "kind")
      let remark = try DataLoader.load(source, seed: StudySeed(1)).remarks.first {
        $0.contains("same values and class")
      }
      return remark.flatMap { Int($0.prefix { $0.isNumber }) }
    }
    try #require(twins > 0)
    #expect(try repeated(rows) == twins)
    var threefold = rows + rows + rows
    generator.shuffle(&threefold)
    #expect(try repeated(threefold) == 180)
  }

  @Test func samplesThatOccurTwiceAreCounted() throws {
    try folder.file("train.csv").write(Array("x,y,kind\n1,,a\n2,3,b\n1,?,a\n1,,b\n".utf8))
    try folder.file("test.csv").write(Array("y,x,kind\n3,2,b\n3,2,a\n,1,b\n".utf8))
    var source = DataSource(name: "csv", path: folder.file("train.csv").path, target: "kind")
    source.missing = "impute"
    let drawn = try DataLoader.load(source, seed: StudySeed(1)).remarks
    #expect(drawn.contains { $0.hasPrefix("2 of 4 samples have the same values and class as another") }, "\(drawn)")
    source.ownTest = .file(folder.file("test.csv").path)
    let own = try DataLoader.load(source, seed: StudySeed(1)).remarks
    #expect(own.contains("2 of 3 test samples have the same values and class as one to train on"), "\(own)")
  }

  @Test func quantitiesAreRefused() throws {
    let rows = (0..<42).map { "\($0 % 5),\(Double($0 / 2) + 0.5)\n" }.joined()
    let error = #expect(throws: DataError.self) { try folder.load("x,kind\n" + rows) }
    #expect(error?.message.contains(#"column "kind" holds 21 different numbers; set data.task: regression"#) == true)
    #expect(try folder.load("x,kind\n" + rows) { $0.task = "classification" }.classNames.count == 21)
    let many = (0..<1500).map { "\($0 % 5),\(Double($0) + 0.5)\n" }.joined()
    let tooMany = #expect(throws: DataError.self) { try folder.load("x,kind\n" + many) }
    #expect(tooMany?.message.contains("set data.task: regression") == true)
  }

  /// A few texts among many numbers make no classes of the numbers, and signs beside all of them do not either.
  @Test func quantitiesWithTextsAreRefused() throws {
    func refusal(_ change: (Int) -> String) throws -> String {
      let rows = (0..<90).map { "\($0 % 5),\(change($0))\n" }.joined()
      let error = #expect(throws: DataError.self) { try folder.load("x,kind\n" + rows) }
      return error?.message ?? ""
    }
    let ages = { (row: Int) in 20 + row % 40 }
    let one = try refusal { $0 == 7 ? "65+" : "\(ages($0))" }
    #expect(
      one.contains(#"correct "65+" or list it under data.missing-values, which leaves such samples out"#), "\(one)")
    #expect(one.contains("set data.task: regression to predict the number"), "\(one)")
    let all = try refusal { "\(ages($0)).5%" }
    #expect(all.contains(#"write 20.5 for "20.5%" in the file, set data.task: regression"#), "\(all)")
    // Names of classes with numbers in them are none.
    #expect(try folder.load("x,kind\n" + (0..<90).map { "\($0 % 5),c\($0 % 30)\n" }.joined()).classNames.count == 30)
    let regression = #expect(throws: DataError.self) {
      try folder.load("x,kind\n" + (0..<90).map { "\($0 % 5),\(ages($0)).5%\n" }.joined()) { $0.task = "regression" }
    }
    #expect(
      regression?.message.contains(#""20.5%" is no number to predict; write 20.5 for "20.5%" in the file"#) == true)
  }

  /// A target to predict is read as it is; its strata are tenths in the order of its values, equal ones together.
  @Test func quantitiesAreRead() throws {
    let rows = (0..<100).map { row in "\(row % 7),\(row / 2)\n" }.joined()
    let data = try folder.load("x,kind\n" + rows) { $0.task = "regression" }
    let halves = (0..<100).map { row in Double(row / 2) }
    #expect(data.quantity == Quantity(name: "kind", values: halves))
    #expect(data.classNames.isEmpty && data.stratumCount == 10)
    #expect(data.labels == (0..<10).flatMap { tenth in Array(repeating: Int32(tenth), count: 10) })
    let twoValues = (0..<60).map { row in "\(row),\(row < 50 ? 1 : 2)\n" }.joined()
    let tied = try folder.load("x,kind\n" + twoValues) { $0.task = "regression" }
    #expect(tied.classCounts == [50, 10])
    let comma = try folder.load("x;kind\n1,5;2,5\n3,0;-1,25\n2;1e2\n") { $0.task = "regression" }
    #expect(comma.quantity?.values == [2.5, -1.25, 100])
    // Rows with gaps in the target are left out, where gaps are not refused.
    let gaps = try folder.load("x,kind\n1,2\n2,NA\n3,\n4,7\n") { ($0.task, $0.missing) = ("regression", "impute") }
    #expect(gaps.quantity?.values == [2, 7] && gaps.table?.remarks.contains { $0.contains("no target") } == true)
  }

  @Test(arguments: [
    ("x,kind\n1,2\n2,low\n", #":3: column "kind": "low" is no number to predict"#),
    ("x,kind\n1,2\n2,1e200\n", #":3: column "kind": 1e+200 is beyond 1e+30"#),
    ("x,kind\n1,2e-200\n2,1e-200\n", #"column "kind": no number is beyond 2e-200"#),
    ("x,kind\n1,2\n2,2\n", #"column "kind" holds a single value, 2.0"#),
  ]) func whatIsNoQuantityIsNamed(text: String, message: String) {
    let error = #expect(throws: DataError.self) { try folder.load(text) { $0.task = "regression" } }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }
}
