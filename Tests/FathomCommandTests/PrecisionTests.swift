import Foundation
import TestSupport
import Testing

/// Studies that ask for a precision instead of a number of replicates.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct PrecisionTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
  }

  /// Writes a study with these replicates, and returns its file.
  private func study(_ replicates: String) throws -> String {
    let text =
      // For these test samples, so that more replicates can give any precision.
      StudyTexts.quick.replacing("replicates: 3", with: "replicates: \(replicates)\nintervals: replicates")
      .replacing("[0.05, 0.01]", with: "[0.01]").replacing("\n  - {rule: patience, epochs: 5}", with: "")
    try text.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
    return "quick.yaml"
  }

  private func rows(_ table: String, in results: String) throws -> [[String: String]] {
    let text = try String(contentsOf: folder.file("\(results)/tables/\(table).tsv"), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  private func replicates(in results: String) throws -> Int {
    Set(try rows("trials", in: results).map { $0["replicate"] }).count
  }

  /// Half the width of the widest interval, in points.
  private func widest(in results: String) throws -> Double {
    try #require(
      try rows("verdicts", in: results).compactMap { row in
        row["low"].flatMap(Double.init).flatMap { low in row["high"].flatMap(Double.init).map { 50 * ($0 - low) } }
      }.max())
  }

  private func digest(_ results: String) throws -> Substring {
    try #require(try fathom.run("status", results).output.firstMatch(of: /digest ([0-9a-f]{64})/)).output.1
  }

  @Test func addsReplicatesUntilEveryIntervalIsNarrow() throws {
    let file = try study("{precision: 10, from: 4, to: 64}")
    let plan = try fathom.run("plan", file, "-o", "a")
    #expect(plan.output.contains("±10 points wanted; 4 to 64 replicates"), "\(plan.errors)")
    #expect(plan.output.contains(" for 4 replicates, "))
    let run = try fathom.run("run", file, "-o", "a", "--jobs", "1", "--progress", "json")
    #expect(run.status == 0, "\(run.errors)")
    let count = try replicates(in: "a")
    #expect(count > 4 && count < 64 && run.output.replacing("\n", with: " ").contains("as asked"), "\(run.output)")
    #expect(try widest(in: "a") <= 10)
    #expect(run.errors.contains(#""note": "±"#) && run.errors.contains(" replicates (at least 4, at most 64); about "))
    let status = try fathom.run("status", "a").output
    #expect(status.contains(" points of ±10 wanted, with \(count) replicates (at least 4, at most 64)"), "\(status)")
    #expect(try fathom.run("run", file, "-o", "a").output.contains("Nothing was missing"))
    #expect(try fathom.run("plan", file, "-o", "a").output.contains("wanted, with \(count) replicates (at least 4, "))

    // As many replicates asked for by their number give the same, and their number a fixed end.
    _ = try study("\(count)")
    #expect(try fathom.run("run", "quick.yaml", "-o", "b").status == 0)
    #expect(try digest("a") == digest("b"))
    let verdicts = try ["a", "b"].map { try TimelessTable(folder.file("\($0)/tables/verdicts.tsv")) }
    #expect(verdicts[0] == verdicts[1])
  }

  /// However often a run is stopped, and with however many workers, it trains as many.
  @Test func stoppingChangesNothing() throws {
    let file = try study("{precision: 2.5, from: 3, to: 40}")
    #expect(try fathom.run("run", file, "-o", "whole").status == 0)
    var status: Int32 = 130
    var runs = 0
    while status == 130, runs < 60 {
      status = try fathom.run("run", file, "-o", "parts", "--jobs", "\(1 + runs % 3)", "--for", "2s").status
      runs += 1
    }
    #expect(status == 0)
    #expect(try digest("parts") == digest("whole"))
    #expect(try TimelessTable.all(in: folder.file("parts")) == TimelessTable.all(in: folder.file("whole")))
  }

  @Test func anotherPrecisionIsAddedWork() throws {
    #expect(try fathom.run("run", try study("8"), "-o", "a").status == 0)
    // The replicates that are there count.
    let narrow = try widest(in: "a") / 1.2
    let estimate = try fathom.run("plan", try study("{precision: \(narrow), from: 4, to: 40}"), "-o", "a")
    #expect(
      estimate.output.contains("wanted, with 8 replicates (at least 4, at most 40); about "), "\(estimate.output)")
    #expect(try fathom.run("run", "quick.yaml", "-o", "a").status == 0)
    let count = try replicates(in: "a")
    #expect(count > 8)
    #expect(try fathom.run("run", try study("{precision: 90, from: 4, to: 40}"), "-o", "a").status == 0)
    #expect(try replicates(in: "a") == count)
    let fewer = try fathom.run("run", try study("{precision: \(narrow / 10), from: 4, to: 8}"), "-o", "a")
    #expect(fewer.status == 0, "\(fewer.errors)")
    #expect(
      fewer.output.replacing("\n  ", with: " ").contains("with 8 replicates (at least 4, at most 8)"), "\(fewer.output)"
    )
    #expect(try replicates(in: "a") == 8)
    #expect(try fathom.run("run", try study("{precision: 90, from: 4, to: 40}"), "-o", "a").status == 0)
    #expect(try replicates(in: "a") == count)
  }

  @Test func partsNeedANumber() throws {
    let file = try study("{precision: 3}")
    for arguments in [["run", file, "--shard", "1/2"], ["slurm", file, "--shards", "2"]] {
      let refused = try fathom.run(arguments[0], Array(arguments.dropFirst()))
      #expect(refused.status == 1 && refused.errors.contains("replicates: "), "\(refused.errors)")
      #expect(refused.errors.contains("needs a number") && refused.errors.split(separator: "\n").count == 1)
    }
  }
  /// Replicates that are added after verdicts were written make a second look; as many from the first do not.
  @Test func addedReplicatesAreALookOfTheirOwn() throws {
    #expect(try fathom.run("run", try study("8"), "-o", "a").status == 0)
    let added = try fathom.run("run", try study("16"), "-o", "a")
    let words = "This is look 2 at the verdicts, after 8 replicates"
    #expect(added.output.contains(words), "\(added.output)")
    #expect(try fathom.run("run", "quick.yaml", "-o", "a").output.contains(words))
    let whole = try fathom.run("run", "quick.yaml", "-o", "b")
    #expect(whole.status == 0 && !whole.output.contains("This is look"))
    #expect(try digest("a") == digest("b"))
    for (late, once) in zip(try rows("verdicts", in: "a"), try rows("verdicts", in: "b")) {
      for column in ["difference", "low", "high", "p", "first_ahead"] { #expect(late[column] == once[column]) }
    }
    // A precision is no way around it, nor is a number that hides what was seen.
    #expect(try fathom.run("run", try study("8"), "-o", "c").status == 0)
    let precise = try fathom.run("run", try study("{precision: 0.1, from: 8, to: 16}"), "-o", "c")
    #expect(precise.status == 0 && precise.output.contains(words), "\(precise.output)")
    let verdicts = try ["a", "c"].map { try TimelessTable(folder.file("\($0)/tables/verdicts.tsv")) }
    #expect(verdicts[0] == verdicts[1])
    let fewer = try fathom.run("run", try study("12"), "-o", "c")
    #expect(fewer.status == 0 && fewer.output.replacing("\n  ", with: " ").contains("add nothing to what was seen"))
    // The first look stays what it was.
    #expect(try fathom.run("run", try study("8"), "-o", "c").output.contains("before") == false)
    // A pilot study that can decide nothing costs nothing, nor do replicates on the way to a precision.
    #expect(try fathom.run("run", try study("5"), "-o", "d").status == 0)
    let first = try fathom.run("run", try study("{precision: 0.1, from: 8, to: 16}"), "-o", "d")
    #expect(first.status == 0 && !first.output.contains("This is look"))
    let counted = try ["b", "d"].map { try TimelessTable(folder.file("\($0)/tables/verdicts.tsv")) }
    #expect(counted[0] == counted[1])
  }

  /// Fewer replicates than the folder has, by their number or by another range, are shown; the others come back.
  @Test func fewerReplicatesHideTheOthers() throws {
    #expect(try fathom.run("run", try study("{precision: 0.1, from: 3, to: 8}"), "-o", "a").status == 0)
    let digest = try digest("a")
    for (replicates, count) in [("{precision: 0.1, from: 3, to: 4}", 4), ("6", 6), ("3", 3), ("8", 8)] {
      let run = try fathom.run("run", try study(replicates), "-o", "a")
      #expect(run.status == 0, "\(run.errors)")
      #expect(try self.replicates(in: "a") == count)
      #expect(try fathom.run("status", "a").output.contains("(100 %)"))
    }
    #expect(try self.digest("a") == digest)
  }

  /// What an unfinished study shows is no verdict, and no look.
  @Test func anUnfinishedStudyHasNoVerdicts() throws {
    #expect(try fathom.run("run", try study("8"), "-o", "a").status == 0)
    let stopped = try fathom.run("run", try study("{precision: 0.1, from: 20, to: 4000}"), "-o", "a", "--for", "2s")
    #expect(stopped.status == 130 && stopped.output.contains("The study is not finished"), "\(stopped.output)")
    // The 8 whole replicates, or those that two seconds have added.
    let known = try #require(try fathom.run("status", "a").output.firstMatch(of: /wanted, with ([0-9,]+) replicates/))
      .output.1
    let told = stopped.output.replacing("\n  ", with: " ")
    #expect(told.contains("is to be known within ±0.1 points: with \(known) replicates (at least 20"), "\(told)")
    #expect(told.contains("more than 10,000 would do, and no study may have as many"))
    let heading = "of up to \(try replicates(in: "a")) replicates"
    #expect(stopped.output.replacing("\n", with: " ").contains(heading), "\(stopped.output)")
    let words = Set(try rows("verdicts", in: "a").compactMap { $0["verdict"] })
    #expect(words.isSubset(of: ["undecided", "better so far", "worse so far"]), "\(words)")
    #expect(try fathom.run("verdicts", "a").output.contains("so far") == words.contains { $0.hasSuffix("so far") })
    let finished = try fathom.run("run", try study("8"), "-o", "a").output
    #expect(!finished.contains("not finished") && !finished.contains("look"))
  }
}
