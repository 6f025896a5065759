import Foundation
import TestSupport
import Testing

/// Commands that end, whatever the system withholds and whatever gnuplot does, and say what is at fault.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct EndingTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    try StudyTexts.quick.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
  }

  /// Runs a line of the shell in the folder; `$0` is fathom.
  private func shell(_ line: String) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", "exec 2>&1; \(line)", FathomProcess.executable.path]
    process.currentDirectoryURL = folder.url
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  /// 124 is what `timeout` makes of a command that it had to end; other failures may have to be.
  @Test(.timeLimit(.minutes(5)), arguments: ["ulimit -v", "ulimit -u"])
  func littleMemoryAndFewThreadsKeepNothingWaiting(limit: String) throws {
    #expect(try fathom.run("run", "quick.yaml", "-o", "out", "--progress", "none").status == 0)
    let isMemory = limit == "ulimit -v"
    for value in isMemory ? Array(stride(from: 200_000, through: 500_000, by: 50_000)) : [1, 2, 4] {
      for command in ["--version", "gaps out"] {
        let outcome = try shell("(\(limit) \(value); exec timeout -s KILL 60 \"$0\" \(command))")
        #expect(![124, 137].contains(outcome.status), "\(limit) \(value) \(command): \(outcome.text)")
      }
    }
  }

  /// A pipe that nobody reads: the first signal ends the command.
  @Test(.timeLimit(.minutes(2))) func aPipeWithoutReaderDoesNotHoldUp() throws {
    #expect(try fathom.run("run", "quick.yaml", "-o", "out", "--progress", "none").status == 0)
    #expect(mkfifo(folder.file("pipe").path(percentEncoded: false), 0o600) == 0)
    let process = try fathom.start(["report", "out", "-o", "pipe"])
    // Until it waits for a reader, a signal asks it to stop, which it does as well.
    usleep(500_000)
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal || process.terminationStatus == 130)
    let outcome = fathom.outcome(of: process)
    #expect(!outcome.errors.contains("nobody reads"), "\(outcome.errors)")
  }

  /// The limit on the size of files is named where a file reaches it.
  @Test func smallFilesAreNamed() throws {
    let rows = "model,size,seed,test_accuracy\n" + (1...3).map { "a,100,\($0),0.5\n" }.joined()
    try rows.write(to: folder.file("h.csv"), atomically: true, encoding: .utf8)
    let outcome = try shell("ulimit -f 20; exec \"$0\" import h.csv -o r")
    #expect(outcome.status == 1 && outcome.text.contains("raise the limit (ulimit -f)"), "\(outcome.text)")
  }

  /// A program named gnuplot that writes down its number and never ends.
  private func putHangingGnuplot(_ script: String) throws {
    try FileManager.default.createDirectory(at: folder.file("bin"), withIntermediateDirectories: true)
    let gnuplot = folder.file("bin/gnuplot")
    try "#!/bin/sh\necho $$ >> \(folder.file("pids").path)\n\(script)\n".write(
      to: gnuplot, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: gnuplot.path)
  }

  private var groups: [pid_t] {
    ((try? String(contentsOf: folder.file("pids"), encoding: .utf8)) ?? "").split(separator: "\n").compactMap {
      pid_t($0)
    }
  }

  /// A signal ends a gnuplot that hangs, with what it has started, and the command; the very end of the command ends it,
  /// too.
  @Test(
    .timeLimit(.minutes(3)),
    arguments: [
      ("sleep 300; true", SIGTERM, 130), ("sleep 300; true", SIGINT, 130), ("exec sleep 300", SIGKILL, SIGKILL),
    ])
  func aGnuplotThatHangsHoldsNothingUp(script: String, number: Int32, status: Int32) throws {
    #expect(try fathom.run("run", "quick.yaml", "-o", "out", "--progress", "none").status == 0)
    try putHangingGnuplot(script)
    for arguments in [["plot", "out"], ["report", "out"], ["run", "quick.yaml", "-o", "out", "--progress", "none"]] {
      try? FileManager.default.removeItem(at: folder.file("pids"))
      // What is missing is drawn.
      try? FileManager.default.removeItem(at: folder.file("out/plots"))
      let process = try fathom.start(arguments, environment: ["PATH": "\(folder.file("bin").path):/usr/bin:/bin"])
      while groups.isEmpty && process.isRunning { usleep(10_000) }
      usleep(50_000)
      let begun = ContinuousClock.now
      kill(process.processIdentifier, number)
      process.waitUntilExit()
      #expect(.now - begun < .seconds(30))
      #expect(process.terminationStatus == status, "\(arguments): \(fathom.outcome(of: process).errors)")
      for group in groups {
        while kill(-group, 0) == 0 && .now - begun < .seconds(30) { usleep(10_000) }
        #expect(kill(-group, 0) != 0, "\(arguments)")
      }
    }
    // Nothing is lost: the run goes on.
    #expect(try fathom.run("run", "quick.yaml", "-o", "out", "--progress", "none").status == 0)
  }

  @Test(arguments: [
    "run quick.yaml -o ''", "run quick.yaml --shard 1/2 --scratch ''", "gaps ''", "plot ''",
    "train quick.yaml -o ''", "report out -o ''", "run ''", "slurm quick.yaml --shards 2 -o ''",
    "data fetch mnist -o ''",
  ]) func anEmptyPathIsRefused(command: String) throws {
    let outcome = try shell("\"$0\" \(command)")
    #expect(outcome.status == 64)
    #expect(outcome.text.contains("is empty"), "\(outcome.text)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["quick.yaml"])
  }

  @Test func aFailingStudyIsNamed() throws {
    try StudyTexts.table.write(to: folder.file("b2.yaml"), atomically: true, encoding: .utf8)
    try "x,label\n1,a\n2,b\n".write(to: folder.file("table.csv"), atomically: true, encoding: .utf8)
    for studies in ["b2.yaml", "quick.yaml b2.yaml"] {
      let outcome = try shell("\"$0\" run \(studies)")
      #expect(outcome.status == 1)
      #expect(outcome.text.hasPrefix("Error: b2.yaml:2:59: data.test: "), "\(outcome.text)")
    }
  }

  @Test func aFullOutputLeavesWholeResults() throws {
    let outcome = try shell("\"$0\" run quick.yaml -o out --progress none > /dev/full")
    #expect(outcome.status == 1)
    #expect(outcome.text.hasSuffix("the results themselves are complete in out\n"), "\(outcome.text)")
    #expect(FileManager.default.fileExists(atPath: folder.file("out/manifest.json").path))
  }

  @Test func aLinkToNothingIsNamed() throws {
    let outcome = try shell("ln -s nowhere out; \"$0\" run quick.yaml -o out")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("link to a folder that is missing"), "\(outcome.text)")
  }

  @Test(arguments: ["/", "//", "/tmp/.."]) func theRootIsNoResultsFolder(path: String) throws {
    let outcome = try shell("\"$0\" run quick.yaml -o \(path)")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("is no results folder"), "\(outcome.text)")
  }

  /// A file of another kind at the place of an output is the user's: their table, their study, their results.
  @Test(arguments: [
    "train quick.yaml --model shallow --size 60 -o quick.yaml",
    "train quick.yaml --model shallow --size 60 -o out/store.sqlite",
    "report out -o quick.yaml", "report out -o out/store.sqlite",
  ]) func outputsReplaceNothingOfAnotherKind(command: String) throws {
    #expect(try fathom.run("run", "quick.yaml", "-o", "out", "--progress", "none").status == 0)
    let outcome = try shell("\"$0\" \(command)")
    #expect(outcome.status == 1)
    #expect(outcome.text.contains("give another name"), "\(outcome.text)")
    #expect(try String(contentsOf: folder.file("quick.yaml"), encoding: .utf8) == StudyTexts.quick)
    #expect(try fathom.run("status", "out").status == 0)
  }

  /// With little address space fewer workers train, instead of all running out of memory.
  @Test(.enabled(if: runsLongTests), .timeLimit(.minutes(5)), arguments: [300_000, 400_000, 500_000, 700_000])
  func manyWorkersShareLittleAddressSpace(limit: Int) throws {
    for number in 1...3 {
      let line =
        "(ulimit -v \(limit); exec timeout -s KILL 60 \"$0\" run quick.yaml -o out\(number) --jobs 50 --progress none)"
      let outcome = try shell(line)
      #expect([0, 1].contains(outcome.status), "\(limit): \(outcome.text)")
    }
  }
}
