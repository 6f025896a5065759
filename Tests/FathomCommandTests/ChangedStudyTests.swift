import Foundation
import TestSupport
import Testing

/// Studies that grow and shrink between runs with the same results folder.
@Suite(.enabled(if: hasGnuplot)) struct ChangedStudyTests {
  let folder: TemporaryFolder
  private let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
  }

  private static let whole = """
    name: changing
    data: {source: digits, validation: 0.2}
    sizes: [40, 80]
    replicates: 3
    models: {shallow: {hidden: [8]}, deep: {hidden: [8, 8]}}
    training: {epochs: 6}
    stopping: [{rule: none}, {rule: loss-change, threshold: [0.2, 0.05]}]
    vary: {learning-rate: [0.05, 0.2]}
    figures: [gaps]
    """

  @discardableResult
  private func run(_ text: String, _ arguments: String..., into results: String) throws -> FathomProcess.Outcome {
    try text.write(to: folder.file("study.yaml"), atomically: true, encoding: .utf8)
    let outcome = try fathom.run("run", ["study.yaml", "-o", results, "--progress", "none"] + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome
  }

  private func digest(_ results: String) throws -> String {
    let status = try fathom.run("status", results).output
    return String(try #require(status.firstMatch(of: /digest ([0-9a-f]{64})/)).output.1)
  }

  /// The finished runs that the log of a folder has.
  private func trained(_ results: String) throws -> Int {
    let log = try String(contentsOf: folder.file("\(results)/log.jsonl"), encoding: .utf8)
    return log.split(separator: "\n").count { $0.contains("\"replicate\"") }
  }

  /// Crossed replicates are numbered by their initial weights, so that only draws of the data can be added.
  @Test func whichDrawsCanBeAddedIsSaid() throws {
    func text(_ replicates: String) -> String {
      """
      name: crossed
      data: {source: moons, samples: 100}
      sizes: [20]
      replicates: \(replicates)
      models: {a: {hidden: [3]}}
      training: {epochs: 2}
      figures: [gaps]
      """
    }
    try run(text("{data: 3, initial-weights: 2}"), into: "a")
    try run(text("{data: 4, initial-weights: 2}"), into: "a")
    #expect(try trained("a") == 8)
    for (other, words) in [
      ("{data: 4, initial-weights: 3}", "only data may be raised, with initial-weights as it is"),
      ("8", "only data may be raised"),
    ] {
      try text(other).write(to: folder.file("study.yaml"), atomically: true, encoding: .utf8)
      let refused = try fathom.run("run", "study.yaml", "-o", "a")
      #expect(
        refused.status == 1
          && refused.errors.contains("differs in replicates; crossed replicates are numbered by their initial")
          && refused.errors.contains(words), "\(refused.errors)")
    }
  }

  /// What is taken out, with the runs that this hides. One folder shows one after the other.
  @Test func whatIsTakenOutIsHidden() throws {
    try run(Self.whole, into: "a")
    let (before, count) = (try digest("a"), try trained("a"))
    #expect(count == 24)
    for (part, less, hidden) in [
      ("sizes: [40, 80]", "sizes: [80]", 12), ("replicates: 3", "replicates: 2", 8),
      (", deep: {hidden: [8, 8]}", "", 12), ("learning-rate: [0.05, 0.2]", "learning-rate: [0.2]", 12),
      ("threshold: [0.2, 0.05]", "threshold: [0.05]", 0), ("{rule: none}, ", "", 0),
    ] {
      let fewer = Self.whole.replacing(part, with: less)
      try run(fewer, into: "a")
      #expect(try trained("a") == count, "\(part): nothing was trained")
      let status = try fathom.run("status", "a").output
      #expect(status.contains("(100 %)"), "\(part)")
      #expect(status.contains("\(hidden) more kept but hidden") == (hidden > 0), "\(part): \(status)")
      // The tables are those of the smaller study; histories stay as long as rules have made them.
      let fresh = "fresh-\(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count)"
      try run(fewer, into: fresh)
      for name in ["trials", "curves", "gaps", "verdicts"] where hidden > 0 || name == "trials" {
        func table(_ results: String) throws -> TimelessTable? {
          try TimelessTable.all(in: folder.file(results))["\(name).tsv"]
        }
        #expect(try table("a") == table(fresh), "\(part): \(name)")
      }
      if hidden > 0 { #expect(try digest("a") == digest(fresh), "\(part)") }
    }
    try run(Self.whole, into: "a")
    #expect(try digest("a") == before)
    #expect(try trained("a") == count, "nothing was trained")
    #expect(try !fathom.run("status", "a").output.contains("hidden:"))
  }

  @Test func moreEpochsGoOnFromTheLast() throws {
    try run(Self.whole, into: "a")
    let more = Self.whole.replacing("epochs: 6", with: "epochs: 15")
    let told = try run(more, into: "a").errors.replacing("\n  ", with: " ")
    #expect(told.contains("24 runs go on from the last epoch"), "\(told)")
    try run(more, into: "fresh")
    #expect(try digest("a") == digest("fresh"))
    #expect(try TimelessTable.all(in: folder.file("a")) == TimelessTable.all(in: folder.file("fresh")))
    #expect(try fathom.run("run", "study.yaml", "-o", "a").output.contains("Nothing was missing"))
    // Back again, at no cost, and on to a cosine, which is another study.
    let count = try trained("a")
    try run(Self.whole, into: "a")
    try run(Self.whole, into: "first")
    #expect(try trained("a") == count && digest("a") == digest("first"))
    let cosine = Self.whole.replacing("{epochs: 6}", with: "{epochs: 6, schedule: cosine}")
    try cosine.write(to: folder.file("study.yaml"), atomically: true, encoding: .utf8)
    #expect(try fathom.run("run", "study.yaml", "-o", "a").errors.contains("differs in training.schedule"))
    try run(cosine, into: "cosine")
    let anew = try run(cosine.replacing("epochs: 6", with: "epochs: 7"), into: "cosine").errors
    #expect(
      anew.replacing("\n  ", with: " ").contains(
        "24 runs are trained again from the first epoch, because with schedule: cosine"), "\(anew)")
  }

  @Test func runsOfOtherFoldersAreTakenOver() throws {
    try run(Self.whole, into: "a")
    // Another name, one model less and one more size, without the longest rule.
    let other = Self.whole.replacing("name: changing", with: "name: other")
      .replacing("[40, 80]", with: "[40, 80, 120]").replacing("{shallow: {hidden: [8]}, deep", with: "{two-layers")
      .replacing("{epochs: 6}", with: "{epochs: 6, l2: 0}")
    let told = try run(other, "--reuse", "a", "--reuse", "a", into: "b").errors
    #expect(told.contains("12 runs taken over from a"), "\(told)")
    #expect(try trained("b") == 6)
    try run(other, into: "fresh")
    #expect(try digest("b") == digest("fresh"))
    #expect(try TimelessTable.all(in: folder.file("b")) == TimelessTable.all(in: folder.file("fresh")))
    // What ended at its limit was taken with its state.
    let more = other.replacing("epochs: 6", with: "epochs: 9")
    #expect(try run(more, into: "b").errors.contains("18 runs go on from the last epoch"))
    let none = try run(other.replacing("seed:", with: "seed:") + "\nseed: 7", "--reuse", "a", into: "c").errors
    #expect(
      none.contains("0 runs taken over from a, where none was trained with the same settings: seed is"), "\(none)")
    #expect(none.contains("there and 7 here") && !none.contains("training."), "\(none)")
    // What has no value in common is named; the sizes and one of the learning rates are shared.
    let changed = other.replacing("l2: 0}", with: "l2: 0.01, batch: 5}").replacing("[0.05, 0.2]", with: "[0.2, 0.5]")
    let differing = try run(changed, "--reuse", "a", into: "f").errors.replacing("\n  ", with: " ")
    #expect(differing.contains("training.batch is 32 there and 5 here; training.l2 is 0"), "\(differing)")
    #expect(differing.contains("there and 0.01 here") && !differing.contains("rate is"), "\(differing)")
    let data = other.replacing("{source: digits, validation: 0.2}", with: "{source: moons, validation: 0.2, test: 0.3}")
    #expect(try run(data, "--reuse", "a", into: "d").errors.contains("taken over from a, whose data are not the same"))
    for nothing in ["missing", "study.yaml"] {
      let refused = try fathom.run("run", "study.yaml", "-o", "e", "--reuse", nothing)
      #expect(
        refused.status == 1 && refused.errors.contains("--reuse: \(nothing): there is no such folder"),
        "\(refused.errors)")
      #expect(refused.errors.split(separator: "\n").count == 1)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.file("e/store.sqlite").path))
  }

  /// A figure of the study goes when the study no longer asks for it; one that the user has drawn stays.
  @Test func figuresWithNamesGoWithTheStudyThatAskedForThem() throws {
    let named = Self.whole.replacing("figures: [gaps]", with: "figures: [{figure: gaps, name: my-gaps}, gaps]")
    try run(named, into: "a")
    #expect(try fathom.run("plot", "a", "--figure", "gaps", "--name", "for-a-paper", "--format", "svg").status == 0)
    try run(Self.whole.replacing(", deep: {hidden: [8, 8]}", with: ""), into: "a")
    let plots = try FileManager.default.contentsOfDirectory(atPath: folder.file("a/plots").path)
    #expect(!plots.contains { $0.hasPrefix("my-gaps") })
    #expect(plots.contains("gaps.svg") && plots.contains("for-a-paper.svg"))
  }

  /// Verdicts that were looked at before are no first verdicts in another folder.
  @Test func looksComeWithRuns() throws {
    let six = Self.whole.replacing("replicates: 3", with: "replicates: 6").replacing("[40, 80]", with: "[40]")
      .replacing("\nvary: {learning-rate: [0.05, 0.2]}", with: "")
    try run(six, into: "a")
    let eight = six.replacing("replicates: 6", with: "replicates: 8")
    try run(eight, into: "a")
    let told = try run(eight.replacing("name: changing", with: "name: other"), "--reuse", "a", into: "b").errors
    #expect(told.contains("taken over from a, whose verdicts were looked at after 6 and 8 replicates"), "\(told)")
    func verdicts(_ results: String) throws -> String {
      try String(contentsOf: folder.file("\(results)/tables/verdicts.tsv"), encoding: .utf8)
    }
    #expect(try verdicts("a") == verdicts("b"))
    try run(eight, into: "fresh")
    #expect(try verdicts("a") != verdicts("fresh"))
    #expect(try fathom.run("compare", "a", "fresh", "-o", "c").status == 0)
    let report = try String(contentsOf: folder.file("c/report.html"), encoding: .utf8)
    #expect(report.contains("look 2 at the verdicts, after 6 replicates"))
  }

  /// Models are copied with the runs that have them.
  @Test func modelsAreTakenOver() throws {
    try run(StudyTexts.recorded, into: "a")
    #expect(try run(StudyTexts.recorded, "--reuse", "a", into: "b").errors.contains("8 runs taken over from a"))
    #expect(try digest("a") == digest("b"))
    func models(_ results: String) throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: folder.file("\(results)/models").path).sorted()
    }
    #expect(try models("a") == models("b") && models("a").count == 4)
    // More epochs save their own.
    let more = StudyTexts.recorded.replacing("epochs: 12", with: "epochs: 16")
    #expect(try run(more, into: "b").errors.contains("4 runs go on from the last epoch"))
    try run(more, into: "fresh")
    #expect(try digest("b") == digest("fresh"))
    #expect(try Set(models("fresh")).isSubset(of: models("b")))
    for name in try models("fresh") {
      let content = try ["b", "fresh"].map { try Data(contentsOf: folder.file("\($0)/models/\(name)")) }
      #expect(content[0] == content[1], "\(name)")
    }
  }

  /// Parts that are merged bring their states.
  @Test func mergedPartsGoOn() throws {
    let text = Self.whole.replacing("vary: {learning-rate: [0.05, 0.2]}", with: "")
    for part in ["1/2", "2/2"] { try run(text, "--shard", part, into: "a") }
    #expect(try fathom.run("merge", "a").status == 0)
    let more = text.replacing("epochs: 6", with: "epochs: 8")
    #expect(try run(more, into: "a").errors.contains("12 runs go on from the last epoch"))
    try run(more, into: "fresh")
    #expect(try digest("a") == digest("fresh"))
  }

  /// Keys under `vary` or `tune` in another order are the same study, shown in that order.
  @Test(arguments: ["vary", "tune"]) func theOrderOfKeysIsNoMatter(_ section: String) throws {
    let (one, other) = ("{learning-rate: [0.05, 0.2], batch: [8, 16]}", "{batch: [8, 16], learning-rate: [0.05, 0.2]}")
    let text = Self.whole.replacing("vary: {learning-rate: [0.05, 0.2]}", with: "\(section): \(one)")
      .replacing("replicates: 3", with: "replicates: 2").replacing(", deep: {hidden: [8, 8]}", with: "")
    let turned = text.replacing(one, with: other)
    try run(text, into: "a")
    let count = try trained("a")
    // Some are hidden meanwhile, and come back.
    try run(turned.replacing("sizes: [40, 80]", with: "sizes: [80]"), into: "a")
    try run(turned, into: "a")
    #expect(try trained("a") == count, "nothing was trained")
    try run(turned, into: "b")
    #expect(try TimelessTable.all(in: folder.file("a")) == TimelessTable.all(in: folder.file("b")))
    #expect(try fathom.run("compare", "a", "b", "--as", "a,b", "-o", "both").status == 0)
    // Parts in either order.
    for (shard, text) in [("1/2", text), ("2/2", turned)] { try run(text, "--shard", shard, into: "parts") }
    #expect(try fathom.run("merge", "parts").status == 0)
    try run(turned, into: "parts")
    #expect(try TimelessTable.all(in: folder.file("parts")) == TimelessTable.all(in: folder.file("b")))
  }
}
