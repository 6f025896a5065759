import Datasets
public import NeuralNetwork

/// Every trajectory of a study, in the order in which they are trained.
public struct StudyPlan: Sendable {
  /// Version of the engine, part of every trajectory's key: it is raised whenever the engine's histories change, so
  /// that old and new ones are not mixed.
  public static let engineVersion = 4
  /// The same of networks in double precision, whose histories have changed by themselves.
  static let engineVersionInDouble = 5

  /// The study that is planned.
  public internal(set) var study: StudyDescription
  /// Shapes and counts of its data.
  public let facts: DataFacts
  /// Every stopping rule with each of its thresholds, in the order of the study file.
  public let rules: [StoppingRule]
  /// The trajectories to train. First replicates come first, so that a run cut short is balanced; within a replicate
  /// the costly ones come first, so that workers finish together.
  public internal(set) var trajectories: [PlannedTrajectory]

  /// Plans a study for its data.
  ///
  /// - Throws: ``PlanError`` if the data do not allow the study.
  public init(study: StudyDescription, facts: DataFacts) throws {
    self.study = study
    self.facts = facts
    rules = study.rules
    try Self.check(study.replicates, facts)
    try Self.check(rules: rules, metrics: study.metrics, facts: facts)
    if let conflict = study.settingConflict { throw PlanError("\(conflict.key): \(conflict.reason)") }
    if facts.validation == 0, !study.tune.isEmpty {
      throw PlanError(
        "data.validation: tune needs a validation set and there is none; set data.validation, e.g. to 0.2")
    }
    let sizes = try Self.sizes(study, facts)
    var trajectories: [PlannedTrajectory] = []
    for (index, model) in study.models.enumerated() {
      // A model that no varied setting affects is trained once.
      for varied in study.variants(of: model.kind) {
        for tuned in study.tunings(of: model.kind) {
          let learner = try Self.learner(
            study.tuned(model.kind, tuned), study.settings(varied: varied, tuned: tuned), facts)
          for size in sizes {
            let configuration = Configuration(
              modelIndex: index, model: model.name, hidden: learner.architecture?.hidden,
              parameters: learner.architecture?.parameterCount, size: size, varied: varied, tuned: tuned)
            for replicate in 1...study.replicates.count {
              let key = try Self.key(of: learner, configuration, replicate: replicate, in: study, facts)
              trajectories.append(
                PlannedTrajectory(
                  key: key, configuration: configuration, replicate: replicate, inputs: facts.inputs,
                  learner: learner))
            }
          }
        }
      }
    }
    try Self.checkDistinct(trajectories)
    let evaluated = facts.validation + facts.test
    self.trajectories = trajectories.enumerated().sorted { first, second in
      let (a, b) = (first.element, second.element)
      if a.replicate != b.replicate { return a.replicate < b.replicate }
      let (costA, costB) = (a.cost(evaluated: evaluated), b.cost(evaluated: evaluated))
      return costA != costB ? costA > costB : first.offset < second.offset
    }.map(\.element)
  }

  /// The key of a trajectory of `study`.
  static func key(
    of learner: Learner, _ configuration: Configuration, replicate: Int, in study: StudyDescription, _ facts: DataFacts
  ) throws -> String {
    try TrajectoryIdentity(
      dataDigest: facts.digest, data: study.data(varied: configuration.varied), isBalanced: study.sizes.areBalanced,
      seed: study.seed, replicate: replicate, of: study.replicates, size: configuration.size, learner: learner
    ).key()
  }

  /// Number of trials: configurations × replicates × rules with thresholds.
  public var trialCount: Int {
    var counts: [[String]: Int] = [:]
    return trajectories.reduce(0) { sum, planned in
      guard planned.configuration.kind == .oneShot else { return sum + 1 }
      let stored = planned.configuration.varied
      let count = counts[stored] ?? study.variants(of: planned.configuration).count
      counts[stored] = count
      return sum + count
    } * rules.count
  }

  /// Returns the plan with the replicates, of those it has, that the study's precision has led to; unchanged if their number
  /// is fixed.
  public func decided(_ replicates: Int) -> StudyPlan {
    var plan = self
    plan.study.replicates = study.replicates.decided(replicates)
    plan.trajectories.removeAll { $0.replicate > plan.study.replicates.count }
    return plan
  }

  private static func sizes(_ study: StudyDescription, _ facts: DataFacts) throws -> [Int] {
    func samples(_ count: Int) -> String { "\(count) \(count == 1 ? "sample" : "samples")" }
    switch study.sizes {
    case .all:
      return [facts.trainingPool]
    case .perClass(let counts):
      // That every class has as many was checked when the data were split.
      let classes = facts.classNames.count
      if let tooLarge = counts.first(where: { $0 > facts.trainingPool / classes }) {
        throw PlanError(
          "sizes.per-class: \(tooLarge) is more than the \(samples(facts.trainingPool / classes)) of each class that "
            + "\(study.data.source.title) leaves for training; use fewer")
      }
      return counts.map { $0 * classes }
    case .list(let sizes):
      if let tooLarge = sizes.first(where: { $0 > facts.trainingPool }) {
        let heldOut =
          facts.groups == nil
          ? "with \(facts.test) test and \(facts.validation) validation samples held out"
          : "in every replicate, with whole groups held out (data.groups)"
        throw PlanError(
          "sizes: \(tooLarge) is more than the \(samples(facts.trainingPool)) that \(study.data.source.title) leaves "
            + "for training \(heldOut); use sizes up to \(facts.trainingPool)"
            + (facts.validation > 0
              ? ", or a smaller data.validation" : study.data.test == .canonical ? "" : ", or a smaller data.test"))
      }
      return sizes
    }
  }

  private static func check(_ replicates: Replicates, _ facts: DataFacts) throws {
    guard replicates.count > 0 else {
      throw PlanError("replicates: \(replicates) is too few; use 1 or more")
    }
    guard replicates.isCrossed else { return }
    guard replicates.independentCount > 1 else {
      throw PlanError(
        "replicates: the effects of \(replicates) cannot be told apart; use 2 or more of each, or one number")
    }
    // Predictions are kept as bytes.
    guard facts.classNames.count <= 256 else {
      throw PlanError(
        "replicates: \(facts.classNames.count) classes are too many for data and initial-weights, which keep predictions "
          + "of at most 256; give one number")
    }
  }

  /// A model as it learns under one combination of the varied settings.
  private static func learner(
    _ kind: ModelKind, _ settings: TrainingSettings, _ facts: DataFacts
  ) throws -> Learner {
    switch kind {
    case .network(let layers):
      let outputs = try outputs(settings.loss, facts)
      return .network(layers.architecture(inputs: facts.inputs, outputs: outputs), settings)
    case .supportVectorMachine(let settings):
      return .supportVectorMachine(settings)
    case .recorded:
      throw PlanError("models: the runs of this study were trained elsewhere, and cannot be trained again here")
    }
  }

  private static func outputs(_ loss: Loss, _ facts: DataFacts) throws -> Int {
    let classes = facts.classNames.count
    // A quantity has no classes.
    if classes == 0 { return 1 }
    if loss == .binaryCrossEntropy && classes != 2 {
      throw PlanError(
        "training.loss: binary-cross-entropy needs data with 2 classes, these have \(classes); use cross-entropy")
    }
    return loss.outputs(classes: classes)
  }

  private static func check(rules: [StoppingRule], metrics: [Metric], facts: DataFacts) throws {
    for rule in rules {
      if let metric = rule.metrics.first(where: { !metrics.contains($0) }) {
        throw PlanError(
          "stopping: the rule \(rule.kind.name) looks at \(metric.name), which is not measured; add it to metrics")
      }
    }
    if facts.validation == 0, let rule = rules.first(where: \.needsValidation) {
      throw PlanError(
        "data.validation: the rule \(rule.kind.name) needs a validation set and there is none; set data.validation, e.g. to 0.2"
      )
    }
  }

  /// Two models, or two varied values, that come out as the same would share results under one key.
  private static func checkDistinct(_ trajectories: [PlannedTrajectory]) throws {
    var seen: [String: Configuration] = [:]
    for trajectory in trajectories {
      if let other = seen.updateValue(trajectory.configuration, forKey: trajectory.key) {
        let names = [other, trajectory.configuration].map { ([$0.model] + $0.varied + $0.tuned).joined(separator: " ") }
        throw PlanError(
          "models: \(names[0]) and \(names[1]) are the same model (\(trajectory.learner)); take one out")
      }
    }
  }
}
