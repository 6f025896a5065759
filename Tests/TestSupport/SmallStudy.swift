public import Datasets
import NeuralNetwork
import SeededRandom
public import Study

/// A study small enough to be trained many times over in a test: two models, two sizes and three replicates on digits.
public struct SmallStudy: Sendable {
  public var description = StudyDescription(
    name: "small", title: "A small study",
    data: StudyData(
      source: DataSource(name: "digits"), test: .drawn(.count(70)), validation: .count(50), scale: .unit),
    sizes: .list([20, 40]), replicates: 3, seed: 2026,
    models: [
      Model(name: "shallow", hidden: .widths([8])), Model(name: "deep", hidden: .widths([8, 6])),
    ],
    training: settings, stopping: SmallStudy.stopping, vary: [], figures: nil)

  private static var settings: TrainingSettings {
    var settings = TrainingSettings()
    settings.learningRate = 0.5
    settings.batch = .count(8)
    settings.epochs = 14
    return settings
  }

  /// Rules on the training loss and on the validation loss; some fire early, some late, some not at all.
  public static let stopping = [
    StoppingSpecification(
      name: "loss-change", rules: [.lossChange(threshold: 0.3), .lossChange(threshold: 0.01)]),
    StoppingSpecification(name: "patience", rules: [.patience(epochs: 2, threshold: 0)]),
    StoppingSpecification(
      name: "generalisation-loss", rules: [.generalisationLoss(threshold: 2), .generalisationLoss(threshold: 20)]),
  ]

  public init() {}

  /// The study with a change.
  public init(_ change: (inout StudyDescription) -> Void) {
    change(&description)
  }

  /// Two models × two sizes × three replicates.
  public static let trajectoryCount = 12

  private static let digits = Result { try DataLoader.load(DataSource(name: "digits"), seed: StudySeed(0)) }

  /// The digits, loaded once for all tests.
  public static var data: LoadedData {
    get throws { try digits.get() }
  }

  public var plan: StudyPlan {
    get throws { try StudyPlan(study: description, facts: DataFacts(Self.data, study: description)) }
  }

  /// Trains what `store` does not have, and returns how far it came.
  @discardableResult
  public func run(
    in store: any TrialStore, jobs: Int = 2, cancellation: Cancellation = Cancellation(),
    observe: @escaping @Sendable (StudyRunner.Progress) -> Void = { _ in }
  ) throws -> StudyRunner.Progress {
    try StudyRunner(plan: plan, data: Self.data, store: store, jobs: jobs)
      .run(cancellation: cancellation, observe: observe)
  }

  /// What the whole study comes out as, trained in memory, timings left out.
  public func results(jobs: Int = 2) throws -> [TrajectoryResult] {
    let store = InMemoryTrialStore()
    try run(in: store, jobs: jobs)
    return try results(in: store)
  }

  /// What `store` has of the study, as tables show it, timings left out.
  public func results(in store: any TrialStore) throws -> [TrajectoryResult] {
    StudyResults(study: description, trajectories: try store.results()).trajectories.map(\.withoutSeconds)
  }
}

extension TrajectoryResult {
  /// The trajectory without what differs from one run to the next: its timings.
  public var withoutSeconds: TrajectoryResult {
    var result = self
    for index in result.history.indices { result.history[index].seconds = 0 }
    return result
  }
}
