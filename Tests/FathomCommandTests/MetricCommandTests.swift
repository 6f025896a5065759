import Foundation
import TestSupport
import Testing

/// Studies of another metric than accuracy, and results of before there was any other, as a user meets them.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct MetricCommandTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
  }

  private func write(_ metrics: String, loss: String) throws {
    try """
    name: m
    data: {source: moons, samples: 200, noise: 0.2, test: 0.3}
    sizes: [20, 60, 100]
    replicates: 3
    metrics: [\(metrics)]
    models: {shallow: {hidden: [4]}, deep: {hidden: [4, 4]}}
    training: {epochs: 8, batch: 10, learning-rate: 0.5, loss: \(loss)}
    """.write(to: folder.file("m.yaml"), atomically: true, encoding: .utf8)
  }

  @Test func theFirstMetricLeads() throws {
    try write("log-loss, accuracy", loss: "cross-entropy")
    let run = try fathom.run("run", "m.yaml")
    #expect(run.status == 0 && run.output.contains("Test log-loss (lower is better), and gap"), "\(run.errors)")
    let needs = try fathom.run("curves", "m", "--target", "0.5", "--format", "tsv")
    #expect(
      needs.status == 0 && needs.output.split(separator: "\n")[0].contains("\ttest_log_loss\t"), "\(needs.errors)")
    #expect(needs.output.contains("\tabove_again\t"))
    let misuse = try fathom.run("curves", "m", "--target=-0.5")
    #expect(misuse.status == 64 && misuse.errors.contains("--target: -0.5 is no log-loss over 0"), "\(misuse.errors)")
    #expect(try fathom.run("plot", "m", "--figure", "errors", "--target", "0.5", "--format", "svg").status == 0)
    let table = try String(contentsOf: folder.file("results/m/tables/trials.tsv"), encoding: .utf8)
    let scores = ["log_loss", "accuracy"].flatMap { name in ["train", "validation", "test"].map { "\($0)_\(name)" } }
    #expect(
      table.split(separator: "\n")[0].contains("test_loss\t\(scores.joined(separator: "\t"))\tgap\tloss_gap"))
  }

  /// A model without probabilities has no log-loss; a study of one model compares nothing.
  @Test func modelsWithoutTheFirstMetricAreNamed() throws {
    try StudyTexts.recorded.replacing(
      "replicates: 2", with: "replicates: 2\nmetrics: [log-loss, accuracy]"
    )
    .write(to: folder.file("recorded.yaml"), atomically: true, encoding: .utf8)
    let words =
      "log-loss needs the outputs of a network, which machine has not: curves, verdicts and findings leave it out"
    let plan = try fathom.run("plan", "recorded.yaml").output
    #expect(plan.contains(words) && !plan.contains("instead of"), "\(plan)")
    let run = try fathom.run("run", "recorded.yaml")
    #expect(run.status == 0 && run.errors.contains(words), "\(run.errors)")
    let verdicts = try fathom.run("verdicts", "recorded")
    #expect(verdicts.status == 0 && verdicts.output == "Nothing is compared in this study.\n", "\(verdicts.output)")
  }

  /// Of a training loss that it is not the mean of, a metric takes new runs; otherwise it is there already.
  @Test(arguments: ["cross-entropy", "mean-squared-error"]) func aMetricIsAddedIfItsValuesAreThere(loss: String) throws
  {
    try write("accuracy", loss: loss)
    #expect(try fathom.run("run", "m.yaml").status == 0)
    for (target, message) in [("1.5", "no accuracy between 0 and 1, such as 0.95 or 95%")] {
      let misuse = try fathom.run("curves", "m", "--target", target)
      #expect(misuse.status == 64 && misuse.errors.contains(message), "\(misuse.errors)")
    }
    let gap = try fathom.run("gaps", "m", "--exceeding", "1")
    #expect(
      gap.status == 64 && gap.errors.contains("1 is no gap between 0 and 1, such as 0.05 or 5%"), "\(gap.errors)")
    try write("accuracy, log-loss", loss: loss)
    let again = try fathom.run("run", "m.yaml")
    if loss == "cross-entropy" {
      #expect(again.status == 0, "\(again.errors)")
      let trials = try fathom.run("export", "m", "--table", "trials", "--columns", "test_loss,test_log_loss")
      let rows = trials.output.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
      #expect(rows.count == 18 && rows.allSatisfy { $0[0] == $0[1] }, "\(trials.output)")
    } else {
      #expect(again.status == 1 && again.errors.contains("metrics (its runs have not measured log-loss)"))
      #expect(again.errors.split(separator: "\n").count == 1, "\(again.errors)")
    }
  }

  /// The cells of each column of a table, by its name.
  private func columns(_ table: String) -> [String: [String]] {
    let rows = table.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    return Dictionary(
      uniqueKeysWithValues: rows[0].indices.map { index in (rows[0][index], rows.dropFirst().map { $0[index] }) })
  }

  /// Tables and digest of a store of format 5 are those that its own version made of it, and reading it changes nothing.
  @Test func anOlderStoreIsReadAsItWasWritten() throws {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "TrialStorageTests/Fixtures")
    let store = folder.file("older/store.sqlite")
    try FileManager.default.createDirectory(at: folder.file("older"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: fixtures.appending(path: "format-5.sqlite"), to: store)
    let before = try Data(contentsOf: store)
    let status = try fathom.run("status", "older")
    #expect(
      status.output.contains("14f796eef6591bbfe058ec55b0e8800dfbc6bd0662a4af7dd862677dfa416ad9"), "\(status.errors)")
    for table in ["epochs", "trials", "curves"] {
      let found = try fathom.run("export", "older", "--table", table, "--format", "tsv")
      let expected = try String(contentsOf: fixtures.appending(path: "format-5-\(table).tsv"), encoding: .utf8)
      // The order of the columns has changed since, and there are more.
      let (now, then) = (columns(found.output), columns(expected))
      #expect(now.filter { then[$0.key] != nil } == then, "\(table): \(found.errors)")
    }
    #expect(try Data(contentsOf: store) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("older").path) == ["store.sqlite"])
  }
}
