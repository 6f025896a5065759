public import Datasets
public import NeuralNetwork
import SeededRandom
public import Study

/// Studies on the embedded digits that train in a moment.
public enum SmallStudy {
  /// Rules on the training loss and on the validation loss, none of which ends every run at the same epoch.
  public static let rules: [StoppingRule] = [
    .lossChange(threshold: 0.05), .lossChange(threshold: 0.005), .patience(epochs: 3, threshold: 0),
    .generalisationLoss(threshold: 5),
  ]

  /// Two sizes × two models × three replicates.
  public static func description(
    rules: [StoppingRule] = rules, sizes: [Int] = [40, 150], replicates: Int = 3, epochs: Int = 25,
    learningRate: Double = 0.1
  ) -> StudyDescription {
    var training = TrainingSettings()
    training.epochs = epochs
    training.learningRate = learningRate
    return StudyDescription(
      name: "small", title: "Small",
      data: StudyData(
        source: DataSource(name: "digits"), test: .canonical, validation: .fraction(0.2), scale: .unit),
      sizes: .list(sizes), replicates: replicates, seed: 42,
      models: [
        Model(name: "shallow", hidden: .widths([8])), Model(name: "deep", hidden: .widths([8, 8])),
      ], training: training, stopping: rules.map { StoppingSpecification(name: $0.name, rules: [$0]) }, vary: [],
      figures: nil)
  }

  public static func data() throws -> LoadedData {
    try DataLoader.load(DataSource(name: "digits"), seed: StudySeed(42))
  }

  public static func plan(_ description: StudyDescription, _ data: LoadedData) throws -> StudyPlan {
    try StudyPlan(study: description, facts: DataFacts(data, study: description))
  }

  /// Results in table order without their timings: what must be equal, bit for bit, between two runs.
  public static func timeless(_ results: [TrajectoryResult], of study: StudyDescription) -> [TrajectoryResult] {
    StudyResults(study: study, trajectories: results).trajectories.map { result in
      var result = result
      for index in result.history.indices { result.history[index].seconds = 0 }
      return result
    }
  }
}
