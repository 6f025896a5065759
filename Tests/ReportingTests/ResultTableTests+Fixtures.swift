import Analysis
import NeuralNetwork
import Reporting
import Study
import TestSupport
import Testing

extension ResultTableTests {
  static let rules: [StoppingRule] = [.generalisationLoss(threshold: 5), .none]

  /// Two epochs of which the first is reported by the first rule; test accuracy as given, train accuracy 0.25 above.
  static func trajectory(_ model: Int, replicate: Int, accuracy: Double, validation: Bool = true)
    -> TrajectoryResult
  {
    let history = (1...2).map { epoch in
      EpochRecord(
        epoch: epoch, updates: 5 * epoch, train: Score(loss: 0.5 / Double(epoch), [.accuracy: accuracy + 0.25]),
        validation: validation ? Score(loss: 0.5 * Double(epoch), [.accuracy: 0.5]) : nil,
        test: Score(loss: 0.75, [.accuracy: accuracy]), seconds: 0.125 * Double(epoch))
    }
    return TrajectoryResult(
      key: "\(model) \(replicate)", configuration: configuration(model), replicate: replicate, history: history,
      diverged: false, trials: TrajectoryResult.replay(history, diverged: false, rules: rules, epochs: history.count),
      chance: ChanceLimits(train: 0.1, test: 0.125))
  }

  static func diverged(_ model: Int, replicate: Int) -> TrajectoryResult {
    TrajectoryResult(
      key: "\(model) \(replicate)", configuration: configuration(model), replicate: replicate, history: [],
      diverged: true, trials: TrajectoryResult.replay([], diverged: true, rules: rules, epochs: 1),
      chance: ChanceLimits(train: 0.1, test: 0.125))
  }

  static func configuration(_ model: Int) -> Configuration {
    Configuration(
      modelIndex: model, model: ["shallow", "deep"][model], hidden: [[8], [8, 6]][model],
      parameters: [610, 644][model], size: 20, varied: ["0.1"])
  }

  static let study = SmallStudy {
    $0.replicates = 2
    $0.vary = [
      VariedSetting(
        key: "learning-rate", values: [VariedSetting.Value(text: "0.1", assignment: .init(\.learningRate, 0.1))])
    ]
    $0.stopping = rules.map { StoppingSpecification(name: $0.name, rules: [$0]) }
  }.description

  static func lines(
    _ name: ResultTable, _ trajectories: [TrajectoryResult], replicates: Replicates = 2
  ) -> [[String]] {
    var study = study
    study.replicates = replicates
    let results = StudyResults(study: study, trajectories: trajectories)
    let table = name.table(results, StudyAnalysis(results))
    for row in table.rows { #expect(row.count == table.columns.count) }
    let text = TableFormat.tsv.write(table)
    #expect(!text.lowercased().contains("nan") && !text.lowercased().contains("inf"))
    return text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// Shallow 0.25 and 0.5, deep 0.5 and 0.625 right on the test set.
  static let all = [
    trajectory(0, replicate: 1, accuracy: 0.25), trajectory(0, replicate: 2, accuracy: 0.5),
    trajectory(1, replicate: 1, accuracy: 0.5), trajectory(1, replicate: 2, accuracy: 0.625),
  ]
}
