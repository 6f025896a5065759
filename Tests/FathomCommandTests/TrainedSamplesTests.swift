import Foundation
import SeededRandom
import TestSupport
import Testing

/// Whether `fathom evaluate --data` says that a model has seen the samples.
@Suite(.serialized) struct TrainedSamplesTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess
  private let header = "who,part,x,z,kind"
  private var rows: [String] = []

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    var generator = SeededGenerator(key: 5)
    rows = (0..<120).map { row in
      let kind = row % 2 == 0 ? "a" : "b"
      let part = row < 30 ? "test" : "train"
      return "g\(row / 6),\(part),\(generator.normal()),\(generator.normal()),\(kind)"
    }
    try write(rows, "all.csv")
    try write(Array(rows[..<30]), "test.csv")
    try write(Array(rows[30...]), "train.csv")
  }

  private func write(_ rows: [String], _ name: String) throws {
    try Data(([header] + rows).joined(separator: "\n").utf8).write(to: folder.file(name))
  }

  /// How many of how many samples the command says were trained on; nil if it says nothing.
  private func known(_ data: String, _ options: [String] = []) throws -> String? {
    let outcome = try fathom.run("evaluate", ["m.safetensors", "--data", data, "--target", "kind"] + options)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let match = outcome.errors.firstMatch(
      of: /([0-9]+ of [0-9]+) samples ha(s|ve) the same values and class as one that/)
    return match.map { String($0.1) }
      ?? (outcome.errors.contains("hold the samples that the model was trained on") ? "all" : nil)
  }

  private func train(_ options: String...) throws {
    let outcome = try fathom.run(
      "train",
      ["--target", "kind", "--hidden", "3", "--epochs", "2", "--validation", "0", "-o", "m.safetensors"] + options)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func ofAModelWithItsOwnTestFile() throws {
    try train("--data", "train.csv", "--test", "test.csv", "--ignore", "who,part")
    #expect(try known("train.csv") == "90 of 90")
    #expect(try known("all.csv") == "90 of 120")
    #expect(try known("test.csv") == nil)
    // A part of the rows, in another order, with new ones.
    try write(rows[40..<60].reversed() + ["g99,train,0.5,0.5,a"], "half.csv")
    #expect(try known("half.csv") == "20 of 21")
    // Where the model's own data are gone, nothing tells.
    try FileManager.default.removeItem(at: folder.file("train.csv"))
    #expect(try known("half.csv") == nil)
  }

  @Test func ofAModelWithAColumnOfParts() throws {
    try train("--data", "all.csv", "--test", "{column: part, test: test}", "--ignore", "who")
    #expect(try known("all.csv") == "90 of 120")
    #expect(try known("test.csv") == nil)
  }

  @Test func ofAModelWithGroups() throws {
    try train("--data", "all.csv", "--groups", "who", "--ignore", "part", "--test", "30")
    #expect(try known("all.csv") == "90 of 120")
  }
}
