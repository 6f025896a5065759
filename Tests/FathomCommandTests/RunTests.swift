import Foundation
import TestSupport
import Testing

/// `fathom run` and the commands that read what it leaves, as a user runs them.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct RunTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    try StudyTexts.quick.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
  }

  @Test func runsAStudyToTablesAndFigures() throws {
    let study = try FinishedStudy.quickWithAllFigures.get()
    try study.copy(to: folder)
    let run = study.outcome
    #expect(run.output.contains("results/quick/plots"))
    let results = folder.file("results/quick")
    for name in [
      "study.yaml", "manifest.json", "store.sqlite", "tables/trials.tsv", "plots/learning-curves.svg", "report.html",
    ] {
      #expect(FileManager.default.fileExists(atPath: results.appending(path: name).path), "\(name) is missing")
    }
    // 2 models × 2 sizes × 3 replicates × 3 thresholds, and a header.
    #expect(try TimelessTable(results.appending(path: "tables/trials.tsv")).rows.count == 1 + 36)
    let again = try fathom.run("run", "quick.yaml")
    #expect(again.status == 0)
    #expect(again.output.contains("Nothing was missing"))
    // It says the same again.
    #expect(again.output.hasPrefix(run.output.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  @Test func theReportIsWrittenAgainAsTheRunWroteIt() throws {
    let text = StudyTexts.withAllFigures(StudyTexts.quick)
    try FinishedStudy.quickWithAllFigures.get().copy(to: folder)
    let report = folder.file("results/quick/report.html")
    let written = try String(contentsOf: report, encoding: .utf8)
    let outline = try PageOutline(of: written)
    #expect(outline.tags.count { $0.hasPrefix("img") } >= 5)
    #expect(outline.texts.contains(text))
    #expect(!outline.tags.contains { $0.hasPrefix("progress") })
    let again = try fathom.run("report", "results/quick", "-o", "sent.html")
    #expect(again.status == 0 && again.output == "sent.html\n", "\(again.errors)")
    #expect(try String(contentsOf: folder.file("sent.html"), encoding: .utf8) == written)
    #expect(try fathom.run("report", "nowhere").errors.contains("nowhere"))
  }

  @Test func redrawsInACopyWithoutFathom() throws {
    try FinishedStudy.quickWithAllFigures.get().copy(to: folder)
    let plots = folder.file("copy of plots")
    try FileManager.default.copyItem(at: folder.file("results/quick/plots"), to: plots)
    let scripts = try FileManager.default.contentsOfDirectory(atPath: plots.path).filter { $0.hasSuffix(".gp") }
    #expect(scripts.count >= 5)
    for script in scripts {
      let name = String(script.dropLast(3))
      let formats = name == "progress" ? ["gif", "svg"] : ["svg", "png"]
      for format in formats {
        try FileManager.default.removeItem(at: plots.appending(path: "\(name).\(format)"))
      }
      let gnuplot = Process()
      gnuplot.executableURL = URL(filePath: "/usr/bin/env")
      gnuplot.arguments = ["gnuplot", "-d", script]
      gnuplot.currentDirectoryURL = plots
      gnuplot.standardError = FileHandle.nullDevice
      try gnuplot.run()
      gnuplot.waitUntilExit()
      #expect(gnuplot.terminationStatus == 0, "\(script)")
      for format in formats {
        let size = try FileManager.default.attributesOfItem(atPath: plots.appending(path: "\(name).\(format)").path)[
          .size]
        #expect((size as? Int ?? 0) > 1000, "\(name).\(format)")
      }
    }
  }

  @Test func readersSayWhatTheTablesSay() throws {
    try FinishedStudy.quick.get().copy(to: folder)
    let gaps = try fathom.run("gaps", "results/quick", "--format", "tsv")
    let file = try String(contentsOf: folder.file("results/quick/tables/gaps.tsv"), encoding: .utf8)
    #expect(gaps.output == file)
    let json = try fathom.run("export", "results/quick", "--table", "trials", "--format", "json")
    let rows = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    #expect(rows?.count == 36)
    let status = try fathom.run("status", "results/quick")
    #expect(status.output.contains("12 of 12 trajectories (100 %)"))
    let terminal = try fathom.run("plot", "results/quick", "--figure", "learning-curves", "--format", "terminal")
    #expect(terminal.status == 0)
    #expect(terminal.output.split(separator: "\n").count > 15)
  }

  @Test func animationsAreDrawnWhereThereAreSome() throws {
    try FinishedStudy.quickWithAllFigures.get().copy(to: folder)
    let gif = try fathom.run("plot", "results/quick", "--format", "gif")
    #expect(gif.status == 0)
    #expect(gif.output.split(separator: "\n").map { $0.split(separator: "/").last } == ["progress.gif"])
    let still = try fathom.run("plot", "results/quick", "--figure", "gaps", "--format", "gif")
    #expect(still.status == 1)
    #expect(still.errors.contains("--format") && still.errors.split(separator: "\n").count == 1)
  }

  @Test func refusesAChangedStudyNamingTheKey() throws {
    try FinishedStudy.quick.get().copy(to: folder)
    let changed = StudyTexts.quick.replacing("seed: 5", with: "seed: 6")
    try changed.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
    let refused = try fathom.run("run", "quick.yaml")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("differs in seed"))
    #expect(refused.errors.split(separator: "\n").count == 1)
  }

  @Test func refusesDataThatChangedUnderAStudy() throws {
    func write(_ last: Int) throws {
      try StudyTexts.rows(last: last).write(to: folder.file("table.csv"), atomically: true, encoding: .utf8)
    }
    try StudyTexts.table.write(to: folder.file("table.yaml"), atomically: true, encoding: .utf8)
    try write(4)
    #expect(try fathom.run("run", "table.yaml").status == 0)
    #expect(try fathom.run("run", "table.yaml").output.contains("Nothing was missing"))
    // As long as it was, and as old.
    let file = folder.file("table.csv")
    let date = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate]
    try write(5)
    try FileManager.default.setAttributes([.modificationDate: date as Any], ofItemAtPath: file.path)
    let refused = try fathom.run("run", "table.yaml")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("the contents of its data"))
    // What the folder holds is not said to be missing, as a run would not train it.
    let status = try fathom.run("status", "results/table")
    #expect(
      status.status == 0 && status.output.contains("table: 4 trajectories finished")
        && status.output.contains(refused.errors.replacing("Error: ", with: "").trimmingCharacters(in: .newlines))
        && !status.output.contains("run the study again"), "\(status.output)")
    // The same values in other bytes are the same data.
    try write(4)
    try (String(contentsOf: file, encoding: .utf8) + "\n").write(to: file, atomically: true, encoding: .utf8)
    #expect(try fathom.run("run", "table.yaml").output.contains("Nothing was missing"))
    #expect(try fathom.run("status", "results/table").output.contains("4 of 4 trajectories (100 %)"))
    try FileManager.default.removeItem(at: file)
    let missing = try fathom.run("run", "table.yaml")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("table.csv"))
    #expect(try fathom.run("status", "results/table").output.contains("is not known"))
  }

  /// Whatever is missing of a finished study is made again, from data that are loaded only then.
  @Test func makesAnewWhatWasRemoved() throws {
    try StudyTexts.table.write(to: folder.file("table.yaml"), atomically: true, encoding: .utf8)
    try StudyTexts.rows(last: 4).write(to: folder.file("table.csv"), atomically: true, encoding: .utf8)
    #expect(try fathom.run("run", "table.yaml").status == 0)
    for name in ["tables/gaps.tsv", "plots/gaps.svg", "manifest.json", "summary.json"] {
      let removed = folder.file("results/table/\(name)")
      try FileManager.default.removeItem(at: removed)
      let again = try fathom.run("run", "table.yaml")
      #expect(again.status == 0)
      #expect(!again.output.contains("Nothing was missing"), "\(name)")
      #expect(FileManager.default.fileExists(atPath: removed.path), "\(name)")
      #expect(try fathom.run("run", "table.yaml").output.contains("Nothing was missing"), "\(name)")
    }
  }

  /// A finished study is not analysed again: what it prints is kept, and made anew if that is damaged.
  @Test func printsAFinishedStudyAgainAsItWas() throws {
    try StudyTexts.table.write(to: folder.file("table.yaml"), atomically: true, encoding: .utf8)
    try StudyTexts.rows(last: 4).write(to: folder.file("table.csv"), atomically: true, encoding: .utf8)
    let first = try fathom.run("run", "table.yaml").output
    let second = try fathom.run("run", "table.yaml").output
    #expect(second.hasPrefix(first.dropLast()))
    #expect(second.contains("Nothing was missing"))
    let summary = folder.file("results/table/summary.json")
    let text = try String(contentsOf: summary, encoding: .utf8)
    // A number with so many decimals would take all memory.
    let endless = text.replacing("\"percent\" : {", with: "\"decimals\" : { \"_0\" : 999999999").replacing(
      "\"points\" : {", with: "\"signed\" : { \"_0\" : 999999999")
    #expect(endless != text)
    for damaged in ["", "[]", String(text.dropLast(20)), endless] {
      try damaged.write(to: summary, atomically: true, encoding: .utf8)
      #expect(try fathom.run("run", "table.yaml").output == first)
    }
  }

  @Test func keepsWhatAStudyRecords() throws {
    try StudyTexts.withAllFigures(StudyTexts.recorded).write(
      to: folder.file("recorded.yaml"), atomically: true, encoding: .utf8)
    let run = try fathom.run("run", "recorded.yaml")
    #expect(run.status == 0, "\(run.errors)")
    let results = folder.file("results/recorded")
    func table(_ name: String) throws -> [[String]] {
      try TimelessTable(results.appending(path: "tables/\(name).tsv")).rows
    }
    // 2 models × 2 sizes × 2 replicates; a machine has no layers, no parameters and one epoch.
    let trials = try table("trials")
    #expect(trials.count == 1 + 8)
    #expect(trials.count { $0[0] == "machine" && $0[1].isEmpty && $0[2].isEmpty && $0[8] == "1" } == 4)
    // Networks alone have neurons and are kept.
    #expect(try table("dead-neurons").dropFirst().map { $0[0] } == Array(repeating: "network", count: 4))
    let files = try table("models").dropFirst().compactMap(\.last).map { results.appending(path: "models/\($0)") }
    #expect(files.count == 4)
    for file in files { #expect(FileManager.default.fileExists(atPath: file.path), "\(file.lastPathComponent)") }
    for figure in ["batch-loss", "dead-neurons", "decision-boundary"] {
      let picture = results.appending(path: "plots/\(figure).svg")
      #expect(FileManager.default.fileExists(atPath: picture.path), "\(figure)")
    }
    #expect(try fathom.run("run", "recorded.yaml").output.contains("Nothing was missing"))
    let lost = try #require(files.first)
    let contents = try Data(contentsOf: lost)
    try FileManager.default.removeItem(at: lost)
    #expect(try fathom.run("run", "recorded.yaml").status == 0)
    #expect(try Data(contentsOf: lost) == contents, "trained again with the same bits")
  }

  @Test func addsWorkToAFinishedStudy() throws {
    try FinishedStudy.quick.get().copy(to: folder)
    let more = StudyTexts.quick.replacing("replicates: 3", with: "replicates: 4")
      .replacing("[0.05, 0.01]", with: "[0.05, 0.01, 0.002]")
    try more.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
    #expect(try fathom.run("run", "quick.yaml").status == 0)
    #expect(try fathom.run("run", "quick.yaml", "-o", "anew").status == 0)
    #expect(
      try TimelessTable.all(in: folder.file("results/quick")) == TimelessTable.all(in: folder.file("anew")))
  }

  @Test(arguments: [
    (["run", "missing.yaml"], "missing.yaml", 1), (["gaps", "nowhere"], "nowhere", 1),
    (["run", "quick.yaml", "--jobs", "0"], "--jobs", 64), (["plot"], "<dir>", 64),
    (["run", "quick.yaml", "quick.yaml", "-o", "x"], "--output", 64),
  ])
  func answersBadUseInOneLine(_ arguments: [String], _ named: String, _ status: Int32) throws {
    let process = try fathom.start(arguments)
    process.waitUntilExit()
    let outcome = fathom.outcome(of: process)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(named))
    if status == 1 { #expect(outcome.errors.split(separator: "\n").count == 1) }
    #expect(outcome.output.isEmpty)
  }

  @Test func kernelsAreChosenByName() throws {
    let portable = try fathom.run("run", "quick.yaml", environment: ["FATHOM_KERNELS": "portable"])
    #expect(portable.status == 0)
    let manifest = try String(contentsOf: folder.file("results/quick/manifest.json"), encoding: .utf8)
    #expect(manifest.contains("\"kernels\" : \"portable\""))
    let unknown = try fathom.run("run", "quick.yaml", "-o", "anew", environment: ["FATHOM_KERNELS": "abacus"])
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("FATHOM_KERNELS: abacus"))
    #expect(unknown.errors.split(separator: "\n").count == 1)
    #expect(!FileManager.default.fileExists(atPath: folder.file("anew").path(percentEncoded: false)))
  }

  /// The checks themselves are tested in VerificationTests.
  @Test(.enabled(if: runsLongTests)) func verifyHolds() throws {
    let verify = try fathom.run("verify", "--format", "json")
    #expect(verify.status == 0)
    let rows = try JSONSerialization.jsonObject(with: Data(verify.output.utf8)) as? [[String: Any]]
    #expect((rows?.count ?? 0) > 100)
    #expect(rows?.allSatisfy { $0["result"] as? String == "holds" } == true)
  }
}

let hasGnuplot = ["/usr/bin/gnuplot", "/usr/local/bin/gnuplot"].contains {
  FileManager.default.isExecutableFile(atPath: $0)
}
