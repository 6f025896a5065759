import Analysis
import ForeignHistories
import Foundation
import NeuralNetwork
import Reporting
import SeededRandom
import Study
import TestSupport
import Testing
import TrialStorage

@testable import Workflow

/// Runs of which nothing, or not everything, was measured along their epochs.
@Suite struct PartlyMeasuredTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func study(_ name: String, _ header: String, _ rows: [String], stopping: String? = nil) throws
    -> RecordedStudy
  { try HistoryImport(header, rows, stopping: stopping, named: name, in: folder).recorded }

  private func store(_ study: RecordedStudy) throws -> ResultsFolder {
    try study.stored(as: study.study.name, in: folder)
  }

  /// Random runs, some of which diverge in some epoch, the first of them often: under every rule each run is counted once, a
  /// model is not judged by those that survived, and the same holds after a comparison with another study.
  @Test func runsThatDivergeInTheFirstEpochCount() throws {
    var random = SeededGenerator(key: printedSeed())
    let rules = "[{rule: patience, epochs: [1, 2]}, {rule: loss-change, threshold: 0.01}, {rule: none}]"
    var firsts = 0
    for number in 0..<20 {
      var ends: [String: [Int]] = [:]
      let studies = try ["x", "y"].map { name in
        let rows = ["a", "b"].flatMap { model in
          (1...5).flatMap { seed -> [String] in
            // The epoch in which the run diverges; beyond the last if it does not. One run of each model lasts.
            let end = seed == 1 ? 5 : [1, 1, 2, 4, 5][random.below(5)]
            ends["\(name): \(model)", default: []].append(end)
            return (1...min(end, 4)).map { epoch in
              let isLost = epoch == end
              let values =
                (0..<2).map { _ in isLost ? "nan" : "0.\(1 + random.below(9))" } + ["0.\(1 + random.below(9))"]
              return "\(model),10,\(seed),\(epoch)," + values.joined(separator: ",")
            }
          }
        }
        return try study(
          "\(name)\(number)", "model,size,seed,epoch,train_loss,val_loss,test_acc", rows, stopping: rules)
      }
      firsts += ends.values.joined().count { $0 == 1 }
      let compared = try StudyComparison(
        try studies.map(store), names: ["x", "y"], isPaired: nil, name: "both"
      ).recorded
      for study in studies + [compared] {
        for trajectory in study.trajectories {
          #expect(trajectory.trials.map(\.rule) == study.study.rules)
          guard trajectory.history.isEmpty else { continue }
          #expect(trajectory.trials.allSatisfy { $0.status == .diverged && $0.epoch == nil })
        }
      }
      for (model, ends) in ends {
        for rule in compared.study.rules {
          let point = try #require(
            StudyAnalysis(StudyResults(study: compared.study, trajectories: compared.trajectories)).curves.first {
              $0.key.model == model && $0.key.rule == rule
            })
          #expect(point.count + point.diverged == 5 && point.diverged >= ends.count { $0 == 1 }, "\(model) \(rule)")
          if rule == .none { #expect(point.diverged == ends.count { $0 < 5 }) }
        }
      }
    }
    #expect(firsts > 20)
  }

  /// Of a study that lacks what a rule looks at, a run that diverged in its first epoch does not stand for the others.
  @Test func whatWasNotMeasuredIsNotAnswered() throws {
    func rows(_ columns: Int) -> [String] {
      (1...3).flatMap { seed in
        (seed == 3 ? 1...1 : 1...4).map { epoch in
          "a,10,\(seed),\(epoch)," + Array(repeating: seed == 3 ? "nan" : "0.5", count: columns).joined(separator: ",")
        }
      }
    }
    let with = try study(
      "with", "model,size,seed,epoch,train_loss,val_loss,test_acc", rows(3),
      stopping: "[{rule: patience, epochs: 2}, {rule: none}]")
    let without = try study("without", "model,size,seed,epoch,train_loss,test_acc", rows(2))
    let compared = try StudyComparison(
      [try store(with), try store(without)], names: [], isPaired: nil, name: "both"
    ).recorded
    #expect(compared.study.rules == [.none])
    #expect(compared.trajectories.allSatisfy { $0.trials.count == 1 })
  }

  /// A remark of a comparison names the replicate as the folder of its study does, which has another number where studies are
  /// not paired.
  @Test func remarksOfComparisonsHaveTheNumbersOfTheFolders() throws {
    func rows(_ lacking: Int?) -> [String] {
      (1...3).map { "a,10,\($0),\($0 == lacking ? "" : "0.9"),0.5" }
    }
    let header = "model,size,seed,train_acc,test_acc"
    let (whole, partly) = (try study("whole", header, rows(nil)), try study("partly", header, rows(2)))
    let compared = try StudyComparison(
      [try store(whole), try store(partly)], names: [], isPaired: nil, name: "both"
    ).recorded
    #expect(Set(compared.trajectories.map(\.replicate)) == [1, 2, 3, 4, 5, 6])
    let remarks = compared.study.origin?.remarks ?? []
    #expect(remarks.count == 1)
    #expect(remarks.first?.contains("(partly: a with 10 samples, replicate 2, epoch 1") == true, "\(remarks)")
  }

  /// Gaps that are not known of all runs are left out by name, and nowhere is another model said to have the largest of all.
  @Test func gapsOfSomeRunsAreNamed() throws {
    let rows = ["A", "B"].flatMap { model in
      [100, 200].flatMap { size in
        (0..<6).map { seed in
          "\(model),\(size),\(seed),\(model == "B" && seed < 3 ? "" : "0.9"),\(model == "B" ? 0.7 : 0.85)\(seed)"
        }
      }
    }
    let output = try study("gaps", "model,size,seed,train_accuracy,test_accuracy", rows).output
    let findings = Findings(output.analysis).sentences
    let place = try #require(findings.firstIndex { $0.hasPrefix("The largest overfitting gap") })
    #expect(findings[place].contains("“A”"))
    #expect(findings[place + 1].hasPrefix("The gap of “B” is not known of all runs"), "\(findings)")
  }

  /// Where the gap is measured after some epochs only, when it exceeds a level is not known to the epoch.
  @Test func onsetsBetweenMeasurements() throws {
    func rows(_ every: Int) -> [String] {
      (0..<6).flatMap { seed in
        (1...12).map { epoch in
          let isKnown = epoch == 1 || epoch.isMultiple(of: every)
          return "A,100,\(seed),\(epoch),\(isKnown ? "\(0.5 + 0.02 * Double(epoch))" : ""),0.5"
        }
      }
    }
    let header = "model,size,seed,epoch,train_accuracy,test_accuracy"
    let (each, fifth) = (try study("each", header, rows(1)), try study("fifth", header, rows(5)))
    let level = 0.07
    let results = [each, fifth].map { StudyResults(study: $0.study, trajectories: $0.trajectories) }
    let tables = results.map { GapOnsetTable.table($0, level: level) }
    let epoch = try #require(tables[0].index(of: "epoch"))
    #expect(tables[0].rows[0][epoch] == .number(4) && GapOnsetTable.latest(results[0], level: level) == nil)
    #expect(tables[1].rows[0][epoch] == .missing)
    #expect(GapOnsetTable.latest(results[1], level: level)?.contains("A with 100 samples by epoch 5.0") == true)
    // The first epoch has none before it.
    let first = GapOnsetTable.table(results[1], level: 0.01)
    #expect(first.rows[0][epoch] == .number(1))
  }

  /// Studies whose epochs are not the same are not compared; where they are the same measurements, everyone is told what an
  /// epoch is.
  @Test func epochsOfComparedStudies() throws {
    func study(_ name: String, _ unit: String, every step: Int) throws -> ResultsFolder {
      let rows = (0..<6).flatMap { seed in
        (1...4).map { "\(name),100,\(seed),\(step * $0),0.\($0 + seed)" }
      }
      return try store(self.study(name, "model,size,seed,\(unit),test_accuracy", rows))
    }
    let (ten, other, one) = (
      try study("ten", "epoch", every: 10), try study("other", "epoch", every: 10), try study("one", "epoch", every: 1)
    )
    func compare(_ folders: ResultsFolder...) throws -> StudyDescription {
      try StudyComparison(folders, names: [], isPaired: nil, name: "both").recorded.study
    }
    #expect(try compare(ten, other).origin?.measuredEpochs == "epochs 10, 20, 30, …")
    let error = #expect(throws: WorkflowError.self) { try compare(ten, one) }
    #expect(
      error.map { "\($0)" }?.contains(
        "ten were measured after epochs 10, 20, 30, … and those of one after epochs 1, 2, 3, …")
        == true)
    let steps = try study("steps", "step", every: 50)
    let mixed = try compare(one, steps)
    #expect(
      mixed.origin?.measuredEpochs == nil && mixed.origin?.sentence.contains("steps: an epoch is the number") == true)
  }

  /// What is told of folds, and of values that are missing, is told of a comparison, too.
  @Test func remarksOfComparedStudies() throws {
    let rows = (0..<6).map { "A,100,\($0),\($0 < 3 ? "" : "0.9"),0.8\($0)" }
    let folders = try ["folds", "seeds"].map { name in
      try store(study(name, "model,size,\(name == "folds" ? "fold" : "seed"),train_accuracy,test_accuracy", rows))
    }
    let compared = try StudyComparison(folders, names: [], isPaired: nil, name: "both").recorded
    let told = try #require(compared.study.origin?.sharedData)
    #expect(told.hasPrefix("folds: Replicates (fold) are parts of the same data") && !told.contains("seeds:"))
    #expect(compared.study.origin?.sentence.contains(told) == true)
    let results = StudyResults(study: compared.study, trajectories: compared.trajectories)
    #expect(results.originNotes(on: compared.output.table(.gaps)).contains(told))
    #expect(compared.study.origin?.remarks.contains { $0.hasPrefix("train_accuracy is not known") } == true)
  }
}
