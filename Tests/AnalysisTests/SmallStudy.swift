import Analysis
import Datasets
import NeuralNetwork
import Study
import TestSupport

/// Makes results of a small study by hand.
struct SmallStudy {
  static let rules: [StoppingRule] = [.lossChange(threshold: 0.1), .patience(epochs: 1, threshold: 0), .none]

  var replicates: Replicates = 2
  var seed: UInt64 = 1

  /// Two models, `shallow` (one hidden layer) and `deep` (three).
  func results(_ trajectories: [TrajectoryResult]) -> StudyResults {
    StudyResults(
      study: StudyDescription(
        name: "small", title: "Small",
        data: StudyData(source: DataSource(name: "digits"), test: .canonical, validation: .count(10), scale: .unit),
        sizes: .list([10, 20]), replicates: replicates, seed: seed,
        models: [
          Model(name: "shallow", hidden: .widths([8])), Model(name: "deep", hidden: .widths([8, 8, 8])),
        ],
        training: TrainingSettings(), stopping: Self.rules.map { StoppingSpecification(name: $0.name, rules: [$0]) },
        vary: [], figures: nil),
      trajectories: trajectories)
  }

  static func configuration(model: Int, size: Int) -> Configuration {
    Configuration(
      modelIndex: model, model: ["shallow", "deep"][model], hidden: [[8], [8, 8, 8]][model],
      parameters: [100, 300][model], size: size, varied: [])
  }

  /// A trajectory whose trials are its history replayed.
  static func trajectory(
    model: Int = 0, size: Int = 20, replicate: Int, _ history: [EpochRecord], diverged: Bool = false
  ) -> TrajectoryResult {
    TrajectoryResult(
      key: "\(model)-\(size)-\(replicate)", configuration: configuration(model: model, size: size),
      replicate: replicate, history: history, diverged: diverged,
      trials: TrajectoryResult.replay(history, diverged: diverged, rules: rules, epochs: history.count),
      chance: ChanceLimits(train: 0.1, test: 0.125))
  }

  /// A trajectory of one epoch with the given test accuracy; only the rule `none` ends it.
  static func trajectory(model: Int = 0, size: Int = 20, replicate: Int, testAccuracy: Double) -> TrajectoryResult {
    trajectory(
      model: model, size: size, replicate: replicate,
      [epoch(1, train: (0.5, 0.75), validation: nil, test: (1, testAccuracy))])
  }

  /// Epoch `number` with (loss, accuracy) of each set, four updates and half a second an epoch.
  static func epoch(
    _ number: Int, train: (Double, Double), validation: (Double, Double)?, test: (Double, Double)
  ) -> EpochRecord {
    EpochRecord(
      epoch: number, updates: 4 * number, train: Score(loss: train.0, [.accuracy: train.1]),
      validation: validation.map { Score(loss: $0.0, [.accuracy: $0.1]) },
      test: Score(loss: test.0, [.accuracy: test.1]),
      seconds: 0.5 * Double(number))
  }
}

extension MeanTest {
  init(replicates: Replicates, seed: UInt64) {
    self.init(bootstrap: ReplicateBootstrap(replicates: replicates, seed: seed), seed: seed)
  }
}
