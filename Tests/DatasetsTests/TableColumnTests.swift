import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// Which columns of a table are features, and of what kind.
@Suite struct TableColumnTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func allColumnsOfANameAreLeftOut() throws {
    let text = "id,a,a,a,kind\n1,2,3,4,x\n2,4,1,9,y\n"
    let error = try #require(throws: DataError.self) { try folder.load(text) }
    #expect(error.message.contains("3 columns named \"a\"; rename them, or leave them out (data.ignore)"))
    let data = try folder.load(text) { $0.ignore = ["a"] }
    #expect(data.featureNames == ["id"] && data.features == .floats([1, 2]))
  }

  @Test func columnsWithoutANameGetAFreeOne() throws {
    let data = try folder.load(",c1,c1.1,,kind\n1,2,3,4,a\n5,6,7,8,b\n")
    #expect(data.featureNames == ["c1.2", "c1", "c1.1", "c4"])
    #expect(try folder.load(",c1,kind\n1,2,a\n5,6,b\n") { $0.features = ["c1"] }.features == .floats([2, 6]))
  }

  @Test(arguments: [
    // Numbers with words among them: a word is shown, and how to say that all are names.
    ("3\n1\nblue\n4\n", "1 of 4 values is no number (\"blue\" in line 4)", true),
    ("a\n1\n2\nb\n", "2 of 4 values are no numbers (\"a\" in line 2)", true),
    // A single word among many numbers is a mistake, as is a number among many words.
    ("1\n2\n3\n4\n5\nx6\n", "1 of 6 values is no number (\"x6\" in line 7)", false),
    ("a\nb\na\nc\n5\n", "1 of 5 values is a number (\"5\" in line 6)", true),
  ]) func whatAColumnShouldNotHaveIsShown(column: String, says: String, mayBeNames: Bool) throws {
    let rows = column.split(separator: "\n").enumerated().map { "\($1),\($0),\($0 % 2 == 0 ? "u" : "v")\n" }.joined()
    let text = "colour,x,kind\n" + rows
    let error = try #require(throws: DataError.self) { try folder.load(text) }
    #expect(error.message.contains("column \"colour\": \(says)"), "\(error)")
    #expect(error.message.contains("write `categorical: [\"colour\"]` under data") == mayBeNames, "\(error)")
    #expect(error.message.hasSuffix("or leave columns out with data.ignore"))
    #expect(throws: Never.self) { try folder.load(text) { $0.categorical = ["colour"] } }
  }

  @Test func columnsAreChosen() throws {
    let text = ",id,x,y,kind\n0,7,1,2,a\n1,9,3,4,b\n"
    #expect(try folder.load(text).featureNames == ["c1", "id", "x", "y"])
    #expect(try folder.load(text) { $0.ignore = ["c1", "id"] }.featureNames == ["x", "y"])
    let chosen = try folder.load(text) { $0.features = ["y", "x"] }
    #expect(chosen.features == .floats([2, 1, 4, 3]))
    #expect(chosen.table?.columnsInWords == "2 of numbers; left out: c1, id")
    for change in [\DataSource.ignore, \.features, \.categorical] {
      let error = #expect(throws: DataError.self) { try folder.load(text) { $0[keyPath: change] = ["idd"] } }
      #expect(error?.message.contains(#"did you mean "id"?"#) == true)
      #expect(throws: DataError.self) { try folder.load(text) { $0[keyPath: change] = ["kind"] } }
    }
  }

  /// Texts and listed numbers are one feature for each value, in order.
  /// Programs that know no gaps among whole numbers write them as decimals.
  @Test func namesThatAreTheSameWholeNumberAreOneCategory() throws {
    let ours = try folder.load("code,kind\n1001,a\n1002.0,b\n1001.0,a\n01001,b\n1002.5,b\n") {
      $0.categorical = ["code"]
    }
    #expect(ours.featureNames?.sorted() == ["code=01001", "code=1001", "code=1002.0", "code=1002.5"])
    let theirs = try folder.load("code,kind\n1001.0,a\n1002,b\n", columns: ours.table?.columns) {
      $0.categorical = ["code"]
    }
    let place = try #require(ours.featureNames?.firstIndex(of: "code=1001"))
    #expect(theirs.features.doubles(in: place..<place + 1) == [1])
    #expect(theirs.features.doubles(in: 0..<8).reduce(0, +) == 2)
  }

  /// A model finds columns by their names, which a file without a header does not have.
  @Test func modelsNeedTheNamesOfColumns() throws {
    try folder.file("t.csv").write(Array("1,2,0\n3,4,1\n".utf8))
    let source = DataSource(name: "csv", path: folder.file("t.csv").path, target: "kind")
    let columns = [TableColumn(name: "x"), TableColumn(name: "z")]
    let error = #expect(throws: DataError.self) {
      try DataLoader.load(source, seed: StudySeed(1), columns: columns, labels: .optional)
    }
    #expect(
      error?.message.hasSuffix(
        #"t.csv:1: the model finds its columns by name ("x", "z"), and the first line has none of these; add a line with the names"#
      ) == true, "\(error as Any)")
    // One that was trained without a header calls them c1, c2, …
    let plain = [TableColumn(name: "c1"), TableColumn(name: "c2")]
    #expect(
      try DataLoader.load(source, seed: StudySeed(1), columns: plain, classNames: ["0", "1"], labels: .optional).pool
        .count == 2)
  }

  @Test func categoriesAreOneHot() throws {
    let text = "colour,zip,x,kind\nred,10,0.5,a\nblue,9,1.5,b\nred,9,2.5,a\n"
    let data = try folder.load(text) { $0.categorical = ["zip"] }
    #expect(data.featureNames == ["colour=blue", "colour=red", "zip=9", "zip=10", "x"])
    #expect(data.features == .floats([0, 1, 0, 1, 0.5, 1, 0, 1, 0, 1.5, 0, 1, 1, 0, 2.5]))
    // Another table is read alike: other values are no category, other columns and their order do not matter.
    let other = try folder.load("x,new,zip,colour,kind\n7,1,9,green,b\n8,2,10,blue,a\n", columns: data.table?.columns)
    #expect(other.featureNames == data.featureNames)
    #expect(other.features == .floats([0, 0, 1, 0, 7, 1, 0, 0, 1, 8]))
    #expect(
      other.table?.remarks == [
        "Values of text that no sample to train on has, which are no feature: column \"colour\" in 1 of 2 samples"
      ])
    let cased = try folder.load("x,zip,colour,kind\n7,9,Blue,b\n8,10,blue,a\n", columns: data.table?.columns)
    #expect(
      cased.table?.remarks == [
        "Values of text that no sample to train on has, which are no feature: column \"colour\" in 1 of 2 samples; \"Blue\" and "
          + "\"blue\" differ only in case or in spaces: spell them alike"
      ])
    #expect(throws: DataError.self) { try folder.load("x,zip,kind\n1,9,a\n2,9,b\n", columns: data.table?.columns) }
    let shouted = #expect(throws: DataError.self) {
      try folder.load("colour,x,zip,kind\nRED,1,9,a\nBLUE,2,9,b\n", columns: data.table?.columns)
    }
    #expect(
      shouted?.message.contains(#"column "colour": none of its values is one that was trained on ("blue", "red")"#)
        == true)
    // Texts in a column of numbers would be numbered in the order in which they come.
    for texts in ["True False", "red green", "2021-03-01 2021-03-02", "inf -inf"] {
      let rows = texts.split(separator: " ")
      let error = #expect(throws: DataError.self) {
        try folder.load("colour,zip,x,kind\nred,9,\(rows[0]),a\nblue,9,\(rows[1]),b\n", columns: data.table?.columns)
      }
      #expect(
        error?.message.contains(":2: column \"x\": \"\(rows[0])\" is not a number, but the column has numbers") == true,
        "\(texts)")
    }
    let many = (0...100).map { "n\($0),k\($0),\($0 % 2)\n" }.joined()
    let error = #expect(throws: DataError.self) { try folder.load("p,q,kind\n" + many) }
    #expect(error?.message.contains(#"column "p": text with more than 100"#) == true)
    #expect(error?.message.contains(#"column "q": text with more than 100"#) == true)
  }

  /// What is said of columns that may mislead, and only of those.
  @Test func remarksNameWhatMayMislead() throws {
    var text = "row,same,leak,noise,group,kind\n"
    for row in 0..<40 {
      text +=
        "\(row * 2 + 5),7,\(row % 2 == 0 ? 0.1 : 0.9),\((row * 7) % 11),\(row % 4 == 1 ? "u" : "v"),\(row % 2 == 0 ? "NA" : "b")\n"
    }
    let remarks = try #require(try folder.load(text).table).remarks
    #expect(remarks.count == 4, "\(remarks)")
    #expect(remarks.contains { $0.hasPrefix(#"Column "same" has the same value"#) })
    #expect(remarks.contains { $0.hasPrefix(#"Column "row" counts up"#) })
    #expect(remarks.contains { $0.hasPrefix(#"Column "leak" tells the target by itself"#) })
    #expect(remarks.contains { $0.hasPrefix(#"The class "NA" may stand for a missing value"#) })
  }
}
