import Analysis
import ForeignHistories
import Foundation
import NeuralNetwork
import Reporting
import Study
import StudyFile
import TestSupport
import Testing
import TrialStorage

@testable import Workflow

/// What is made of runs that were trained elsewhere.
@Suite struct RecordedStudyTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func history(
    _ header: String, _ rows: [String], stopping: String? = nil, file: String = "h"
  ) throws -> HistoryImport { try HistoryImport(header, rows, stopping: stopping, named: file, in: folder) }

  private func store(_ study: RecordedStudy, in name: String) throws -> ResultsFolder {
    try study.stored(as: name, in: folder)
  }

  private func rows(models: Int, seeds: Int = 6) -> [String] {
    (0..<models).flatMap { model in
      (0..<seeds).map { "m\(model),100,\($0),0.\(100 + (model * 7 + $0 * 13) % 800)" }
    }
  }

  /// Pairs grow with the square of the models up to a number, and with the models from there on.
  @Test(arguments: [2, 7, 50, 51, 120]) func pairsOfManyModels(models: Int) throws {
    let study = try history("model,size,seed,test_acc", rows(models: models)).recorded
    let output = study.output
    let pairs = output.analysis.comparisons.map { Set([$0.contrast.first.model, $0.contrast.second.model]) }
    #expect(Set(pairs).count == pairs.count)
    #expect(pairs.count == (models > 50 ? models - 1 : models * (models - 1) / 2))
    if models > 50 { #expect(pairs.allSatisfy { $0.contains("m0") }) }
    let remark = output.results.comparisonRemarks.first
    #expect((remark?.contains("compared with m0 alone") ?? false) == (models > 50))
    #expect(output.analysis.curves.count == models)
  }

  /// Single results have no epochs, in tables and on screen; histories have.
  @Test(arguments: [false, true]) func epochsOfSingleResults(hasEpochs: Bool) throws {
    let rows = (1...3).map { "a,100,\($0),\(hasEpochs ? "1," : "")0.5" }
    let output = try history("model,size,seed,\(hasEpochs ? "epoch," : "")test_acc", rows).recorded.output
    for (name, columns) in [(ResultTable.curves, ["epoch", "stopped_epoch"]), (.trials, ["epoch", "stopped_epoch"])] {
      let table = output.table(name)
      for column in columns {
        let index = try #require(table.index(of: column))
        #expect(table.rows.allSatisfy { ($0[index] != .missing) == hasEpochs }, "\(name) \(column)")
      }
    }
    let screen = ScreenTable.text(output.table(.curves), .curves, metrics: [.accuracy], width: 200)
    #expect(screen.split(separator: "Not shown")[0].contains("stopped epoch") == hasEpochs, "\(screen)")
  }

  /// What a study of Fathom's has tuned stays tuned if its table of choices is beside the table that is imported: of two
  /// learning rates, each replicate reports the one that is better on validation data.
  @Test(arguments: [false, true]) func whatWasTuned(hasChoices: Bool) throws {
    let header =
      "model hidden_layers parameters size replicate learning_rate rule threshold status epoch stopped_epoch updates "
      + "validation_accuracy test_accuracy"
    // By replicate: validation and test accuracies with the lower rate, then with the higher one.
    let scores = [("0.6 0.5", "0.7 0.9"), ("0.8 0.4", "0.7 0.8"), ("0.5 0.3", "0.9 0.6")]
    let rows = ["0.1", "0.2"].flatMap { rate in
      scores.enumerated().map { "a 1 10 100 \($0 + 1) \(rate) none  ok 5 5 50 \(rate == "0.1" ? $1.0 : $1.1)" }
    }
    func write(_ lines: [String], to name: String) throws {
      try lines.map { $0.replacing(" ", with: "\t") + "\n" }.joined()
        .write(to: folder.file(name), atomically: true, encoding: .utf8)
    }
    try write([header] + rows, to: "trials.tsv")
    if hasChoices {
      try write(
        ["model size setting value chosen", "a 100 learning-rate 0.1 1", "a 100 learning-rate 0.2 2"], to: "choices.tsv"
      )
    }
    let path = folder.file("trials.tsv").path(percentEncoded: false)
    let imported = try HistoryImport(ImportRequest(files: [path]), name: "h")
    let (study, summary) = (imported.recorded.study, "\(ImportSummary(imported))")
    #expect(study.tune.map(\.key) == (hasChoices ? ["learning-rate"] : []))
    #expect(study.vary.map(\.key) == (hasChoices ? [] : ["learning-rate"]))
    let means = imported.recorded.output.analysis.curves.compactMap { $0[.test(.accuracy)]?.mean }
    let expected = hasChoices ? [(0.9 + 0.4 + 0.6) / 3] : [(0.5 + 0.4 + 0.3) / 3, (0.9 + 0.8 + 0.6) / 3]
    #expect(means.count == expected.count && zip(means, expected).allSatisfy { abs($0 - $1) < 1e-12 }, "\(means)")
    #expect(
      summary.contains(hasChoices ? "'learning_rate' is tuned" : "unless its choices.tsv is beside"), "\(summary)")
    #expect(try store(imported.recorded, in: "r").results().study.tune.map(\.key) == study.tune.map(\.key))
  }

  /// A setting that some models have no value of is named, with the models.
  @Test func whatCannotBeComparedIsNamed() throws {
    let rows = ["a,10,1,0.1,0.5", "a,10,2,0.2,0.5", "a,10,1,0.2,0.6", "a,10,2,0.1,0.6", "b,10,1,,0.5", "b,10,2,,0.6"]
    let results = try history("model,size,seed,lr,test_acc", rows).recorded.output.results
    #expect(results.comparisonRemarks.count == 1)
    #expect(
      results.comparisonRemarks.first
        == "lr is 0.1, 0.2 in a and not known in b, so that these are not compared with each other")
    let others = try history("model,size,seed,lr,test_acc", rows.map { $0.replacing(",,", with: ",0.4,") })
    #expect(
      others.recorded.output.results.comparisonRemarks
        == ["lr is 0.1, 0.2 in a and 0.4 in b, so that these are not compared with each other"])
    let whole = try history("model,size,seed,lr,test_acc", rows.map { $0.replacing(",,", with: ",0.1,") })
    #expect(whole.recorded.output.results.comparisonRemarks.isEmpty)
  }

  /// Ratios of losses mean nothing below 0.
  @Test(arguments: [
    ("{rule: generalisation-loss, threshold: [5]}", "val_loss", true),
    ("{rule: progress-quotient, threshold: [1]}", "train_loss", true),
    ("{rule: loss-change, threshold: [0.1], relative: true}", "train_loss", true),
    ("{rule: loss-change, threshold: [0.1]}", "train_loss", false),
    ("{rule: patience, epochs: [1]}", "val_loss", false),
    (
      "{rule: any, of: [{rule: patience, epochs: 3}, {rule: generalisation-loss, threshold: 5}]}", "val_loss",
      true
    ),
  ])
  func rulesThatDivideRefuseNegativeLosses(_ rule: String, _ column: String, _ isRefused: Bool) throws {
    let others = column == "val_loss" ? "train_loss" : "val_loss"
    let rows = (1...4).map { "a,10,1,\($0),\(1 - 0.5 * Double($0)),1,0.5" }
    let header = "model,size,seed,epoch,\(column),\(others),test_acc"
    guard isRefused else {
      _ = try history(header, rows, stopping: "[\(rule)]")
      return
    }
    let error = #expect(throws: WorkflowError.self) { _ = try history(header, rows, stopping: "[\(rule)]") }
    #expect(error.map { "\($0)".contains("below 0") && "\($0)".contains("epoch 3") } == true)
  }

  /// Where epochs have equally many updates, what a rule costs is the same in epochs.
  @Test func costsInEpochsAreThoseInUpdates() throws {
    func costs(_ hasUpdates: Bool) throws -> [RuleCost] {
      let rows = (1...3).flatMap { seed in
        (1...10).map { epoch in
          "a,10,\(seed),\(epoch),\(1 / Double(epoch + seed)),0.\(10 + epoch * seed)"
            + (hasUpdates ? ",\(7 * epoch)" : "")
        }
      }
      let header = "model,size,seed,epoch,train_loss,test_acc" + (hasUpdates ? ",updates" : "")
      return try history(header, rows, stopping: "[{rule: none}, {rule: loss-change, threshold: [0.05, 0.02]}]")
        .recorded.output.analysis.costs
    }
    #expect(try costs(true).count == 2)
    #expect(try costs(false) == costs(true))
  }

  /// Values that all runs of a study have are told where they differ between studies, and compared where they are equal.
  @Test func constantsOfStudiesAreCompared() throws {
    func write(_ name: String, _ rates: [String], _ optimiser: String) throws -> ResultsFolder {
      let rows = rates.flatMap { rate in (1...6).map { "a,10,\($0),\(rate),\(optimiser),0.\(40 + $0)" } }
      var study = try history("model,size,seed,learning_rate,optimiser,test_acc", rows, file: name).recorded
      study.study.name = name
      return try store(study, in: name)
    }
    let folders = [try write("one", ["0.1", "0.2"], "sgd"), try write("two", ["0.1"], "adam")]
    let compared = try StudyComparison(folders, names: [], isPaired: nil, name: "both").recorded
    let differences = compared.study.origin?.compared?.differences ?? []
    #expect(differences.first { $0.key == "training.optimiser" }?.values == ["sgd", "adam"])
    let contrasts = compared.output.analysis.comparisons.map(\.contrast).filter { $0.kind == .study }
    #expect(contrasts.map(\.varied) == [["0.1"]])
  }

  /// Who imports more replicates of the same runs has seen the verdicts of those before.
  @Test func moreReplicatesInTheSameFolderAreALaterLook() throws {
    func study(_ seeds: Int, models: Int = 2, shift: Int = 0) throws -> RecordedStudy {
      let rows = rows(models: models, seeds: seeds).map { shift == 0 ? $0 : $0 + "\(shift)" }
      return try history("model,size,seed,test_acc", rows).recorded
    }
    var first = try study(6)
    #expect(try first.takeLooks(from: ResultsFolder(folder.url.appending(path: "none"))) == nil)
    var results = try store(first, in: "results")
    var again = try study(6)
    #expect(try again.takeLooks(from: results) == nil)
    results = try store(again, in: "results")
    var more = try study(10)
    let told = try more.takeLooks(from: results)
    #expect(told?.contains("after 6 replicates") == true)
    #expect(more.output.results.looks == [6])
    results = try store(more, in: "results")
    var most = try study(14)
    #expect(try most.takeLooks(from: results)?.contains("after 6 and 10 replicates") == true)
    var others = try study(10, shift: 5)
    #expect(try others.takeLooks(from: results) == nil && others.looks.isEmpty)
    var single = try study(10)
    #expect(try single.takeLooks(from: store(study(6, models: 1), in: "single")) == nil)
  }

  /// Two models that lack different replicates of a third are paired with it and with each other, in whatever order they come.
  @Test(arguments: [["a", "b", "c"], ["b", "c", "a"], ["c", "a", "b"]])
  func pairsDoNotDependOnTheOrder(models: [String]) throws {
    let seeds = ["a": 0...7, "b": 0...6, "c": 1...7]
    func comparisons(_ seeds: [String: ClosedRange<Int>]) throws -> [Comparison] {
      let rows = models.flatMap { model in (seeds[model] ?? 0...0).map { "\(model),100,\($0),0.\(500 + 7 * $0)" } }
      return try history("model,size,seed,test_acc", rows).recorded.output.analysis.comparisons
    }
    let found = try comparisons(seeds)
    #expect(found.count == 3 && found.allSatisfy(\.isPaired) && found.map(\.pairs).sorted() == [6, 7, 7])
    // A single replicate in common, with a model that has it too, makes no pairs of others.
    let few = try comparisons(["a": 0...7, "b": 7...7, "c": 7...12])
    #expect(few.contains { !$0.isPaired && $0.firstCount + $0.secondCount == 14 })
  }

  /// Fewer replicates in between do not make of the first look a later one.
  @Test func aNumberThatWasLookedAtBeforeGivesWhatItGave() throws {
    func study(_ seeds: Int) throws -> RecordedStudy {
      try history("model,size,seed,test_acc", rows(models: 2, seeds: seeds)).recorded
    }
    let first = try study(9)
    var results = try store(first, in: "results")
    var fewer = try study(6)
    _ = try fewer.takeLooks(from: results)
    results = try store(fewer, in: "results")
    var again = try study(9)
    #expect(try again.takeLooks(from: results) == nil)
    #expect(again.output.results.looks.isEmpty)
    #expect(again.output.analysis.comparisons == first.output.analysis.comparisons)
  }

  /// Of studies that are not finished there are no verdicts, and findings name them.
  @Test func unfinishedStudiesAreComparedSoFar() throws {
    let names = ["one", "two"]
    let folders = try names.map { name in
      var study = try history("model,size,seed,test_acc", rows(models: 2, seeds: 8), file: name).recorded
      study.study.name = name
      // As if the second had been trained here, and were not finished: it has no manifest.
      if name == "two" { study.study.origin = nil }
      return try store(study, in: name)
    }
    let compared = try StudyComparison(folders, names: [], isPaired: false, name: "both").recorded
    #expect(compared.study.origin?.compared?.unfinished == ["two"])
    #expect(
      compared.study.origin?.compared?.notes.contains { $0.hasPrefix("two is not finished: it has 16 traj") } == true)
    let output = compared.output
    #expect(!output.results.isFinal && output.analysis.comparisons.contains { !$0.isPaired })
    #expect(
      Findings(output.analysis).sentences.first
        == "“two” is not finished: what follows is how it looks so far, and no verdict.")
    let folder = try store(compared, in: "both")
    #expect(try !folder.results().isFinal)
  }

  /// Means over replicates have curves and no verdicts.
  @Test func meansHaveNoVerdicts() throws {
    let scores = """
      [[[[0.25, 0.5, 0.75], [0.125, 0.5, 0.5]], [[0.01, 0.02, 0.03], [0.04, 0.05, 0.06]]],
       [[[0, 0.5, 0.25], [0.25, 0.5, 0.5]], [[0.01, 0.02, 0.03], [0.04, 0.05, 0.06]]]]
      """
    let names = #"{"learners": ["SVM", "Tree"], "anchors": [16, 32], "dims": "(learner, stat, anchor, split)"}"#
    for (name, text) in [("er.json", scores), ("meta.json", names)] {
      try text.write(to: folder.file(name), atomically: true, encoding: .utf8)
    }
    let files = ["er.json", "meta.json"].map { folder.file($0).path(percentEncoded: false) }
    let output = try HistoryImport(ImportRequest(files: files), name: "h").recorded.output
    #expect(output.table(.verdicts).rows.isEmpty && !output.table(.curves).rows.isEmpty)
  }
}
