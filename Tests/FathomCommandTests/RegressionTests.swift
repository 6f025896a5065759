import Foundation
import TestSupport
import Testing

/// A quantity to predict, from the table to figures, saved models and predictions.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct RegressionTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    // A plane in a unit of thousands, with noise of about 100.
    var text = "a,b,price\n"
    for row in 0..<160 {
      let (a, b) = (Double(row * 37 % 101) / 101, Double(row * 53 % 97) / 97)
      text += "\(a),\(b),\(5000 + 3000 * a - 2000 * b + Double(row * 71 % 89) * 4 - 176)\n"
    }
    try text.write(to: folder.file("houses.csv"), atomically: true, encoding: .utf8)
  }

  private let data =
    "data: {source: csv, path: houses.csv, target: price, task: regression, test: 0.3, scale: standardise}"

  private func write(_ lines: String, as name: String = "r") throws {
    try "name: \(name)\n\(data)\nsizes: [20, 40, 80]\nreplicates: 6\n\(lines)\n".write(
      to: folder.file("\(name).yaml"), atomically: true, encoding: .utf8)
  }

  private static let models =
    "models: {linear: {hidden: []}, deep: {hidden: [8, 8]}, svr: {kind: svm}}\ntraining: {epochs: 40, batch: 8, learning-rate: 0.02}"

  @Test func aStudyPredictsAQuantity() throws {
    try write(
      Self.models
        + "\nmetrics: [rmse, r2, mae]\nstopping: [{rule: patience, epochs: 5, monitor: validation-rmse}, {rule: none}]")
    let plan = try fathom.run("plan", "r.yaml")
    #expect(plan.status == 0 && plan.output.contains("2 features, predicting price;"), "\(plan.output)\(plan.errors)")
    let run = try fathom.run("run", "r.yaml")
    #expect(run.status == 0 && run.output.contains("Test RMSE (lower is better)"), "\(run.errors)")
    let table = try String(contentsOf: folder.file("results/r/tables/trials.tsv"), encoding: .utf8)
    let rows = table.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    let names = rows[0].map(String.init)
    func values(_ name: String, of model: String) throws -> [Double] {
      let column = try #require(names.firstIndex(of: name))
      return rows.dropFirst().filter { $0[0] == model && $0[3] == "80" }.compactMap { Double($0[column]) }
    }
    // Noise has a standard deviation of 4·√((89² − 1)/12) ≈ 103, the quantity one of about 1,000.
    for model in ["linear", "svr"] {
      let errors = try values("test_rmse", of: model)
      #expect(errors.count >= 6 && errors.allSatisfy { 70 < $0 && $0 < 400 }, "\(model) \(errors)")
      #expect(try values("test_r2", of: model).allSatisfy { $0 > 0.8 })
      #expect(zip(try values("test_mae", of: model), errors).allSatisfy { $0 < $1 })
    }
    // The gap is how much worse test data are.
    let (tested, trained) = (try values("test_rmse", of: "linear"), try values("train_rmse", of: "linear"))
    let gaps = try values("gap", of: "linear")
    #expect(gaps.count == tested.count && zip(gaps, zip(tested, trained)).allSatisfy { abs($0 - ($1.0 - $1.1)) < 1e-9 })
    let script = try String(contentsOf: folder.file("results/r/plots/learning-curves.gp"), encoding: .utf8)
    #expect(script.contains("RMSE (price)"))
    #expect(try fathom.run("status", "r").status == 0)
    // What is not measured in percent is not given in percent.
    for arguments in [["curves", "r", "--target", "95%"], ["gaps", "r", "--exceeding", "5%"]] {
      let share = try fathom.run(arguments[0], Array(arguments.dropFirst()))
      #expect(share.status == 64 && share.errors.contains("but rmse is not measured in percent"), "\(share.errors)")
    }
    #expect(try fathom.run("curves", "r", "--target", "95").status == 0)
    let again = try fathom.run("run", "r.yaml")
    #expect(again.status == 0, "\(again.errors)")
  }

  /// In a unit that is a power of two all numbers have the same digits, and verdicts do not depend on it.
  @Test(arguments: [-60, 40]) func verdictsDoNotDependOnTheUnit(_ exponent: Int) throws {
    let table = try String(contentsOf: folder.file("houses.csv"), encoding: .utf8)
    let scaled = table.split(separator: "\n").enumerated().map { index, line in
      guard index > 0 else { return String(line) }
      var fields = line.split(separator: ",").map(String.init)
      fields[2] = "\(Double(sign: .plus, exponent: exponent, significand: Double(fields[2]) ?? 0))"
      return fields.joined(separator: ",")
    }
    // So narrow a network learns little of a plane.
    let models = "models: {linear: {hidden: []}, deep: {hidden: [1, 1, 1, 1]}}"
    let rest =
      "\(models)\ntraining: {epochs: 40, batch: 8, learning-rate: 0.02}\nfigures: [gaps]\nstopping: [{rule: none}]"
    func columns(_ names: [String], of study: String) throws -> [[String]] {
      let run = try fathom.run("run", "\(study).yaml")
      #expect(run.status == 0, "\(run.errors)")
      let text = try String(contentsOf: folder.file("results/\(study)/tables/verdicts.tsv"), encoding: .utf8)
      let rows = text.split(separator: "\n").map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      }
      return try names.map { name in
        let column = try #require(rows[0].firstIndex(of: name))
        return rows.dropFirst().map { $0[column] }
      }
    }
    try write(rest, as: "plain")
    try scaled.joined(separator: "\n").write(to: folder.file("scaled.csv"), atomically: true, encoding: .utf8)
    try write(rest, as: "scaled")
    let file = folder.file("scaled.yaml")
    try String(contentsOf: file, encoding: .utf8).replacing("houses.csv", with: "scaled.csv")
      .write(to: file, atomically: true, encoding: .utf8)
    let names = ["verdict", "p", "p_corrected"]
    let plain = try columns(names, of: "plain")
    #expect(try columns(names, of: "scaled") == plain)
    #expect(plain[0].contains("better") || plain[0].contains("worse"))
  }

  @Test func aModelIsSavedScoredAndUsed() throws {
    let train = try fathom.run(
      "train", "--data", "houses.csv", "--target", "price", "--task", "regression", "--test", "0.3", "--scale",
      "standardise", "--hidden", "8", "--epochs", "60", "--learning-rate", "0.05", "-o", "m.safetensors")
    #expect(train.status == 0, "\(train.errors)")
    let scores = try fathom.run("evaluate", "m.safetensors")
    #expect(
      scores.status == 0 && scores.output.contains("Equal to the reported scores in every bit"), "\(scores.errors)")
    #expect(scores.output.contains("RMSE"))
    try "b,a\n0.25,0.5\n0.5,0.75\n".write(to: folder.file("new.csv"), atomically: true, encoding: .utf8)
    let predicted = try fathom.run("evaluate", "m.safetensors", "--data", "new.csv", "--predict", "--format", "tsv")
    #expect(predicted.status == 0, "\(predicted.errors)")
    let values = predicted.output.split(separator: "\n").dropFirst().compactMap {
      Double($0.split(separator: "\t").last ?? "")
    }
    #expect(values.count == 2)
    for (found, expected) in zip(values, [6000.0, 6250]) { #expect(abs(found - expected) < 400, "\(found)") }
    let confusion = try fathom.run("evaluate", "m.safetensors", "--table", "confusion")
    #expect(confusion.status == 1 && confusion.errors.contains("predicts a quantity"), "\(confusion.errors)")
  }

  /// Digits, thresholds and precision follow the unit of the data.
  @Test(arguments: [1e12, 1e-6]) func anyUnitWorks(unit: Double) throws {
    var text = "a,price\n"
    for row in 0..<120 { text += "\(row),\(unit * (Double(row) / 60 + Double(row * 71 % 89) / 890))\n" }
    try text.write(to: folder.file("unit.csv"), atomically: true, encoding: .utf8)
    try """
    name: unit
    data: {source: csv, path: unit.csv, target: price, task: regression, test: 0.3, scale: standardise}
    sizes: [20, 40]
    replicates: {precision: \(0.5 * unit), from: 3, to: 4}
    models: {linear: {hidden: []}, deep: {hidden: [4]}}
    metrics: [mae, rmse, r2]
    training: {epochs: 20, batch: 8, learning-rate: 0.05}
    stopping: [{rule: target, metric: train-mae, threshold: [\(0.1 * unit)]}, {rule: none}]
    """.write(to: folder.file("unit.yaml"), atomically: true, encoding: .utf8)
    let run = try fathom.run("run", "unit.yaml")
    #expect(run.status == 0, "\(run.errors)")
    for command in [["curves", "unit"], ["gaps", "unit", "--exceeding", "\(0.01 * unit)"]] {
      let shown = try fathom.run(command[0], Array(command.dropFirst()))
      // No number of a table consists of zeros, and none has more than a few digits that say nothing.
      #expect(shown.status == 0 && !shown.output.contains("0.00000"), "\(shown.output)\(shown.errors)")
      #expect(unit > 1 || shown.output.contains("e−0"), "\(shown.output)")
    }
  }

  /// The truth stands beside predictions, if the data have it; what cannot be done is refused, and what is not finite told.
  @Test func predictionsStandBesideTheTruth() throws {
    let train = try fathom.run(
      "train", "--data", "houses.csv", "--target", "price", "--task", "regression", "--test", "0.3", "--scale",
      "standardise", "--hidden", "8", "--epochs", "40", "--learning-rate", "0.05", "-o", "t.safetensors")
    #expect(train.status == 0, "\(train.errors)")
    try "price,b,a\n5900,0.25,0.5\n,0.5,0.75\n".write(to: folder.file("new.csv"), atomically: true, encoding: .utf8)
    func predict(_ arguments: String...) throws -> (status: Int32, output: String, errors: String) {
      let result = try fathom.run("evaluate", ["t.safetensors", "--predict", "--format", "tsv"] + arguments)
      return (result.status, result.output, result.errors)
    }
    let rows = try predict("--data", "new.csv").output.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false)
    }
    #expect(rows.count == 3 && rows[0] == ["line", "truth", "predicted"], "\(rows)")
    #expect(Double(rows[1][1]) == 5900 && rows[2][1].isEmpty)
    let own = try predict("--part", "test").output.split(separator: "\n")
    #expect(own[0] == "line\ttruth\tpredicted" && own.count == 49)
    let wrong = try predict("--data", "new.csv", "--target", "prize")
    #expect(wrong.status == 1 && wrong.errors.contains("no column \"prize\" (--target); did you mean \"price\"?"))
    let both = try predict("--table", "confusion")
    #expect(both.status == 64 && both.errors.contains("--table"), "\(both.errors)")
    try "a,b\n1,1e300\n1,1\n".write(to: folder.file("far.csv"), atomically: true, encoding: .utf8)
    let far = try predict("--data", "far.csv")
    #expect(far.status == 0 && far.errors.contains("1 of 2 predictions is infinite or no number"), "\(far.errors)")
    try "1:0.5 2:0.25\n6000 1:0.5\n".write(to: folder.file("new.libsvm"), atomically: true, encoding: .utf8)
    let sparse = try predict("--data", "new.libsvm")
    #expect(sparse.status == 0 && sparse.output.contains("\n2\t6000"), "\(sparse.output)\(sparse.errors)")
  }

  /// A quantity in the labels of a sparse table: studied, saved, scored and described.
  @Test func sparseTablesHaveQuantities() throws {
    var text = ""
    for row in 0..<90 { text += "\(Double(row) / 7) 1:\(row % 10) 2:\(row / 10)\n" }
    try text.write(to: folder.file("q.libsvm"), atomically: true, encoding: .utf8)
    let info = try fathom.run("data", "info", "q.libsvm", "--task", "regression")
    #expect(info.status == 0 && info.output.contains("target    target: 0 to 12.7143"), "\(info.output)\(info.errors)")
    let train = try fathom.run(
      "train", "--data", "q.libsvm", "--task", "regression", "--hidden", "4", "--epochs", "30", "-o", "q.safetensors")
    #expect(train.status == 0, "\(train.errors)")
    let scores = try fathom.run("evaluate", "q.safetensors", "--data", "q.libsvm", "--format", "json")
    #expect(scores.status == 0 && scores.output.contains("\"rmse\""), "\(scores.errors)")
    let refused = try fathom.run("data", "info", "q.libsvm")
    #expect(refused.status == 1 && refused.errors.contains("set --task regression to predict the number"))
  }

  @Test(arguments: [
    ("metrics: [accuracy]", "metrics[0]: accuracy is a metric of classes"),
    ("training: {loss: cross-entropy}", "loss: cross-entropy is for classes"),
    ("training: {class-weights: balanced}", "class-weights: balanced is for classes"),
    ("replicates: {data: 3, initial-weights: 3}", "predicts a quantity; give one number"),
  ]) func whatIsOfClassesIsRefused(line: String, message: String) throws {
    let replicates = line.hasPrefix("replicates") ? line : "replicates: 6"
    let other = line.hasPrefix("replicates") ? "" : line
    try "name: r\n\(data)\nsizes: [20]\n\(replicates)\nmodels: {linear: {hidden: []}}\n\(other)\n".write(
      to: folder.file("r.yaml"), atomically: true, encoding: .utf8)
    let plan = try fathom.run("plan", "r.yaml")
    #expect(plan.status != 0 && plan.errors.contains(message), "\(plan.errors)")
    #expect(plan.errors.split(separator: "\n").count == 1)
  }

  @Test func metricsOfQuantitiesAreRefusedForClasses() throws {
    try "name: c\ndata: {source: moons}\nsizes: [20]\nmetrics: [rmse]\nmodels: {linear: {hidden: []}}\n".write(
      to: folder.file("c.yaml"), atomically: true, encoding: .utf8)
    let plan = try fathom.run("plan", "c.yaml")
    #expect(plan.errors.contains("rmse is a metric of quantities, and this study predicts classes"), "\(plan.errors)")
  }
}
