import Foundation
import TestSupport
import Testing

/// What is said of folders that are not there or hold something else, and of paths and options that are nearly right.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct FolderMessageTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    try StudyTexts.quick.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
  }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.file(name).path(percentEncoded: false))
  }

  @Test(arguments: [
    ["status", "no/where"], ["gaps", "no/where"], ["report", "no/where"], ["status", "quick.yaml"],
    ["merge", "no/where"],
    ["merge", "out", "no/where"], ["run", "quick.yaml", "--reuse", "no/where"], ["compare", "no/where", "no/other"],
  ])
  func aFolderThatIsNotThere(arguments: [String]) throws {
    let outcome = try fathom.run(arguments[0], Array(arguments.dropFirst()))
    #expect(outcome.status == 1 && outcome.errors.contains("there is no such folder"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("holds") && !exists("no"), "\(outcome.errors)")
  }

  /// Runs that were trained elsewhere are no part of a study, in whatever place their folder is named.
  @Test func foreignRunsAreNotMerged() throws {
    #expect(try fathom.run("run", "quick.yaml", "-o", "own", "--progress", "none").status == 0)
    let rows = "model,size,seed,test_accuracy\n" + (1...3).map { "a,100,\($0),0.5\n" }.joined()
    try rows.write(to: folder.file("h.csv"), atomically: true, encoding: .utf8)
    #expect(try fathom.run("import", "h.csv", "-o", "imported").status == 0)
    #expect(try fathom.run("compare", "own", "imported", "-o", "both").status == 0)
    for (name, what) in [("imported", "runs that were imported"), ("both", "a comparison of studies")] {
      for arguments in [[name, "own"], ["own", name], ["new", name]] {
        let outcome = try fathom.run("merge", arguments)
        #expect(outcome.status == 1 && outcome.errors.contains("\(name): holds \(what)"), "\(outcome.errors)")
      }
      let slurm = try fathom.run("slurm", "quick.yaml", "--shards", "2", "-o", name)
      #expect(slurm.status == 1 && slurm.errors.contains("\(name): holds \(what)"), "\(slurm.errors)")
      #expect(!exists("new") && !exists("\(name)/slurm"))
    }
  }

  @Test func nearlyTheNameOfAStudy() throws {
    for command in ["run", "plan"] {
      let outcome = try fathom.run(command, "quick")
      #expect(outcome.status == 1 && outcome.errors.contains("did you mean quick.yaml?"), "\(outcome.errors)")
    }
    let home = try fathom.run("plan", "~/s.yaml", environment: ["HOME": folder.url.path(percentEncoded: false)])
    #expect(
      home.errors.contains("the shell puts the home folder in place of ~ only outside of quotes"), "\(home.errors)")
  }

  /// The home folder in paths of data, wherever they are given.
  @Test func dataInTheHomeFolder() throws {
    let home = ["HOME": folder.url.path(percentEncoded: false)]
    let rows =
      "model,size,seed,test_accuracy\n" + (1...4).map { "\($0 > 2 ? "a" : "b"),10\($0 % 2),\($0 * $0),0.5\n" }.joined()
    try rows.write(to: folder.file("h.csv"), atomically: true, encoding: .utf8)
    try "files: ~/h.csv\n".write(to: folder.file("file.yaml"), atomically: true, encoding: .utf8)
    let elsewhere = try TemporaryFolder()
    let fathom = FathomProcess(in: elsewhere.url)
    for arguments in [
      ["import", "~/h.csv", "--dry-run"],
      ["import", folder.file("file.yaml").path(percentEncoded: false), "--dry-run"],
      ["import", "--pattern", "~/{model}.csv", "--dry-run"], ["data", "info", "~/h.csv", "--target", "model"],
    ] {
      let outcome = try fathom.run(arguments[0], Array(arguments.dropFirst()), environment: home)
      #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    }
  }

  /// An option that is like no other gets no suggestion.
  @Test(arguments: ["dpi", "zzz", "qqqqqq"]) func unknownOptions(option: String) throws {
    let outcome = try fathom.run("plot", "x", "--\(option)", "3")
    #expect(
      outcome.status == 64 && outcome.errors.contains("Unknown option '--\(option)'\n")
        && !outcome.errors.lowercased().contains("did you mean"), "\(outcome.errors)")
  }

  /// A shard leaves nothing on scratch, and no folder that was made for it; a folder that was there stays.
  @Test func scratchIsLeftAsItWas() throws {
    for name in ["made", "there"] {
      if name == "there" {
        try FileManager.default.createDirectory(at: folder.file(name), withIntermediateDirectories: false)
      }
      for shard in ["1/2", "1/2", "2/2"] {
        let outcome = try fathom.run(
          "run", "quick.yaml", "--shard", shard, "--scratch", name, "-o", "out-\(name)", "--progress", "none")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(exists(name) == (name == "there"))
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("there").path).isEmpty)
  }
}
