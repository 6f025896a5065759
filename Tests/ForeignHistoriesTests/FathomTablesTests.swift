import Analysis
import ForeignHistories
import Foundation
import NeuralNetwork
import Reporting
import Study
import TestSupport
import Testing

/// Fathom's own tables read back as what is in the store, bit for bit.
@Suite struct FathomTablesTests {
  /// Two models, two sizes, two learning rates, with one of which runs diverge.
  private static let results = Result { () throws -> StudyResults in
    let small = SmallStudy { study in
      study.replicates = 2
      study.metrics = [.accuracy, .logLoss]
      study.training.epochs = 4
      study.stopping = [
        StoppingSpecification(name: "loss-change", rules: [.lossChange(threshold: 0.3)]),
        StoppingSpecification(name: "none", rules: [.none]),
      ]
      study.vary = [
        VariedSetting(
          key: "learning-rate",
          values: [0.1, 1e6].map { VariedSetting.Value(text: "\($0)", assignment: .init(\.learningRate, $0)) })
      ]
    }
    let store = InMemoryTrialStore()
    try small.run(in: store)
    return StudyResults(study: small.description, trajectories: store.results())
  }

  private func files(_ tables: ResultTable...) throws -> (ForeignFiles, StudyResults) {
    let results = try Self.results.get()
    let analysis = StudyAnalysis(results)
    let texts = tables.map { (name: $0.fileName, text: TableFormat.tsv.write($0.table(results, analysis))) }
    return (try ForeignFiles(texts), results)
  }

  private func label(_ run: ForeignRun) -> String {
    ([run.model, "\(run.size)", run.replicate ?? ""] + run.settings).joined(separator: " ")
  }

  private func label(_ result: TrajectoryResult) -> String {
    ([result.configuration.model, "\(result.configuration.size)", "\(result.replicate)"] + result.configuration.varied)
      .joined(separator: " ")
  }

  /// `epochs.tsv` does not say that a run diverged; beside it, `trials.tsv` does.
  @Test func epochsAndTrials() throws {
    let (files, results) = try files(.epochs, .trials)
    let histories = try files.read()
    let expected = results.trajectories
    #expect(expected.contains(where: \.diverged) && !expected.allSatisfy(\.diverged))
    #expect(histories.runs.map(label) == expected.map(label))
    #expect(histories.runs.map(\.history) == expected.map(\.history))
    #expect(histories.runs.map(\.diverged) == expected.map(\.diverged))
    #expect(histories.runs.filter { !$0.hasEpochs }.isEmpty)
    #expect(histories.program == "Fathom" && histories.metrics == [.accuracy, .logLoss])
    #expect(histories.settings == [ForeignSetting(key: "learning_rate", values: ["0.1", "1000000.0"])])
    #expect(histories.models.map(\.depth) == [1, 2] && histories.models.map(\.hidden) == [[8], [8, 6]])
    #expect(
      histories.models.map(\.parameters)
        == ["shallow", "deep"].map { name in
          expected.first { $0.configuration.model == name }?.configuration.parameters
        })
    #expect(histories.remarks.isEmpty, "\(histories.remarks)")
  }

  @Test func epochsAlone() throws {
    let (files, results) = try files(.epochs)
    let expected = results.trajectories.filter { !$0.history.isEmpty }
    let histories = try files.read()
    #expect(histories.runs.map(label) == expected.map(label))
    #expect(histories.runs.map(\.history) == expected.map(\.history))
    #expect(histories.models.map(\.hidden) == [[8], [8, 6]])
    #expect(
      files.remarks(histories) == [
        "epochs.tsv: does not say which runs diverged, so that they seem to have ended; give Fathom's trials.tsv with it"
      ])
  }

  /// Each rule is a value of a setting.
  @Test func trialsAlone() throws {
    let (files, results) = try files(.trials)
    let histories = try files.read()
    #expect(histories.settings.first == ForeignSetting(key: "rule", values: ["loss-change 0.3", "none"]))
    #expect(histories.runs.count == 2 * results.trajectories.count)
    for trajectory in results.trajectories {
      for (trial, rule) in zip(trajectory.trials, ["loss-change 0.3", "none"]) {
        let run = try #require(
          histories.runs.first {
            $0.model == trajectory.configuration.model && $0.size == trajectory.configuration.size
              && $0.replicate == "\(trajectory.replicate)" && $0.settings == [rule] + trajectory.configuration.varied
          })
        #expect(run.diverged == (trial.status == .diverged) && !run.hasEpochs)
        #expect(run.history.first?.test == trajectory.reported(by: trial)?.test)
        #expect(run.history.first?.train == trajectory.reported(by: trial)?.train)
      }
    }
  }

  /// Replicates that share draws are no independent runs, whichever tables say so; a replicate that is left out changes nothing.
  @Test(arguments: [[ResultTable.epochs], [.trials], [.epochs, .trials]], [nil, "1", "6"])
  func crossedReplicatesStayCrossed(tables: [ResultTable], without: String?) throws {
    let crossed = Replicates.crossed(data: 2, initialWeights: 3)
    let small = SmallStudy { study in
      (study.replicates, study.metrics) = (crossed, [.accuracy])
      study.training.epochs = 2
    }
    let store = InMemoryTrialStore()
    try small.run(in: store)
    let results = StudyResults(study: small.description, trajectories: store.results())
    let analysis = StudyAnalysis(results)
    let texts = tables.map { table in
      let lines = TableFormat.tsv.write(table.table(results, analysis)).split(separator: "\n")
      let place = lines[0].split(separator: "\t").firstIndex(of: "replicate") ?? 0
      let kept = lines.filter { $0.split(separator: "\t", omittingEmptySubsequences: false)[place] != without ?? "" }
      return (name: table.fileName, text: kept.joined(separator: "\n") + "\n")
    }
    let histories = try ForeignFiles(texts).read()
    #expect(histories.crossed == crossed)
    #expect(
      histories.settings.allSatisfy { !$0.key.hasSuffix("_draw") }
        && Set(histories.runs.compactMap(\.replicate)).count == (without == nil ? 6 : 5))
  }
}
