import Foundation
import SeededRandom
import TestSupport
import Testing

/// What `fathom evaluate` prints where a metric has no value, or a model predicts no numbers.
@Suite(.serialized) struct ScoresWithoutValueTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    var generator = SeededGenerator(key: 11)
    let rows = (0..<80).map { row in
      let x = generator.normal() + (row % 2 == 0 ? 2 : -2)
      return "\(x),\(generator.normal()),\(3 * x + 1),\(row % 2 == 0 ? "no_car" : "car")"
    }
    try write(rows, "t.csv")
  }

  private func write(_ rows: [String], _ name: String) throws {
    try Data((["x,z,y,kind"] + rows).joined(separator: "\n").utf8).write(to: folder.file(name))
  }

  private func train(_ options: String...) throws {
    let outcome = try fathom.run(
      "train", ["--data", "t.csv", "--hidden", "3", "--epochs", "20", "-o", "m.safetensors"] + options)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  private func evaluate(_ options: String...) throws -> FathomProcess.Outcome {
    let outcome = try fathom.run("evaluate", ["m.safetensors"] + options)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome
  }

  /// Of 40 samples 30 are far beyond all numbers of single precision, and 10 are easy.
  @Test func predictionsThatAreNoNumbersAreWrong() throws {
    try train("--target", "kind", "--ignore", "y", "--activation", "identity")
    let easy = (0..<10).map { $0 % 2 == 0 ? "3,0,10,no_car" : "-3,0,-8,car" }
    try write((0..<30).map { "1e39,1e39,0,\($0 % 3 == 0 ? "no_car" : "car")" } + easy, "far.csv")
    let words = "30 of 40 predictions are infinite or no number, and counted as wrong"
    let scores = try evaluate(
      "--data", "far.csv", "--metrics", "accuracy,balanced-accuracy,roc-auc", "--format", "tsv")
    #expect(scores.errors.contains(words), "\(scores.errors)")
    let rows = scores.output.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    try #require(
      rows.count == 2
        && rows[0].map(String.init) == ["part", "samples", "loss", "accuracy", "balanced_accuracy", "roc_auc"])
    #expect(rows[1][3] == "0.25" && rows[1][5].isEmpty, "\(scores.output)")
    // 5 of 15 samples without a car, and 5 of 25 with one.
    #expect(abs((Double(rows[1][4]) ?? 0) - (5.0 / 15 + 5.0 / 25) / 2) < 1e-12)
    let confusion = try evaluate("--data", "far.csv", "--table", "confusion", "--format", "csv")
    #expect(
      confusion.output.contains("part,class,as car,as no_car,not_finite\ntest,car,5,0,20\ntest,no_car,0,5,10\n"),
      "\(confusion.output)")
    #expect(confusion.errors.contains(words))
    #expect(try evaluate("--data", "far.csv", "--predict").errors.contains("and left empty"))
  }

  /// Names of classes stay as they are.
  @Test func namesOfClassesStay() throws {
    try train("--target", "kind", "--ignore", "y")
    #expect(try evaluate("--table", "confusion").output.contains("as no_car"))
    #expect(try evaluate("--predict").output.contains("p no_car"))
  }

  @Test func metricsWithoutAValueAreSaid() throws {
    try train("--target", "kind", "--ignore", "y")
    try write((0..<10).map { "\($0),0,0,car" }, "one.csv")
    let area = try evaluate("--data", "one.csv", "--metrics", "accuracy,roc-auc")
    #expect(area.output.contains("ROC AUC %") && area.output.contains("–"), "\(area.output)")
    #expect(
      area.errors.contains("ROC AUC has no value on the test samples, which are all of one class"), "\(area.errors)")
    try train("--target", "y", "--task", "regression", "--ignore", "kind")
    for target in ["5", "0"] {
      try write((0..<10).map { "\($0),0,\(target),car" }, "same.csv")
      let share = try evaluate("--data", "same.csv", "--metrics", "rmse,r2")
      #expect(share.output.contains("R²") && share.output.contains("–"), "\(share.output)")
      #expect(
        share.errors.contains("R² has no value on the test samples, which are all with the same target"),
        "\(share.errors)")
    }
  }
}
