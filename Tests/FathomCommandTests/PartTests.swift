import Foundation
import SeededRandom
import TestSupport
import Testing
import TrialStorage

/// Studies in parts, and within limits of time, by the commands.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct PartTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    try StudyTexts.recorded.write(to: folder.file("recorded.yaml"), atomically: true, encoding: .utf8)
    try StudyTexts.medium.write(to: folder.file("long.yaml"), atomically: true, encoding: .utf8)
  }

  private func digest(_ results: String) throws -> Substring {
    let text = try fathom.run("status", results).output
    return try #require(text.firstMatch(of: /digest ([0-9a-f]{64})/)).output.1
  }

  @Test func mergedShardsAreTheWhole() throws {
    #expect(try fathom.run("run", "recorded.yaml", "-o", "whole").status == 0)
    for shard in ["2/3", "1/3"] {
      #expect(try fathom.run("run", "recorded.yaml", "-o", "parts", "--shard", shard).status == 0)
    }
    // Each counts its own part.
    let parts = try ["1-of-3", "2-of-3"].map { try fathom.run("status", "parts/shards/\($0)").output }
    for part in parts {
      #expect(part.contains("(100 %) finished") && !part.contains("not running"), "\(part)")
    }
    let first = try fathom.run("merge", "parts")
    #expect(first.status == 0 && first.output.contains("trajectories are finished\n"))
    #expect(try digest("parts") != digest("whole"))
    let last = try fathom.run("run", "recorded.yaml", "-o", "parts", "--shard", "3/3", "--scratch", "scratch")
    #expect(last.status == 0)
    #expect(!FileManager.default.fileExists(atPath: folder.file("scratch").path))
    #expect(try fathom.run("merge", "parts").status == 0)
    #expect(try digest("parts") == digest("whole"))
    #expect(try TimelessTable.all(in: folder.file("parts")) == TimelessTable.all(in: folder.file("whole")))
    func models(_ results: String) throws -> [String: Data] {
      let models = folder.file("\(results)/models")
      let names = try FileManager.default.contentsOfDirectory(atPath: models.path)
      return try Dictionary(uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: models.appending(path: $0))) })
    }
    #expect(try models("parts") == models("whole"))
    // Again changes nothing; so does whatever says the same.
    #expect(try fathom.run("merge", "parts", "whole", "parts/shards/1-of-3").output.hasPrefix("merged 0 new of 8 "))
    #expect(try fathom.run("run", "recorded.yaml", "-o", "parts").output.contains("Nothing was missing"))
  }

  /// A study that fails in the midst of a batch costs no other.
  @Test(.timeLimit(.minutes(5))) func theOthersOfABatchAreRunAllTheSame() throws {
    try StudyTexts.quick.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
    let process = try fathom.start(["run", "long.yaml", "quick.yaml", "recorded.yaml", "--progress", "none"])
    while process.isRunning, !FileManager.default.fileExists(atPath: folder.file("results/long/log.jsonl").path) {
      usleep(1_000)
    }
    // While the first is trained, somebody else takes the folder of the second.
    kill(process.processIdentifier, SIGSTOP)
    let lock = try ResultsFolder(folder.file("results/quick")).claim()
    kill(process.processIdentifier, SIGCONT)
    process.waitUntilExit()
    withExtendedLifetime(lock) {}
    let outcome = fathom.outcome(of: process)
    #expect(outcome.status == 1 && outcome.errors.contains("quick ends: results/quick"), "\(outcome.errors)")
    for name in ["long", "recorded"] {
      #expect(FileManager.default.fileExists(atPath: folder.file("results/\(name)/manifest.json").path), "\(name)")
    }
  }

  /// The pages of all studies of a limited batch say so when it is interrupted.
  @Test(.timeLimit(.minutes(5))) func noPageOfABatchWaitsForEver() throws {
    try StudyTexts.oneLongTrajectory.write(to: folder.file("one.yaml"), atomically: true, encoding: .utf8)
    try StudyTexts.quick.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
    // The first replicate of quick is trained, then that of one, which does not end.
    let process = try fathom.start(["run", "quick.yaml", "one.yaml", "--for", "10m", "--progress", "none"])
    while process.isRunning, !FileManager.default.fileExists(atPath: folder.file("results/one/log.jsonl").path) {
      usleep(10_000)
    }
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(fathom.outcome(of: process).status == 130)
    for name in ["quick", "one"] {
      let page = try String(contentsOf: folder.file("results/\(name)/report.html"), encoding: .utf8)
      #expect(try PageOutline(of: page).texts.contains("Interrupted"), "\(name)")
      #expect(!page.contains("http-equiv=\"refresh\""), "\(name)")
    }
  }

  /// What a node has trained is not lost with it, nor is what it has begun.
  @Test(.timeLimit(.minutes(5))) func aShardOnScratchIsPublishedOnTheWay() throws {
    try StudyTexts.oneLongTrajectory.write(to: folder.file("one.yaml"), atomically: true, encoding: .utf8)
    let process = try fathom.start([
      "run", "one.yaml", "-o", "out", "--shard", "1/1", "--scratch", "scratch", "--checkpoint-seconds", "0.1",
      "--progress", "none",
    ])
    let published = folder.file("out/shards/1-of-1/store.sqlite")
    func checkpoints() throws -> Int {
      guard FileManager.default.fileExists(atPath: published.path) else { return 0 }
      return try SQLiteTrialStore(published, readOnly: true).checkpointedKeys().count
    }
    while process.isRunning, try checkpoints() == 0 { usleep(10_000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(try checkpoints() == 1)
    try FileManager.default.removeItem(at: folder.file("scratch"))
    let status = try fathom.run("status", "out/shards/1-of-1")
    #expect(status.output.contains("1 unfinished, kept as checkpoints"), "\(status.output)\(status.errors)")
  }

  @Test func contradictionsAreRefused() throws {
    #expect(try fathom.run("run", "recorded.yaml", "-o", "a", "--shard", "1/1").status == 0)
    #expect(try fathom.run("run", "recorded.yaml", "-o", "b", "--shard", "1/1").status == 0)
    let store = folder.file("b/shards/1-of-1/store.sqlite")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = [
      "-c",
      "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('UPDATE epoch SET test_accuracy = 0.5 "
        + "WHERE epoch = 3'); c.commit()", store.path,
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let refused = try fathom.run("merge", "c", "a/shards/1-of-1", "b/shards/1-of-1")
    #expect(refused.status == 1 && refused.errors.contains("b/shards/1-of-1") && refused.errors.contains("differs"))
    #expect(refused.errors.split(separator: "\n").count == 1)
    #expect(try fathom.run("status", "c").status == 1, "nothing was merged")
    let other = StudyTexts.recorded.replacing("noise: 0.1", with: "noise: 0.2")
    try other.write(to: folder.file("other.yaml"), atomically: true, encoding: .utf8)
    #expect(try fathom.run("run", "other.yaml", "-o", "d", "--shard", "1/1").status == 0)
    let differs = try fathom.run("merge", "c", "a/shards/1-of-1", "d/shards/1-of-1")
    #expect(differs.status == 1 && differs.errors.contains("data.noise"))
  }

  @Test func aLimitedRunSaysWhatItCut() throws {
    #expect(try fathom.run("run", "long.yaml", "-o", "whole").status == 0)
    var limited = try fathom.run("run", "long.yaml", "-o", "out", "--for", "0.3s", "--progress", "none")
    #expect(limited.status == 130 && limited.output.contains("Time is up: "))
    #expect(limited.output.contains("Run the same command again to go on."))
    var runs = 1
    while limited.status == 130 && runs < 300 {
      limited = try fathom.run("run", "long.yaml", "-o", "out", "--for", "1s", "--progress", "none")
      runs += 1
    }
    #expect(limited.status == 0)
    #expect(try digest("out") == digest("whole"))
    // Each line of the log is a JSON object with a time and an event.
    let log = try String(contentsOf: folder.file("out/log.jsonl"), encoding: .utf8).split(separator: "\n")
    let lines = try log.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
    #expect(lines.allSatisfy { ($0?["time"] as? String)?.hasSuffix("Z") == true && $0?["event"] is String })
    let events = lines.compactMap { $0?["event"] as? String }
    #expect(events.first == "begin" && events.last == "end" && lines.last??["reason"] as? String == "finished")
    #expect(events.count { $0 == "begin" } == runs)
  }

  @Test func severalStudiesGetTheirFirstReplicatesFirst() throws {
    try StudyTexts.quick.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
    #expect(try fathom.run("run", "quick.yaml", "recorded.yaml", "--for", "10m", "--progress", "none").status == 0)
    func replicates(_ study: String) throws -> [(time: String, replicate: Int)] {
      let log = try String(contentsOf: folder.file("results/\(study)/log.jsonl"), encoding: .utf8)
      return try log.split(separator: "\n").compactMap { line in
        let fields = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        guard let time = fields?["time"] as? String, let replicate = fields?["replicate"] as? Int else { return nil }
        return (time, replicate)
      }
    }
    let (quick, recorded) = (try replicates("quick"), try replicates("recorded"))
    let lastFirst = try #require(recorded.filter { $0.replicate == 1 }.map(\.time).max())
    #expect(try #require(quick.filter { $0.replicate == 2 }.map(\.time).min()) >= lastFirst)
    #expect(quick.count == 12 && recorded.count == 8)
  }

  @Test(arguments: [
    (["run", "a.yaml", "--until", "25:00"], "--until"), (["run", "a.yaml", "--for", "soon"], "--for"),
    (["run", "a.yaml", "--for", "1h", "--until", "07:00"], "--until and --for"),
    (["run", "a.yaml", "--shard", "9/8"], "--shard"), (["run", "a.yaml", "b.yaml", "--shard", "1/8"], "--shard"),
    (["run", "a.yaml", "--scratch", "x"], "--scratch"), (["slurm", "a.yaml", "--shards", "201"], "--shards"),
    (["run", "a.yaml", "--checkpoint-seconds", "0"], "--checkpoint-seconds"),
  ])
  func badUseIsRefused(_ arguments: [String], _ named: String) throws {
    let process = try fathom.start(arguments)
    process.waitUntilExit()
    let outcome = fathom.outcome(of: process)
    #expect(outcome.status == 64 && outcome.errors.contains(named))
  }

  @Test func nothingToMergeIsSaid() throws {
    let outcome = try fathom.run("merge", "nowhere")
    #expect(outcome.status == 1 && outcome.errors.contains("nowhere: there is no such folder"))
  }

  /// Parts of which some were run again with more epochs can be merged; a run of the study goes on with the others.
  @Test(arguments: [["1/2", "2/2"], ["2/2", "1/2"]]) func partsWithOtherEpochs(_ shards: [String]) throws {
    let few = StudyTexts.recorded.replacing(/epochs: \d+/, with: "epochs: 3")
    let more = StudyTexts.recorded.replacing(/epochs: \d+/, with: "epochs: 5")
    try few.write(to: folder.file("few.yaml"), atomically: true, encoding: .utf8)
    try more.write(to: folder.file("more.yaml"), atomically: true, encoding: .utf8)
    #expect(try fathom.run("run", "more.yaml", "-o", "whole").status == 0)
    #expect(try fathom.run("run", "few.yaml", "-o", "parts", "--shard", shards[0]).status == 0)
    #expect(try fathom.run("run", "more.yaml", "-o", "parts", "--shard", shards[1]).status == 0)
    let merged = try fathom.run("merge", "parts")
    #expect(merged.status == 0, "\(merged.errors)")
    let rest = try fathom.run("run", "more.yaml", "-o", "parts")
    #expect(rest.status == 0, "\(rest.errors)")
    #expect(try digest("parts") == digest("whole"))
    #expect(try TimelessTable.all(in: folder.file("parts")) == TimelessTable.all(in: folder.file("whole")))
  }

  /// Parts with other sizes each, which no version of the study covers: run again with one study file they can be merged.
  @Test func partsThatNoVersionCovers() throws {
    func write(_ name: String, sizes: String) throws {
      let text = StudyTexts.quick.replacing(/sizes: .*/, with: "sizes: \(sizes)")
      try text.write(to: folder.file(name), atomically: true, encoding: .utf8)
    }
    try write("a.yaml", sizes: "[20, 30]")
    try write("b.yaml", sizes: "[30, 40]")
    #expect(try fathom.run("run", "a.yaml", "-o", "parts", "--shard", "1/2").status == 0)
    #expect(try fathom.run("run", "b.yaml", "-o", "parts", "--shard", "2/2").status == 0)
    let refused = try fathom.run("merge", "parts")
    #expect(refused.status == 1 && refused.errors.contains("run the parts again with one study file"))
    for shard in ["1/2", "2/2"] {
      #expect(try fathom.run("run", "b.yaml", "-o", "parts", "--shard", shard).status == 0)
    }
    #expect(try fathom.run("merge", "parts").status == 0)
    #expect(try fathom.run("run", "b.yaml", "-o", "whole").status == 0)
    #expect(try digest("parts") == digest("whole"))
  }
}
