import Analysis
import ForeignHistories
import Foundation
import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing
import TrialStorage
import Workflow

/// What is imported can be read again.
@Suite struct HistoryImportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String) throws -> ImportRequest {
    let file = folder.file("h.csv")
    try text.write(to: file, atomically: true, encoding: .utf8)
    return ImportRequest(files: [file.path(percentEncoded: false)])
  }

  /// Random small tables, with cells and runs missing, models taken out and columns ignored: what is accepted is read back
  /// from a store as it was.
  @Test func whatIsImportedCanBeRead() throws {
    var random = SeededGenerator(key: printedSeed())
    var accepted = 0
    for number in 0..<150 {
      let hasEpochs = random.below(2) == 0
      var rows = ["model,hidden_units,size,seed,lr,augment\(hasEpochs ? ",epoch,train_loss" : ""),test_acc"]
      let rates = [["", "0.1"], ["0.1"], ["0.1", "0.2"], ["", "", "0.3"], [""]]
      for model in ["a", "b", "c"].prefix(1 + random.below(3)) {
        let (ofModel, units) = (rates[random.below(rates.count)], ["64", "", "0", "1048577"][random.below(4)])
        for size in [10, 20] {
          for seed in 1...2 + random.below(2) {
            for rate in Set(ofModel).sorted() where random.below(8) > 0 {
              let start = "\(model),\(units),\(size),\(seed),\(rate),\(random.below(5) == 0 ? "" : "flip")"
              let length = hasEpochs ? 1 + random.below(3) : 1
              for epoch in 1...length where random.below(20) > 0 {
                let loss = random.below(20) == 0 ? "nan" : "0.\(1 + random.below(9))"
                let accuracy = random.below(12) == 0 ? "" : "0.\(1 + random.below(9))"
                rows.append(start + (hasEpochs ? ",\(epoch),\(loss)" : "") + ",\(accuracy)")
              }
            }
          }
        }
      }
      var request = try write(rows.joined(separator: "\n") + "\n")
      if random.below(2) == 0 { request.models = [ForeignModel(name: "a")] }
      if random.below(4) == 0 { request.ignored = ["augment"] }
      guard let study = (try? HistoryImport(request, name: "h"))?.recorded else { continue }
      accepted += 1
      let store = try SQLiteTrialStore(folder.file("\(number).sqlite"))
      let record = StudyRecord(
        description: study.study, file: study.file, dataDigest: study.digest, engineVersion: StudyPlan.engineVersion)
      try store.replaceAll(with: record, study.trajectories)
      #expect(try store.study()?.description == study.study, "\(rows)")
      #expect(try store.results().map(\.history) == study.trajectories.map(\.history), "\(rows)")
      for setting in study.study.vary { #expect(!setting.values.isEmpty, "\(rows)") }
    }
    #expect(accepted > 50)
  }

  /// Random tables in which train values and test losses are known after some epochs of some runs only: a mean is there if and
  /// only if all runs of its row have the value at their stopped epoch, worked out here from the rows, so that train − test is
  /// the gap; and what single runs lack is told.
  @Test func meansAreOfAllRunsOrEmpty() throws {
    var random = SeededGenerator(key: printedSeed())
    var (kept, emptied) = (0, 0)
    for _ in 0..<100 {
      let (runs, share) = (2 + random.below(3), random.below(4))
      var rows = ["model,size,seed,epoch,train_acc,test_loss,test_acc"]
      var trains: [Double?] = []
      for seed in 1...runs {
        let length = 1 + random.below(4)
        let ofRun = (1...length).map { _ in random.below(3) < share ? "0.\(500 + random.below(500))" : "" }
        for (index, train) in ofRun.enumerated() {
          rows.append("a,10,\(seed),\(index + 1),\(train),0.\(1 + random.below(9)),0.\(100 + random.below(400))")
        }
        trains.append(Double(ofRun[length - 1]))
      }
      let study = try HistoryImport(write(rows.joined(separator: "\n") + "\n"), name: "h")
      let results = StudyResults(study: study.recorded.study, trajectories: study.recorded.trajectories)
      let point = try #require(StudyAnalysis(results).curves.first)
      let test = try #require(point[.test(.accuracy)])
      let isWhole = !trains.contains(nil)
      #expect(point.count == runs && point[.testLoss] != nil)
      #expect((point[.train(.accuracy)] != nil) == isWhole && (point[.gap(.accuracy)] != nil) == isWhole, "\(rows)")
      if let train = point[.train(.accuracy)], let gap = point[.gap(.accuracy)] {
        let mean = trains.compactMap(\.self).reduce(0, +) / Double(runs)
        #expect(abs(train.mean - mean) < 1e-12 && abs(train.mean - test.mean - gap.mean) < 1e-12)
        kept += 1
      }
      let missing = trains.count { $0 == nil }
      let isKnownSomewhere = rows.dropFirst().contains {
        !$0.split(separator: ",", omittingEmptySubsequences: false)[4].isEmpty
      }
      let remark = study.recorded.study.origin?.remarks.first { $0.hasPrefix("train_accuracy is not known") }
      if isWhole || !isKnownSomewhere {
        #expect(remark == nil, "\(rows)")
      } else if missing < runs {
        #expect(
          remark?.hasPrefix("train_accuracy is not known where \(missing) of \(runs) trials end") == true, "\(rows)")
        emptied += 1
      }
    }
    #expect(kept > 5 && emptied > 5)
  }

  /// Folds of the same data are no independent replicates, which everyone is told who reads an interval or a verdict.
  @Test func partsOfTheSameDataAreTold() throws {
    func origin(_ column: String) throws -> StudyOrigin? {
      let rows = (0..<12).map { "\($0 < 6 ? "a" : "b"),10,\($0 % 6),0.\($0 + 50)" }
      let imported = try HistoryImport(
        write("model,size,\(column),test_acc\n" + rows.joined(separator: "\n") + "\n"), name: "h")
      #expect("\(ImportSummary(imported))".contains("share training samples") == (column == "fold"))
      return imported.recorded.study.origin
    }
    let folds = try #require(try origin("fold"))
    let told = try #require(folds.sharedData)
    #expect(told.contains("(fold)") && told.contains("independent") && folds.sentence.contains(told))
    #expect(try origin("seed")?.sharedData == nil)
  }

  /// More than a store holds is refused before anything is written.
  @Test func moreThanCanBeReadIsRefused() throws {
    let rows = (1...Replicates.most + 1).map { "a,10,\($0),0.5" }
    let request = try write("model,size,seed,test_acc\n" + rows.joined(separator: "\n") + "\n")
    let study = try HistoryImport(request, name: "h").recorded
    let results = ResultsFolder(folder.url.appending(path: "r"))
    let error = #expect(throws: WorkflowError.self) { try study.check(results) }
    #expect(error.map { "\($0)".contains("too large for a results folder") } == true)
    #expect(!FileManager.default.fileExists(atPath: results.path))
  }
}
