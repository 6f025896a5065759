import Foundation
import TestSupport
import Testing

/// Paths in study files: relative to their folder, wherever a command runs and however often things are moved.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct PathTests {
  let folder: TemporaryFolder
  /// Runs in a folder that has neither study nor data.
  let elsewhere: FathomProcess
  var study: URL { folder.file("lab") }

  init() throws {
    folder = try TemporaryFolder()
    for name in ["lab/data", "elsewhere"] {
      try FileManager.default.createDirectory(at: folder.file(name), withIntermediateDirectories: true)
    }
    elsewhere = FathomProcess(in: folder.file("elsewhere"))
    try write(StudyTexts.table.replacing("path: table.csv", with: "path: data/table.csv"))
    try Data(StudyTexts.rows(last: 5).utf8).write(to: folder.file("lab/data/table.csv"))
  }

  private func write(_ text: String) throws { try Data(text.utf8).write(to: study.appending(path: "table.yaml")) }

  private func text(_ name: String) throws -> String { try String(contentsOf: folder.file(name), encoding: .utf8) }

  /// Runs the study from elsewhere, with its results in its own folder.
  private func run(in lab: String = "lab") throws -> FathomProcess.Outcome {
    try elsewhere.run("run", "../\(lab)/table.yaml", "-o", "../\(lab)/results/table")
  }

  private func move(_ old: String, _ new: String) throws {
    try FileManager.default.moveItem(at: folder.file(old), to: folder.file(new))
  }

  /// Other bytes would be replaced, and so name another file.
  @Test(arguments: ["plan \"$1\" ../lab/table.yaml", "run ../lab/table.yaml -o \"$1\"", "status \"$1\"", "status"])
  func whatIsNotUTF8IsRefused(_ arguments: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    // The last case runs in such a folder.
    process.arguments = [
      "-c",
      "name=$'r\\xe9'; mkdir -p \"$name\"; set -- \"$0\" \"$name\"; "
        + (arguments == "status" ? "cd \"$name\" && " : "") + "exec \"$1\" \(arguments.replacing("$1", with: "$2"))",
      FathomProcess.executable.path(percentEncoded: false),
    ]
    process.currentDirectoryURL = folder.file("elsewhere")
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 64 && text.contains("is not UTF-8 text; rename the file or folder"), "\(text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("elsewhere").path).count <= 1)
  }

  @Test func aPathBeginsInTheFolderOfTheStudy() throws {
    #expect(try elsewhere.run("plan", "../lab/table.yaml").status == 0)
    #expect(try elsewhere.run("plan", study.appending(path: "table.yaml").path).status == 0)
    #expect(try FathomProcess(in: study).run("plan", "table.yaml").status == 0)
    #expect(try elsewhere.run("data", "info", "../lab/table.yaml").status == 0)
    #expect(try elsewhere.run("train", "../lab/table.yaml", "--size", "20", "-o", "m.safetensors").status == 0)
    // A model is scored anywhere, too, as it has the path in full.
    #expect(try FathomProcess(in: study).run("evaluate", "../elsewhere/m.safetensors").status == 0)
  }

  @Test func optionsBeginInTheCurrentFolder() throws {
    let options = ["--size", "20", "-o", "m.safetensors"]
    let wrong = try elsewhere.run("train", ["../lab/table.yaml", "--path", "data/table.csv"] + options)
    #expect(wrong.status == 1 && wrong.errors.contains("elsewhere/data/table.csv"), "\(wrong.errors)")
    let right = try elsewhere.run("train", ["../lab/table.yaml", "--path", "../lab/data/table.csv"] + options)
    #expect(right.status == 0, "\(right.errors)")
    #expect(try FathomProcess(in: study).run("evaluate", "../elsewhere/m.safetensors").status == 0)
    #expect(try FathomProcess(in: study).run("data", "info", "data/table.csv").status == 0)
    #expect(try elsewhere.run("data", "info", "data/table.csv").status == 1)
  }

  @Test func theHomeFolderAndWholePathsStay() throws {
    let home = ["HOME": study.path]
    try write(StudyTexts.table.replacing("path: table.csv", with: "path: ~/data/table.csv"))
    #expect(try elsewhere.run("plan", "../lab/table.yaml", environment: home).status == 0)
    let whole = study.appending(path: "data/table.csv").path
    try write(StudyTexts.table.replacing("path: table.csv", with: "path: \(whole)"))
    #expect(try elsewhere.run("plan", "../lab/table.yaml").status == 0)
  }

  @Test func anErrorNamesTheWholePath() throws {
    try FileManager.default.removeItem(at: folder.file("lab/data/table.csv"))
    let plan = try elsewhere.run("plan", "../lab/table.yaml")
    #expect(plan.status == 1)
    #expect(plan.errors.contains("cannot open \(study.path)/data/table.csv: No such file"), "\(plan.errors)")
  }

  @Test func whatHasMovedIsTheSameStudy() throws {
    let first = try run()
    #expect(first.status == 0, "\(first.errors)")
    // With the seconds that each run took: nothing is trained again.
    let trials = try text("lab/results/table/tables/trials.tsv")
    try move("lab", "office")
    let moved = try run(in: "office")
    #expect(moved.status == 0, "\(moved.errors)")
    #expect(try text("office/results/table/tables/trials.tsv") == trials)
    try move("office", "lab")
    try move("lab/data", "lab/tables")
    for path in ["tables/table.csv", "./tables/../tables/table.csv", study.appending(path: "tables/table.csv").path] {
      try write(StudyTexts.table.replacing("path: table.csv", with: "path: \(path)"))
      let again = try run()
      #expect(again.status == 0, "\(path): \(again.errors)")
      #expect(try text("lab/results/table/tables/trials.tsv") == trials)
      #expect(try text("lab/results/table/study.yaml").contains(path))
    }
    // Other content is another study, wherever it is.
    try Data(StudyTexts.rows(last: 6).utf8).write(to: folder.file("lab/tables/table.csv"))
    let other = try run()
    #expect(other.status == 1 && other.errors.contains("the contents of its data"), "\(other.errors)")
  }

  @Test func theCopyInTheResultsMeansTheDataOfTheOriginal() throws {
    #expect(try elsewhere.run("run", "../lab/table.yaml").status == 0)
    let original = try text("lab/table.yaml")
    #expect(try text("elsewhere/results/table/study.yaml") == original)
    func check(_ process: FathomProcess, _ results: String) throws {
      let run = try process.run("run", "\(results)/study.yaml", "-o", results)
      #expect(run.status == 0 && run.output.contains("Nothing was missing"), "\(run.errors)")
      for command in ["status", "plot", "report"] {
        let outcome = try process.run(command, results)
        #expect(outcome.status == 0, "\(command): \(outcome.errors)")
        #expect(!outcome.output.contains("not known"), "\(outcome.output)")
      }
      #expect(try process.run("plan", "\(results)/study.yaml").status == 0)
      #expect(try process.run("data", "info", "\(results)/study.yaml").status == 0)
      let train = try process.run("train", "\(results)/study.yaml", "--size", "20", "-o", "copy.safetensors")
      #expect(train.status == 0, "\(train.errors)")
    }
    try check(elsewhere, "results/table")
    try check(FathomProcess(in: folder.url), "elsewhere/results/table")
    // The results move alone.
    try move("elsewhere/results/table", "archive")
    try check(elsewhere, "../archive")
    #expect(try text("archive/study.yaml") == original)
  }

  /// Study, data and results move together, results where they usually are.
  @Test func theCopyMovesWithItsData() throws {
    #expect(try run().status == 0)
    let trials = try text("lab/results/table/tables/trials.tsv")
    try move("lab", "office")
    let run = try elsewhere.run("run", "../office/results/table/study.yaml", "-o", "../office/results/table")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try text("office/results/table/tables/trials.tsv") == trials)
  }

  @Test func shardsAreTrainedAndMergedFromAnywhere() throws {
    for shard in ["1/2", "2/2"] {
      let part = try elsewhere.run("run", "../lab/table.yaml", "--shard", shard, "-o", "results")
      #expect(part.status == 0, "\(part.errors)")
    }
    let process = FathomProcess(in: folder.url)
    let merge = try process.run("merge", "elsewhere/results")
    #expect(merge.status == 0, "\(merge.errors)")
    #expect(try process.run("run", "lab/table.yaml", "-o", "elsewhere/results").output.contains("Nothing was missing"))
    let slurm = try process.run("slurm", "elsewhere/results/study.yaml", "-o", "elsewhere/results", "--shards", "2")
    #expect(slurm.status == 0, "\(slurm.errors)")
  }
}
