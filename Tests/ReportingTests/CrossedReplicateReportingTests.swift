import Analysis
import Foundation
import NeuralNetwork
import Reporting
import Study
import TestSupport
import Testing

/// Tables and findings of crossed replicates.
@Suite struct CrossedReplicateReportingTests {
  /// A study of one network and one size; `predictions` of two test samples by replicate.
  private static func results(_ replicates: Replicates, _ predictions: [[UInt8]]) -> StudyResults {
    let study = SmallStudy {
      $0.replicates = replicates
      $0.models = [Model(name: "shallow", hidden: .widths([8]))]
      $0.sizes = .list([20])
      $0.stopping = [StoppingSpecification(name: "none", rules: [.none])]
    }.description
    let trajectories = predictions.enumerated().map { index, predictions in
      let right = Double(predictions.count { $0 == 0 }) / Double(predictions.count)
      let history = [
        EpochRecord(
          epoch: 1, updates: 3, train: Score(loss: 0.5, [.accuracy: 0.75]), validation: nil,
          test: Score(loss: 1, [.accuracy: right]), seconds: 1)
      ]
      var result = TrajectoryResult(
        key: "\(index)",
        configuration: Configuration(
          modelIndex: 0, model: "shallow", hidden: [8], parameters: 610, size: 20, varied: []),
        replicate: index + 1, history: history, diverged: false,
        trials: TrajectoryResult.replay(history, diverged: false, rules: [.none], epochs: 1),
        chance: ChanceLimits(train: 0, test: 0))
      result.recordings.predictions = Predictions(byEpoch: [1: Data(predictions)])
      return result
    }
    return StudyResults(study: study, trajectories: trajectories)
  }

  private static func lines(_ name: ResultTable, _ results: StudyResults) -> [[String]] {
    TableFormat.tsv.write(name.table(results, StudyAnalysis(results))).split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The second sample is always wrong, the first only for the second draw of the data: see `BiasVarianceTests`.
  private static let byData: [[UInt8]] = [[0, 3], [0, 3], [1, 3], [1, 3]]

  @Test func whereTheErrorComesFrom() {
    let lines = Self.lines(.biasVariance, Self.results(.crossed(data: 2, initialWeights: 2), Self.byData))
    let parts = [
      "test_error", "train_error", "bias", "data_variance", "initial_variance", "interaction_variance",
      "data_minus_initial",
    ]
    let columns = parts.flatMap { part in [part, "\(part)_low", "\(part)_high"] }
    #expect(
      lines[0] == ["model", "hidden_layers", "size", "rule", "threshold", "data_draws", "initial_weights"] + columns)
    let values = ["0.75", "0.25", "0.5", "0.25", "0.0", "0.0", "0.25"].flatMap { value in [value, "", ""] }
    #expect(lines.dropFirst() == [["shallow", "1", "20", "none", "", "2", "2"] + values])
    #expect(Self.lines(.biasVariance, Self.results(4, Self.byData)).count == 1)
  }

  @Test func trialsSayWhatTheyDraw() {
    let lines = Self.lines(.trials, Self.results(.crossed(data: 2, initialWeights: 2), Self.byData))
    #expect(lines[0].suffix(3) == ["seconds", "data_draw", "initial_weights_draw"])
    #expect(lines.dropFirst().map { $0.suffix(2) } == [["1", "1"], ["1", "2"], ["2", "1"], ["2", "2"]])
    #expect(Self.lines(.trials, Self.results(4, Self.byData))[0].last == "seconds")
  }

  @Test func oneDrawOfTheDataConcludesNothing() {
    let results = Self.results(.crossed(data: 3, initialWeights: 3), [[0, 0], [1, 0], [0, 0]])
    #expect(
      Findings(StudyAnalysis(results)).sentences == [
        "So far one draw of the data is finished, from which nothing can be concluded: a difference may be that of lucky samples."
      ])
    let curves = Self.lines(.curves, results)
    let place = curves[0].firstIndex(of: "test_accuracy_low") ?? 0
    #expect(curves[1][place] == "")
  }

  /// Three draws of each: the first sample is wrong for the first draw of the data, the second for none.
  @Test func findingsNameTheParts() {
    let predictions: [[UInt8]] = (0..<9).map { [$0 < 3 ? 1 : 0, 0] }
    let results = Self.results(.crossed(data: 3, initialWeights: 3), predictions)
    let findings = Findings(StudyAnalysis(results)).sentences
    // One of three: the variance of the data is 1/3, of which a third is expected in the square of the mean's error, 1/9.
    let sentence = findings.first { $0.hasPrefix("Of the test error of “shallow” at n = 20, 16.7 (") }
    #expect(sentence?.contains("bias makes up 0.0 (") == true, "\(findings)")
    #expect(sentence?.contains("the draw of the data 16.7 (") == true)
    #expect(
      sentence?.contains("the initial weights 0.0 (0.0 to 0.0) and both together 0.0 (0.0 to 0.0) points") == true)
    #expect(!(sentence ?? "").contains("matter"), "three draws do not support that: \(sentence ?? "")")
    #expect(!Findings(StudyAnalysis(Self.results(9, predictions))).sentences.contains { $0.contains("bias") })
  }
}
