import Datasets
import Foundation
import NeuralNetwork
import Study
import StudyFile
import TestSupport
import Testing

@Suite struct AcceptedDataTests {
  private func table(_ keys: String) throws -> StudyData {
    try parse(
      "name: t\ndata: {source: csv, path: /t.csv, \(keys)}\nsizes: [20]\nmodels: {a: {hidden: [4]}, b: {hidden: [8]}}\n"
    ).data
  }

  @Test func tables() throws {
    let data = try table(
      #"""
      ignore: [id, "a, b"], features: x, categorical: [zip], missing: impute, missing-values: ["", -9], delimiter: ";",
      decimal: ",", header: false, encoding: latin-1, task: classification
      """#)
    #expect(
      data.source.ignore == ["id", "a, b"] && data.source.features == ["x"] && data.source.categorical == ["zip"])
    #expect(data.source.missing == "impute" && data.source.missingValues == ["", "-9"])
    #expect(data.source.delimiter == ";" && data.source.decimal == "," && data.source.header == "false")
    #expect(
      data.source.encoding == "latin-1" && data.source.task == "classification" && data.test == .drawn(.fraction(0.3)))
    for wrong in ["missing: mean", "delimiter: x", "ignore: []", "task: ranking", "header: maybe", "groups: [a]"] {
      #expect(throws: StudyFileError.self, "\(wrong)") { try table(wrong) }
    }
  }

  @Test func testSetsOfTables() throws {
    #expect(try table("test: /v.csv").source.ownTest == .file("/v.csv"))
    #expect(try table("test: /v.csv").test == .canonical)
    #expect(
      try table("test: {column: part, test: 1}").source.ownTest == .column("part", test: "1", validation: nil))
    #expect(
      try table("test: {column: part, test: test, validation: val}").source.ownTest
        == .column("part", test: "test", validation: "val"))
    for wrong in [
      "test: {column: part}", "test: {column: p, test: t, validation: v}, validation: 0.1", "test: v", "test: {}",
    ] {
      #expect(throws: StudyFileError.self, "\(wrong)") { try table(wrong) }
    }
    #expect(throws: StudyFileError.self) {
      try parse(StudySource.minimal.replacing("source: digits", with: "source: digits, test: v.csv"))
    }
  }

  @Test(arguments: [
    ("{source: mnist, path: /data}", DataSource(name: "mnist", path: "/data"), TestSet.canonical),
    ("{source: fashion-mnist}", DataSource(name: "fashion-mnist"), .canonical),
    ("{source: cifar-10, path: ~/c}", DataSource(name: "cifar-10", path: "~/c"), .canonical),
    ("{source: digits, test: 300}", DataSource(name: "digits"), .drawn(.count(300))),
    ("{source: csv, path: /a.csv}", DataSource(name: "csv", path: "/a.csv", target: "label"), .drawn(.fraction(0.3))),
    (
      "{source: circles, samples: 500, noise: 0}", DataSource(name: "circles", samples: 500, noise: 0),
      .drawn(.fraction(0.3))
    ),
    ("{source: moons}", DataSource(name: "moons", samples: 2000, noise: 0.2), .drawn(.fraction(0.3))),
    (
      "{source: spirals, classes: 5}", DataSource(name: "spirals", samples: 2000, noise: 0.05, classes: 5),
      .drawn(.fraction(0.3))
    ),
    (
      "{source: sawtooth}", DataSource(name: "sawtooth", samples: 2000, noise: 0, folds: 4, inputs: 1),
      .drawn(.fraction(0.3))
    ),
    (
      "{source: sawtooth, folds: 7, noise: 0.001, inputs: 9}",
      DataSource(name: "sawtooth", samples: 2000, noise: 0.001, folds: 7, inputs: 9), .drawn(.fraction(0.3))
    ),
    ("{source: blobs}", DataSource(name: "blobs", samples: 2000, noise: 0.4, classes: 3), .drawn(.fraction(0.3))),
  ])
  func sources(text: String, source: DataSource, test: TestSet) throws {
    let data = try parse(StudySource.replacing("data", with: "data: \(text)")).data
    #expect(data.source == source)
    #expect(data.test == test)
  }

  @Test(arguments: [
    ("a.csv", "/lab/a.csv"), ("./data//a.csv", "/lab/data/a.csv"), ("../a.csv", "/a.csv"), ("~a.csv", "/lab/~a.csv"),
  ])
  func relativePathsBeginInTheFolderOfTheFile(path: String, whole: String) throws {
    let text = StudySource.replacing("data", with: "data: {source: csv, path: \(path)}")
    let data = try StudyFile.parse(text: text, file: "/lab/s.yaml").data
    #expect(data.source.path == whole && data.folder == "/lab")
    let here = FileManager.default.currentDirectoryPath
    #expect(
      try StudyFile.parse(text: text, file: "\(here)/lab/s.yaml") == StudyFile.parse(text: text, file: "lab/s.yaml"))
    // The first folder where there is something, or else the first.
    #expect(try StudyFile.parse(text: text, file: "s.yaml", folders: ["/lab", "/nowhere"]).data == data)
    let setting = StudyFileSetting(["data", "path"], .text("b/c.csv"), origin: "--path")
    let given = try StudyFile.read((text, "/lab/s.yaml"), settings: [setting], caller: "test").data
    #expect(given.source.path == "\(here)/b/c.csv" && given.folder == nil)
  }

  @Test func aCopyFindsTheFileInOneOfItsFolders() throws {
    let folder = try TemporaryFolder()
    try Data("x".utf8).write(to: folder.file("a.csv"))
    let text = StudySource.replacing("data", with: "data: {source: csv, path: a.csv}")
    let data = try StudyFile.parse(text: text, file: "s.yaml", folders: ["/nowhere", folder.url.path]).data
    #expect(data.source.path == folder.file("a.csv").path && data.folder == folder.url.path)
  }

  @Test(arguments: [
    // The sizes of a published study: steps from 250, then 10000 itself.
    ("{from: 250, to: 10000, step: 1000}", [250, 1250, 2250, 3250, 4250, 5250, 6250, 7250, 8250, 9250, 10000]),
    ("{from: 100, to: 300, step: 100}", [100, 200, 300]),
    ("{from: 100, to: 110, step: 1000}", [100, 110]),
    ("{from: 10, to: 1000, count: 3}", [10, 100, 1000]),
    ("{from: 10, to: 1000, count: 3, spacing: linear}", [10, 505, 1000]),
    // 1, 1.32, 1.73, 2.28, 3: rounded to 1, 1, 2, 2, 3.
    ("{from: 1, to: 3, count: 5, spacing: geometric}", [1, 2, 3]),
    ("[7]", [7]),
    ("[1, 1000000000]", [1, 1_000_000_000]),
  ])
  func sizes(text: String, expected: [Int]) throws {
    #expect(try parse(StudySource.replacing("sizes", with: "sizes: \(text)")).sizes == .list(expected))
  }

  @Test func delimitersMayBeSpeltAsTheyAre() throws {
    for (text, delimiter) in [
      ("\"\\t\"", "tab"), ("'\\t'", "tab"), ("\\t", "tab"), ("tab", "tab"), ("' '", "space"), ("';'", ";"),
    ] {
      let study = try parse(StudySource.replacing("data", with: "data: {source: csv, path: /a, delimiter: \(text)}"))
      #expect(study.data.source.delimiter == delimiter)
    }
  }
}
