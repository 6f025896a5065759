import Foundation
import TestSupport
import Testing

/// The tables of a results folder, and what is said of misuse, as a user meets them.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct TableCommandTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    try StudyTexts.quick.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
  }

  private func widest(_ text: String) -> Int { text.split(separator: "\n").map(\.count).max() ?? 0 }

  @Test func tablesFitAndAreFoundByNameOrStudyFile() throws {
    let run = try fathom.run("run", "quick.yaml")
    #expect(run.status == 0, "\(run.errors)")
    #expect(widest(run.output) <= 100, "\(run.output)")
    #expect(run.output.contains("test accuracy %") && run.output.contains("gap"))
    for command in ["gaps", "curves", "verdicts"] {
      for (columns, environment) in [(100, [:]), (60, ["COLUMNS": "60"]), (200, ["COLUMNS": "200"])] {
        let table = try fathom.run(command, "quick", environment: environment)
        #expect(table.status == 0 && widest(table.output) <= columns, "\(table.errors)\(table.output)")
      }
      let all = try fathom.run(command, "quick.yaml", "--columns", "all", environment: ["COLUMNS": "80"])
      #expect(all.status == 0 && widest(all.output) <= 80, "\(all.output)")
    }
    let whole = try fathom.run("verdicts", "results/quick", "--format", "tsv", environment: ["COLUMNS": "40"])
    let file = folder.file("results/quick/tables/verdicts.tsv")
    #expect(try whole.output == String(contentsOf: file, encoding: .utf8))
    let chosen = try fathom.run(
      "export", "quick", "--table", "curves", "--columns", "model,size", "--where", "size=200", "--where", "model=deep")
    #expect(chosen.output == "model,size\n" + String(repeating: "deep,200\n", count: 3))
    #expect(try fathom.run("status", "quick").status == 0)
    let unknown = try fathom.run("status", "quik")
    #expect(unknown.status == 1 && unknown.errors.contains("did you mean quick?"), "\(unknown.errors)")
    let sort = try fathom.run("gaps", "quick", "--sort", "foo")
    #expect(sort.status == 64 && sort.errors.contains("--sort: there is no column foo"), "\(sort.errors)")
    #expect(sort.errors.contains("fathom gaps"), "\(sort.errors)")
    #expect(try fathom.run("plot", "quick", "--figure", "gaps,learning-curves", "--format", "svg").status == 0)
    for (arguments, words) in [
      (["gaps", "quick", "--sort", "-gap"], "--sort: -gap has a sign; write gap, which sorts in descending order"),
      (["gaps", "quick", "--sort=-loss-gap"], "write loss_gap, which sorts in descending order, or in ascending"),
      (["gaps", "quick", "--columns", ","], "--columns: names no column; write some of model, hidden_layers"),
      (["plot", "quick", "--figure", "gapz"], "--figure: there is no figure gapz; did you mean gaps?"),
      (["plot", "quick", "--figure", ","], "--figure: names no figure; leave it out to draw all"),
    ] {
      let refused = try fathom.run(arguments[0], Array(arguments.dropFirst()))
      #expect(refused.status == 64 && refused.errors.contains(words), "\(arguments): \(refused.errors)")
      #expect(refused.output.isEmpty && refused.errors.contains("Usage: fathom \(arguments[0])"), "\(refused)")
    }
    // What is no misuse, but cannot be drawn of these results, is a failure.
    #expect(try fathom.run("plot", "quick", "--figure", "sweep").status == 1)
  }

  @Test(arguments: [
    (["gap", "DIR"], "there is no command gap; did you mean fathom gaps?"),
    (["help", "runn"], "there is no command runn; did you mean fathom run?"),
    (["data", "inof"], "there is no command inof; did you mean fathom data info?"),
    (["run", "x.yaml", "--for", "20"], "20 is no span of time"),
  ]) func misuseIsNamed(arguments: [String], message: String) throws {
    let process = try fathom.start(arguments)
    process.waitUntilExit()
    let outcome = fathom.outcome(of: process)
    #expect(outcome.status == 64 && outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.components(separatedBy: "--for:").count <= 2)
  }

  /// The same bytes are the same data, wherever they lie; a path is told whole.
  @Test func dataMayMove() throws {
    try StudyTexts.table.write(to: folder.file("table.yaml"), atomically: true, encoding: .utf8)
    let missing = try fathom.run("run", "table.yaml")
    #expect(
      missing.status == 1 && missing.errors.contains("\(folder.url.lastPathComponent)/table.csv"), "\(missing.errors)")
    try StudyTexts.rows(last: 3).write(to: folder.file("table.csv"), atomically: true, encoding: .utf8)
    let first = try fathom.run("run", "table.yaml")
    #expect(first.status == 0, "\(first.errors)")
    try StudyTexts.table.replacing("table.csv", with: "./table.csv")
      .write(to: folder.file("table.yaml"), atomically: true, encoding: .utf8)
    let again = try fathom.run("run", "table.yaml")
    #expect(again.status == 0, "\(again.errors)")
    let info = try fathom.run("data", "info", "table.csv")
    #expect(info.status == 0 && info.output.contains("csv: 2 features"), "\(info.errors)")
  }
}
