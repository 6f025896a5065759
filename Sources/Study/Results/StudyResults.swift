import NeuralNetwork

/// A study with its finished trajectories: the input of analysis.
public struct StudyResults: Sendable {
  /// The study that the trajectories belong to.
  public var study: StudyDescription
  /// The trajectories, sorted by model, varied settings, size, tuned settings (all in the order of the study file) and
  /// replicate.
  public var trajectories: [TrajectoryResult]
  /// Numbers of replicates, ascending, of the earlier looks that verdicts have to account for.
  public var looks: [Int]
  /// Whether the study is finished, so that its verdicts count.
  public var isFinal: Bool

  /// Sorts trajectories and brings them in line with the study.
  ///
  /// The order in which they finished does not matter. Each gets the trials of those of the study's rules that its
  /// history answers, and the metrics that the study asks for. A model that some varied settings do not affect (an SVM)
  /// was trained once for all of their values, and is repeated for each.
  public init(study: StudyDescription, trajectories: [TrajectoryResult], looks: [Int] = [], isFinal: Bool = true) {
    self.study = study
    self.looks = looks
    self.isFinal = isFinal
    // The study file may have been reordered since a trajectory was stored.
    let modelIndices = Dictionary(study.models.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    let varied = study.vary.map(\.positions)
    let tuned = study.tune.map(\.positions)
    func rank(_ texts: [String], _ positions: [[String: Int]]) -> [Int] { zip(texts, positions).map { $1[$0] ?? .max } }
    func rank(_ result: TrajectoryResult) -> [Int] {
      let configuration = result.configuration
      return [configuration.modelIndex] + rank(configuration.varied, varied) + [configuration.size]
        + rank(configuration.tuned, tuned) + [result.replicate]
    }
    let rules = study.rules
    let measured = Self.measuredRules(rules, trajectories)
    var variants: [[String]: [[String]]] = [:]
    let answered = trajectories.flatMap { trajectory in
      let configuration = trajectory.configuration
      let isTrainedHere = configuration.recorded == nil && configuration.hidden != nil
      let loss = isTrainedHere ? study.settings(of: configuration).loss : nil
      var result = trajectory.measured(by: study.metrics, loss: loss)
        .answering(measured[configuration.model] ?? rules, epochs: study.epochLimit(of: trajectory))
      result.configuration.modelIndex =
        modelIndices[trajectory.configuration.model] ?? trajectory.configuration.modelIndex
      guard !result.configuration.isVaried else { return [result] }
      let stored = configuration.varied
      let combinations = variants[stored] ?? study.variants(of: configuration)
      variants[stored] = combinations
      return combinations.map { varied in
        result.configuration.varied = varied
        result.configuration.storedVaried = stored.isEmpty ? nil : stored
        return result
      }
    }
    self.trajectories =
      answered.map { (rank($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }
}

extension StudyResults {
  /// The rules that look at what was measured of each model that was trained elsewhere. Of runs that diverged in their first
  /// epoch nothing was, so they answer what others of their model do; alone, they answer all.
  private static func measuredRules(
    _ rules: [StoppingRule], _ trajectories: [TrajectoryResult]
  ) -> [String: [StoppingRule]] {
    let recorded = trajectories.filter { $0.configuration.recorded != nil && !$0.history.isEmpty }
    return Dictionary(grouping: recorded, by: \.configuration.model).mapValues { runs in
      rules.filter { rule in runs.contains { $0.measures(rule) } }
    }
  }

  /// How many replicates have any trajectory.
  public var trainedReplicates: Int { Set(trajectories.map(\.replicate)).count }

  /// The number of replicates with its noun. Where models have none in common, it is that of each model, not of all numbers.
  public var replicateWords: String {
    let counts = Dictionary(grouping: trajectories, by: \.configuration).values.map(\.count)
    guard mayBeUnpaired, let least = counts.min(), let most = counts.max(), most < trainedReplicates else {
      return study.replicates.decided(trainedReplicates).words
    }
    return (least == most ? "" : "\(least) to ") + Replicates.independent(most).words + " of each model"
  }

  /// Whether two models that have no replicate in common may be compared unpaired: not if replicates share draws, and not
  /// while those in common may still come to one study.
  public var mayBeUnpaired: Bool { (isFinal || study.origin != nil) && !study.replicates.isCrossed }

  /// How many replicates, from the first, have all trials of as many configurations as any replicate has.
  public var wholeReplicates: Int {
    let rules = study.rules.count
    let counts = Dictionary(grouping: trajectories.filter { $0.trials.count == rules }, by: \.replicate)
      .mapValues(\.count)
    guard let all = counts.values.max() else { return 0 }
    return (1...study.replicates.count).prefix { counts[$0] == all }.count
  }

  /// Returns the results as they were with `replicates` replicates, of a study whose precision decides their number.
  public func decided(_ replicates: Int) -> StudyResults {
    var results = self
    results.study.replicates = study.replicates.decided(replicates)
    results.trajectories.removeAll { $0.replicate > results.study.replicates.count }
    return results
  }
}

extension VariedSetting {
  /// The position of each value, by its text.
  fileprivate var positions: [String: Int] {
    Dictionary(values.enumerated().map { ($0.element.text, $0.offset) }) { first, _ in first }
  }
}
