import Foundation
import SeededRandom
import TestSupport
import Testing
import TrialStorage

/// What kills, Ctrl-C and a second runner do to a study.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct InterruptionTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    try StudyTexts.long.write(to: folder.file("long.yaml"), atomically: true, encoding: .utf8)
  }

  /// Starts the study and waits until it has stored something, or for `limit` seconds.
  private func start(into output: String, limit: Double = 20) throws -> Process {
    let process = try fathom.start(["run", "long.yaml", "-o", output, "--progress", "none"])
    let store = folder.file("\(output)/store.sqlite").path
    let deadline = Date().addingTimeInterval(limit)
    while !FileManager.default.fileExists(atPath: store) && process.isRunning && Date() < deadline { usleep(10_000) }
    return process
  }

  @Test(.enabled(if: runsLongTests), .timeLimit(.minutes(10)))
  func killedAtTenRandomMomentsTheTablesAreTheSame() throws {
    #expect(try fathom.run("run", "long.yaml", "-o", "whole").status == 0)
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for _ in 0..<10 {
      let process = try start(into: "killed")
      usleep(UInt32(generator.uniform(from: 0, to: 900_000)))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    #expect(try fathom.run("run", "long.yaml", "-o", "killed").status == 0, "seed \(seed)")
    #expect(
      try TimelessTable.all(in: folder.file("killed")) == TimelessTable.all(in: folder.file("whole")), "seed \(seed)")
  }

  @Test(
    .timeLimit(.minutes(5)),
    arguments: runsLongTests ? [SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGXCPU, SIGXFSZ] : [SIGINT])
  func aSignalStopsItAndSaysHowToGoOn(_ signal: Int32) throws {
    let process = try start(into: "out")
    usleep(300_000)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let stopped = fathom.outcome(of: process)
    #expect(stopped.status == 130)
    #expect(stopped.errors.contains("run the same command again to go on"))
    func report() throws -> PageOutline {
      try PageOutline(of: String(contentsOf: folder.file("out/report.html"), encoding: .utf8))
    }
    #expect(try report().texts.contains("Interrupted"))
    try StudyTexts.medium.write(to: folder.file("long.yaml"), atomically: true, encoding: .utf8)
    #expect(try fathom.run("run", "long.yaml", "-o", "out").status == 0)
    #expect(try !report().texts.contains("Interrupted"))
  }

  /// Ctrl-C reaches the whole pipeline: the reader dies, and the run has nobody to write to.
  @Test(.timeLimit(.minutes(5)), arguments: ["head -c 1", "true"])
  func withoutItsReaderItKeepsACheckpointAllTheSame(reader: String) throws {
    try StudyTexts.oneLongTrajectory.write(to: folder.file("one.yaml"), atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c", "\"$0\" run one.yaml -o out --progress json 2>&1 | \(reader); exit ${PIPESTATUS[0]}",
      FathomProcess.executable.path(percentEncoded: false),
    ]
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    while !FileManager.default.fileExists(atPath: folder.file("out/log.jsonl").path) && process.isRunning {
      usleep(10_000)
    }
    let runner = try #require(try child(of: process.processIdentifier))
    // It trains by then, however busy the machine is: what goes before takes a fraction of a second.
    while process.isRunning, try processorSeconds(of: runner) < 2 { usleep(10_000) }
    kill(runner, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let store = try SQLiteTrialStore(folder.file("out/store.sqlite"), readOnly: true)
    #expect(try !store.checkpointedKeys().isEmpty)
  }

  /// LIBSVM would work on it for hours, and knows no way to stop.
  @Test(.timeLimit(.minutes(5)), arguments: [SIGINT, SIGTERM]) func aSupportVectorMachineIsStopped(
    _ signal: Int32
  ) throws {
    let (process, machines) = try startMachine()
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let stopped = fathom.outcome(of: process)
    #expect(stopped.status == 130, "\(stopped.errors)")
    #expect(stopped.errors.contains("run the same command again to go on"))
    #expect(machines.allSatisfy { kill($0, 0) != 0 })
  }

  /// A signal that comes when signals are watched but nothing is trained yet, with the time limited and not.
  @Test(arguments: [[], ["--for", "1h"]]) func aSignalBeforeTrainingSaysHowToGoOn(limit: [String]) throws {
    let before = ["FATHOM_FAIL_POINT": "before-training:1:INT"]
    let stopped = try fathom.run(
      "run", ["long.yaml", "-o", "out", "--progress", "none"] + limit, environment: before)
    #expect(stopped.status == 130)
    #expect(
      stopped.errors.contains("interrupted before long went on; run the same command again to go on"),
      "\(stopped.errors)")
  }

  /// A signal that comes when everything is trained has interrupted nothing.
  @Test(arguments: [[], ["--for", "1h"]]) func aSignalAfterTrainingLeavesTheResults(limit: [String]) throws {
    try StudyTexts.quick.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
    let ended = try fathom.run(
      "run", ["quick.yaml", "-o", "out", "--progress", "none"] + limit,
      environment: ["FATHOM_FAIL_POINT": "after-training:1:INT"])
    #expect(ended.status == 0 && ended.output.contains("out/report.html"), "\(ended)")
    #expect(!ended.errors.contains("interrupted"), "\(ended.errors)")
  }

  /// A signal among the tables stops there, and the next run makes the rest.
  @Test func aSignalAmongTheTablesIsHeeded() throws {
    try StudyTexts.quick.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
    let run = ["quick.yaml", "-o", "out", "--progress", "none"]
    func tables() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder.file("out/tables").path).filter {
        $0.hasSuffix(".tsv")
      }
    }
    let stopped = try fathom.run("run", run, environment: ["FATHOM_FAIL_POINT": "after-rename:9:INT"])
    #expect(stopped.status == 130 && stopped.output.isEmpty, "\(stopped)")
    #expect(
      stopped.errors.replacing("\n  ", with: " ").contains(
        "12 of 12 trajectories are finished and kept in out; run the same"))
    let count = try tables().count
    #expect(try fathom.run("run", run).status == 0)
    #expect(try 0 < count && count < tables().count)
    #expect(try fathom.run("run", run).output.contains("Nothing was missing"))
  }

  /// A signal that comes when the work is done.
  @Test(arguments: ["plan", "report", "plot"]) func aSignalBeforeTheAnswerIsTold(command: String) throws {
    try FinishedStudy.quick.get().copy(to: folder)
    let stopped = try fathom.run(
      command, [command == "plan" ? "quick.yaml" : "results/quick"],
      environment: ["FATHOM_FAIL_POINT": "before-answer:1:INT"])
    #expect(stopped.status == 130)
    #expect(stopped.errors.contains("interrupted; run the same command again"), "\(stopped.errors)")
  }

  /// Nor does a machine outlive a process that is killed, or the time that a run was given.
  @Test(.timeLimit(.minutes(5))) func noSupportVectorMachineIsLeftBehind() throws {
    let (process, machines) = try startMachine()
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(!machines.isEmpty)
    while machines.contains(where: { kill($0, 0) == 0 && !isZombie($0) }) { usleep(10_000) }
    #expect(try fathom.run("run", "machine.yaml", "-o", "out", "--progress", "none", "--for", "1s").status == 130)
  }

  /// Starts a study with a machine that is not trained in hours, and waits for the processes that train it.
  private func startMachine() throws -> (process: Process, machines: [pid_t]) {
    try StudyTexts.endlessMachine.write(to: folder.file("machine.yaml"), atomically: true, encoding: .utf8)
    let process = try fathom.start(["run", "machine.yaml", "-o", "out", "--progress", "none"])
    while process.isRunning, try children(of: process.processIdentifier).isEmpty { usleep(10_000) }
    let machines = try children(of: process.processIdentifier)
    return (process, machines)
  }

  /// Whether a process has ended but nobody has asked how.
  private func isZombie(_ process: pid_t) -> Bool {
    (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?.contains(") Z ") ?? true
  }

  /// The copies of itself that the threads of a process have started; gnuplot is none.
  private func children(of parent: pid_t) throws -> [pid_t] {
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(parent)/task")) ?? []
    return threads.flatMap { thread in
      (try? String(contentsOfFile: "/proc/\(parent)/task/\(thread)/children", encoding: .utf8))?
        .split(separator: " ").compactMap { pid_t($0) } ?? []
    }.filter { (try? String(contentsOfFile: "/proc/\($0)/comm", encoding: .utf8)) == "fathom\n" }
  }

  /// The processor time that a process has used, in seconds.
  private func processorSeconds(of process: pid_t) throws -> Double {
    let fields =
      try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      .split(separator: ")").last?.split(separator: " ") ?? []
    // Fields 14 and 15 of proc(5), user and system time; the name in parentheses and what precedes it are cut off.
    let ticks = try [11, 12].map { try #require(fields.indices.contains($0) ? Double(fields[$0]) : nil) }
    return ticks.reduce(0, +) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// The process of `fathom` that a shell has started.
  private func child(of parent: pid_t) throws -> pid_t? {
    let name = "/proc/\(parent)/task/\(parent)/children"
    return try String(contentsOfFile: name, encoding: .utf8).split(separator: " ").compactMap { pid_t($0) }.first {
      (try? String(contentsOfFile: "/proc/\($0)/comm", encoding: .utf8)) == "fathom\n"
    }
  }

  @Test func readersEndQuietlyWithoutAReader() throws {
    try FinishedStudy.quick.get().copy(to: folder)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c",
      "for i in 1 2 3; do \"$0\" gaps quick 2>>errors | true; \"$0\" status quick 2>>errors | head -c 1; "
        + "\"$0\" schema 2>>errors | head -1; done; cat errors >&2",
      FathomProcess.executable.path(percentEncoded: false),
    ]
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text == "")
  }

  /// `nohup` has SIGHUP ignored, and it stays so.
  @Test(.timeLimit(.minutes(5))) func whatNohupIgnoresStaysIgnored() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = [
      "-c", "trap '' HUP; exec \"$0\" run long.yaml -o out --progress none --for 3s --jobs 1",
      FathomProcess.executable.path(percentEncoded: false),
    ]
    process.currentDirectoryURL = folder.url
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    while !FileManager.default.fileExists(atPath: folder.file("out/store.sqlite").path) && process.isRunning {
      usleep(10_000)
    }
    usleep(300_000)
    kill(process.processIdentifier, SIGHUP)
    process.waitUntilExit()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    // It ran to the end of its time, or of the study.
    #expect(!text.contains("stopping"), "\(text)")
    #expect([0, 130].contains(process.terminationStatus))
  }

  /// A gnuplot that cannot draw is known before anything is trained; settings of the user's are kept from it.
  @Test func gnuplotIsTriedFirst() throws {
    let bin = folder.file("bin")
    try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
    let gnuplot = bin.appending(path: "gnuplot")
    try "#!/bin/sh\necho 'unknown terminal type' >&2\nexit 1\n".write(to: gnuplot, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: gnuplot.path)
    let refused = try fathom.run(
      "run", "long.yaml", "-o", "refused", environment: ["PATH": "\(bin.path):/usr/bin:/bin"])
    #expect(refused.status == 1)
    #expect(refused.errors == "Error: gnuplot could not draw a first trial: unknown terminal type\n")
    #expect(!FileManager.default.fileExists(atPath: folder.file("refused/store.sqlite").path))
    try StudyTexts.quick.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
    let settings = ["GNUTERM": "nonsense", "GNUPLOT_LIB": "/nowhere", "GNUPLOT_DRIVER_DIR": "/nowhere"]
    let run = try fathom.run("run", "quick.yaml", environment: settings)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(.timeLimit(.minutes(5)))
  func aSecondRunnerIsRefusedNamingTheFirst() throws {
    let first = try start(into: "out")
    defer { kill(first.processIdentifier, SIGKILL) }
    // Elsewhere, so that the two do not write their output to the same files.
    try FileManager.default.createDirectory(at: folder.file("other"), withIntermediateDirectories: true)
    let elsewhere = FathomProcess(in: folder.file("other"))
    let second = try elsewhere.run("run", "../long.yaml", "-o", "../out")
    #expect(second.status == 1)
    #expect(second.errors.contains("process \(first.processIdentifier)"))
    #expect(second.errors.split(separator: "\n").count == 1)
  }
}
