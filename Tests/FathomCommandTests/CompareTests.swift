import Foundation
import TestSupport
import Testing

/// `fathom compare`: several studies as one results folder.
@Suite struct CompareTests {
  private let folder = try? TemporaryFolder()

  private func process() throws -> FathomProcess { FathomProcess(in: try #require(folder).url) }

  private func study(_ name: String, _ lines: String) throws {
    let text = """
      name: \(name)
      data: {source: digits, validation: 0.2}
      sizes: [100, 200]
      replicates: 6
      models: {shallow: {hidden: [16]}, deep: {hidden: [16, 16]}}
      \(lines)

      """
    try text.write(to: try #require(folder).file("\(name).yaml"), atomically: true, encoding: .utf8)
    let run = try process().run("run", "\(name).yaml")
    #expect(run.status == 0, "\(run.errors)")
  }

  private func rows(_ results: String, _ table: String, _ columns: String) throws -> [String] {
    let outcome = try process().run(
      "export", results, "--table", table, "--format", "csv", "--columns", columns)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").dropFirst().map(String.init)
  }

  /// A study has nothing to tell about itself, by whatever names.
  @Test func aFolderIsNotComparedWithItself() throws {
    try study("slow", "training: {epochs: 1}")
    let folder = try #require(folder)
    try FileManager.default.createSymbolicLink(at: folder.file("link"), withDestinationURL: folder.file("results/slow"))
    for (names, expected) in [
      (["slow", "slow"], "is named twice; name another study"),
      (["slow", "link"], "are one folder; name another study"),
    ] {
      let outcome = try process().run("compare", names + ["-o", "both"])
      #expect(outcome.status == 1 && outcome.errors.contains(expected), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder.file("both").path(percentEncoded: false)))
    }
  }

  /// Equal data and seeds: each difference is the mean of the differences by replicate, which both folders have.
  @Test func pairedStudies() throws {
    try study("slow", "training: {epochs: 8, learning-rate: 0.01}")
    try study("fast", "training: {epochs: 8, learning-rate: 0.5}")
    let outcome = try process().run("compare", "slow", "fast", "-o", "both")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("training.learning-rate") && !outcome.output.contains("training.epochs"))
    let verdicts = try rows("both", "verdicts", "first,second,differs,size,pairs,pairing,difference,verdict")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    let between = verdicts.filter { $0[2] == "study" }
    #expect(between.count == 4 && verdicts.count == 8)
    for row in between {
      #expect(row[4] == "6" && row[5] == "paired" && row[7] == "better", "\(row)")
      let (model, size) = (row[0].replacing("fast: ", with: ""), row[3])
      func accuracies(_ study: String) throws -> [Double] {
        try rows("results/\(study)", "trials", "model,size,test_accuracy").filter { $0.hasPrefix("\(model),\(size),") }
          .compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
      }
      let differences = zip(try accuracies("fast"), try accuracies("slow")).map { $0 - $1 }
      let difference = try #require(Double(row[6]))
      #expect(abs(difference - differences.reduce(0, +) / 6) < 1e-12)
      #expect(row[1] == "slow: \(model)")
    }
    // What holds within a study is what its own folder says.
    let own = try rows("results/fast", "verdicts", "size,difference")
    let within = verdicts.filter { $0[2] == "depth" && $0[0].hasPrefix("fast") }.map { "\($0[3]),\($0[6])" }
    #expect(within == own)
  }

  @Test func otherSeedsAreComparedUnpaired() throws {
    try study("one", "training: {epochs: 4, learning-rate: 0.01}")
    try study("two", "training: {epochs: 4, learning-rate: 0.5}\nseed: 7")
    let outcome = try process().run("compare", "one", "two", "--as", "a,b", "-o", "both")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let verdicts = try rows("both", "verdicts", "first,differs,pairs,pairing").filter { $0.contains("study") }
    #expect(
      verdicts.count == 4 && verdicts.filter { $0.hasPrefix("b: ") && $0.hasSuffix("study,0,unpaired") }.count == 4,
      "\(verdicts)")
    let paired = try process().run("compare", "one", "two", "--paired", "-o", "paired")
    #expect(paired.status == 0, "\(paired.errors)")
    #expect(
      try rows("paired", "verdicts", "differs,pairs,pairing").filter { $0.hasPrefix("study") }
        == Array(repeating: "study,6,paired", count: 4))
  }

  /// The question "my runs against Fathom's".
  @Test func anImportWithAStudy() throws {
    try study("own", "training: {epochs: 3}\nstopping: [{rule: none}]")
    var text = "model,size,seed,epoch,train_loss,test_loss,test_accuracy\n"
    for seed in 1...6 { text += "shallow,100,\(seed),1,1,1,0.\(10 + seed)\n" }
    try text.write(to: try #require(folder).file("h.csv"), atomically: true, encoding: .utf8)
    #expect(try process().run("import", "h.csv", "-o", "theirs").status == 0)
    let outcome = try process().run("compare", "results/own", "theirs", "-o", "both")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let verdicts = try rows("both", "verdicts", "first,second,differs,size,pairing")
    #expect(verdicts.filter { $0.contains("study") } == ["h: shallow,own: shallow,study,100,unpaired"], "\(verdicts)")
  }

  @Test func whatCannotBeComparedIsSaid() throws {
    try study("own", "training: {epochs: 1}")
    let one = try process().run("compare", "own")
    #expect(one.status != 0 && one.errors.contains("name another"), "\(one.errors)")
    let names = try process().run("compare", "own", "own", "--as", "a")
    #expect(names.status != 0 && names.errors.contains("--as: 1 name"), "\(names.errors)")
    try "model,size,test_rmse\nshallow,100,3\n".write(
      to: try #require(folder).file("h.csv"), atomically: true, encoding: .utf8)
    #expect(try process().run("import", "h.csv", "-o", "theirs").status == 0)
    let metrics = try process().run("compare", "own", "theirs", "-o", "both")
    #expect(metrics.status == 1 && metrics.errors.contains("no metric is measured in all studies"), "\(metrics.errors)")
  }

  /// An error of 2 visits is neither more nor less than one of 3 euros.
  @Test func errorsInDifferentUnitsAreNotCompared() throws {
    let rows = (0..<60).map { "\($0 * 37 % 61),\($0 * 7 % 23).5,\($0 * 11 % 29).5\n" }
    let folder = try #require(folder)
    try ("x,visits,euros\n" + rows.joined()).write(to: folder.file("t.csv"), atomically: true, encoding: .utf8)
    for (target, metrics) in [("visits", "rmse, r2"), ("euros", "rmse, r2"), ("euros", "r2")] {
      let name = "\(target)\(metrics.count)"
      try """
      name: \(name)
      data: {source: csv, path: t.csv, target: \(target), features: [x], task: regression, validation: 0}
      metrics: [\(metrics)]
      sizes: [20, 30]
      replicates: 2
      models: {linear: {hidden: []}}
      training: {epochs: 2}
      figures: [learning-curves]
      """.write(to: folder.file("\(name).yaml"), atomically: true, encoding: .utf8)
      #expect(try process().run("run", "\(name).yaml").status == 0)
    }
    let refused = try process().run("compare", "visits8", "euros8", "-o", "c")
    #expect(refused.status != 0 && refused.errors.contains("the studies predict visits and euros"), "\(refused.errors)")
    #expect(refused.errors.contains("such as r2"))
  }
}
