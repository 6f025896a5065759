import Foundation
import SeededRandom
import TestSupport
import Testing

/// The metrics of saved models, on their own data and on others.
@Suite(.serialized) struct ModelMetricTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    var generator = SeededGenerator(key: 3)
    func table(_ count: Int) -> String {
      let rows = (0..<count).map { row in
        let isRare = row % 5 == 0
        let x = (isRare ? 0.8 : -0.8) + generator.normal()
        return "\(x),\(generator.normal()),\(2 * x + 0.1 * generator.normal()),\(isRare ? "rare" : "usual")"
      }
      return (["x,z,y,kind"] + rows).joined(separator: "\n")
    }
    try Data(table(200).utf8).write(to: folder.file("t.csv"))
    try Data(table(80).utf8).write(to: folder.file("new.csv"))
  }

  private func train(_ options: String...) throws -> FathomProcess.Outcome {
    try fathom.run(
      "train", ["--data", "t.csv", "--hidden", "4", "--epochs", "20", "-o", "m.safetensors"] + options)
  }

  /// The scores on the new table by their columns, for evaluate with further options.
  private func scores(_ options: String...) throws -> [String: Double] {
    let outcome = try fathom.run(
      "evaluate", ["m.safetensors", "--data", "new.csv", "--format", "tsv"] + options)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = outcome.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    try #require(rows.count == 2)
    return Dictionary(
      uniqueKeysWithValues: zip(rows[0], rows[1]).compactMap { name, text in Double(text).map { (name, $0) } })
  }

  /// Of wrong labels of training the truth is what stands in the file, and tables say that they count against wrong ones.
  @Test func wrongLabelsOfTrainingAreNoTruth() throws {
    let trained = try train(
      "--target", "kind", "--ignore", "y", "--label-noise", "0.25", "--size", "100", "--test", "60")
    #expect(trained.status == 0, "\(trained.errors)")
    let lines = try String(contentsOf: folder.file("t.csv"), encoding: .utf8).split(separator: "\n")
    let predicted = try fathom.run("evaluate", "m.safetensors", "--part", "train", "--predict", "--format", "tsv")
    let rows = predicted.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    try #require(rows.count == 101 && rows[0].prefix(2) == ["line", "truth"])
    for row in rows.dropFirst() {
      let line = try #require(Int(row[0]))
      #expect(lines[line - 1].split(separator: ",").last.map(String.init) == row[1])
    }
    for options in [["--table", "confusion"], ["--table", "classes"], [], ["--predict"]] {
      let outcome = try fathom.run("evaluate", ["m.safetensors"] + options)
      #expect(
        outcome.errors.contains("25 of 100 labels of the part train are wrong ones, which the model was trained with"),
        "\(options): \(outcome.errors)")
      #expect(try fathom.run("evaluate", ["m.safetensors", "--part", "test"] + options).errors == "")
    }
  }

  /// Other data are measured as the model was; the value is that of its predictions.
  @Test func otherDataAreMeasuredAsTheModelWas() throws {
    let trained = try train("--target", "kind", "--ignore", "y", "--metrics", "balanced-accuracy,roc-auc")
    #expect(trained.status == 0 && trained.errors.contains("balanced accuracy"), "\(trained.errors)")
    let found = try scores()
    #expect(Set(found.keys) == ["samples", "loss", "balanced_accuracy", "roc_auc"])
    let predicted = try fathom.run("evaluate", "m.safetensors", "--data", "new.csv", "--predict", "--format", "tsv")
    let rows = predicted.output.split(separator: "\n").dropFirst().map { $0.split(separator: "\t").map(String.init) }
    #expect(rows.count == 80)
    let recalls = ["rare", "usual"].map { kind in
      let own = rows.filter { $0[1] == kind }
      return Double(own.count { $0[2] == kind }) / Double(own.count)
    }
    #expect(abs((found["balanced_accuracy"] ?? 0) - (recalls[0] + recalls[1]) / 2) < 1e-12)
    // The share of pairs of one sample of each class that are in the right order.
    func chances(_ kind: String) -> [Double] { rows.filter { $0[1] == kind }.compactMap { Double($0[3]) } }
    let pairs = chances("rare").flatMap { rare in
      chances("usual").map { rare > $0 ? 1.0 : rare == $0 ? 0.5 : 0 }
    }
    #expect(abs((found["roc_auc"] ?? 0) - pairs.reduce(0, +) / Double(pairs.count)) < 1e-12)
    #expect(Set(try scores("--metrics", "accuracy").keys) == ["samples", "loss", "accuracy"])
    let own = try fathom.run("evaluate", "m.safetensors", "--metrics", "accuracy, roc-auc")
    #expect(own.output.contains("Equal to the reported scores in every bit."), "\(own.output)\(own.errors)")
    #expect(own.output.contains("accuracy"))
    let wrong = try fathom.run("evaluate", "m.safetensors", "--metrics", "mae")
    #expect(wrong.status == 1 && wrong.errors.contains(#"--metrics: "mae" is no metric of classes"#), "\(wrong.errors)")
    let summed = try fathom.run("evaluate", "m.safetensors", "--metrics", "accuracy", "--table", "classes")
    #expect(summed.status == 64 && summed.errors.contains("--metrics: goes with scores"), "\(summed.errors)")
    let misfit = try train("--target", "kind", "--metrics", "r2")
    #expect(misfit.status == 1 && misfit.errors.contains("--metrics: r2 is a metric of quantities"), "\(misfit.errors)")
  }

  @Test func quantitiesAreMeasuredAsTheModelWas() throws {
    let trained = try train("--target", "y", "--task", "regression", "--ignore", "kind", "--metrics", "mae,r2")
    #expect(trained.status == 0, "\(trained.errors)")
    let found = try scores()
    #expect(Set(found.keys) == ["samples", "loss", "mae", "r2"])
    let predicted = try fathom.run("evaluate", "m.safetensors", "--data", "new.csv", "--predict", "--format", "tsv")
    let rows = predicted.output.split(separator: "\n").dropFirst().map {
      $0.split(separator: "\t").compactMap { Double($0) }
    }
    let error = rows.reduce(0) { $0 + abs($1[1] - $1[2]) } / Double(rows.count)
    #expect(abs((found["mae"] ?? 0) - error) < 1e-9 * error)
    #expect(Set(try scores("--metrics", "rmse").keys) == ["samples", "loss", "rmse"])
  }
}
