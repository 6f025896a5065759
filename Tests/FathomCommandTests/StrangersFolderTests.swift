import DurableFiles
import Foundation
import TestSupport
import Testing

/// Folders and files that are not Fathom's, and how a process is started.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct StrangersFolderTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    try StudyTexts.quick.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
  }

  /// Runs a line of the shell in the folder; `$0` is fathom.
  private func shell(_ line: String) throws -> FathomProcess.Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", line, FathomProcess.executable.path]
    process.currentDirectoryURL = folder.url
    for name in ["stdout", "stderr"] { try DurableFile.write("", to: folder.item(".\(name)")) }
    process.standardOutput = try FileHandle(forWritingTo: folder.file(".stdout"))
    process.standardError = try FileHandle(forWritingTo: folder.file(".stderr"))
    try process.run()
    process.waitUntilExit()
    return fathom.outcome(of: process)
  }

  @Test func aLockThatIsALinkIsNamedAndItsTargetKept() throws {
    #expect(try fathom.run("run", "quick.yaml", "-o", "out", "--progress", "none").status == 0)
    try DurableFile.write("precious", to: folder.item("thesis.tex"))
    try DurableFile.remove(folder.item("out/.lock"))
    try #require(symlink("../thesis.tex", folder.file("out/.lock").path) == 0)
    for arguments in [["status", "out"], ["plot", "out"], ["report", "out"], ["run", "quick.yaml", "-o", "out"]] {
      let process = try fathom.start(arguments)
      process.waitUntilExit()
      let outcome = fathom.outcome(of: process)
      #expect(outcome.status == 1 && outcome.errors.contains("out/.lock: ") && outcome.errors.contains("symbolic link"))
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
    #expect(try fathom.run("gaps", "out").status == 0)
    #expect(try folder.item("thesis.tex").contents() == Data("precious".utf8))
  }

  @Test func mergingIntoAFolderOfOthersChangesNothing() throws {
    #expect(try fathom.run("run", "quick.yaml", "-o", "part", "--progress", "none").status == 0)
    try DurableFile.createFolder(folder.item("other/models"))
    let names = ["other/draft.tmp-2024", "other/models/weights.tmp-3"]
    for name in names { try DurableFile.write("mine", to: folder.item(name)) }
    let outcome = try fathom.run("merge", "other", "part")
    #expect(outcome.status == 1 && outcome.errors.contains("other: holds other files"))
    #expect(try folder.item("other").list() == ["draft.tmp-2024", "models"])
    #expect(names.allSatisfy { folder.item($0).isFile })
  }

  /// A shard whose store was created a moment ago.
  @Test func aShardThatHasJustBegunIsMergedAsNothing() throws {
    #expect(try fathom.run("run", "quick.yaml", "-o", "out", "--shard", "1/2", "--progress", "none").status == 0)
    try DurableFile.createFolder(folder.item("out/shards/2-of-2"))
    try DurableFile.write("", to: folder.item("out/shards/2-of-2/store.sqlite"))
    let outcome = try fathom.run("merge", "out")
    #expect(outcome.status == 0 && outcome.output.hasPrefix("merged 6 new of 6 "), "\(outcome.errors)")
  }

  @Test func aTildeIsNotAHomeFolder() throws {
    try DurableFile.createFolder(folder.item("~"))
    try StudyTexts.quick.write(to: folder.file("~/s.yaml"), atomically: true, encoding: .utf8)
    let home = ["HOME": folder.file("home").path]
    let outcome = try fathom.run("run", "~/s.yaml", "-o", "~/out", "--progress", "none", environment: home)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(folder.item("~/out/store.sqlite").isFile)
    #expect(try fathom.run("status", "~/out", environment: home).status == 0)
    #expect(try fathom.run("report", "~/out", "-o", "~/r.html", environment: home).status == 0)
    #expect(folder.item("~/r.html").isFile && !folder.item("home").isThere)
  }

  @Test(arguments: ["", "--progress plain"]) func closedDescriptorsAreNoFiles(progress: String) throws {
    #expect(try shell("exec <&- >&- 2>&-; \"$0\" run quick.yaml -o out \(progress)").status == 1, "the summary is lost")
    let lock = String(decoding: try folder.item("out/.lock").contents(), as: UTF8.self)
    #expect(lock.hasPrefix("process ") && lock.split(separator: "\n").count == 1)
    #expect(try fathom.run("status", "out").output.contains("12 of 12"))
    #expect(try shell("\"$0\" gaps out >&-").status == 1)
  }

  @Test func fewOpenFilesAreRaisedOrRefused() throws {
    #expect(try shell("ulimit -Sn 20; \"$0\" run quick.yaml -o out --progress none").status == 0)
    let refused = try shell("ulimit -n 20; \"$0\" run quick.yaml -o other --progress none")
    #expect(refused.status == 1 && refused.errors.hasPrefix("Error: ulimit -n: "))
    #expect(!folder.item("other").isThere)
  }

  @Test(arguments: [0o700, 0o777] as [mode_t]) func scratchIsTakenUpOnlyIfItIsOnesOwn(mode: mode_t) throws {
    let shard = ["quick.yaml", "-o", "out", "--shard", "1/1", "--scratch", "scratch", "--progress", "none"]
    func run(_ environment: [String: String] = [:]) throws -> Int32 {
      let process = try fathom.start(["run"] + shard, environment: environment)
      process.waitUntilExit()
      return process.terminationStatus
    }
    #expect(try run(["FATHOM_FAIL_POINT": "before-commit:2"]) == SIGKILL)
    let left = try folder.item("scratch").list()
    #expect(left.count == 1)
    let name = try #require(left.first)
    // Somebody else may have written to it.
    try #require(chmod(folder.file("scratch/\(name)").path, mode) == 0)
    #expect(try run() == 0)
    #expect(try folder.item("scratch").list() == (mode == 0o700 ? [] : [name]))
  }
}
