public import NeuralNetwork
public import Study

/// What the replicates of one configuration report. Everything that compares or averages replicates starts from them.
///
/// Where a study tunes settings, each replicate was trained with every combination of their values. What it reports under
/// a stopping rule is the trial whose epoch is best on validation data.
public struct ConfigurationRuns: Sendable {
  /// The configuration; without tuned values if they are chosen.
  public let configuration: Configuration
  /// What there is of one replicate.
  private struct Replicate {
    /// Counted from 0.
    var place: Int
    /// The trajectories to choose from, in the order of the study's combinations.
    var candidates: [TrajectoryResult]
    /// Of several, the one that is chosen under the rule that trains longest.
    var chosen: TrajectoryResult?
  }

  /// Only replicates of which no trajectory is missing: of many models with replicates of their own, each has few of all.
  private let replicates: [Replicate]
  /// The number of replicates of the study.
  private let count: Int
  /// What the choice is made by.
  private let metric: Metric

  /// A trial with the trajectory that it belongs to.
  public typealias Run = (trial: TrialResult, trajectory: TrajectoryResult)

  /// `candidates` are those of each replicate, counted from 0, of the `count` of the study.
  init(
    _ configuration: Configuration, _ candidates: [Int: [TrajectoryResult]], count: Int, metric: Metric,
    longest: StoppingRule?
  ) {
    self.configuration = configuration
    self.count = count
    self.metric = metric
    replicates = candidates.sorted { $0.key < $1.key }.map { place, candidates in
      let isChoice = candidates.count > 1 && longest != nil
      return Replicate(
        place: place, candidates: candidates,
        chosen: isChoice ? longest.flatMap { Self.best(candidates, $0, metric)?.trajectory } : candidates.first)
    }
  }

  /// By replicate, from 1; nil where there is none.
  private func byReplicate<Value>(_ value: (Replicate) -> Value?) -> [Value?] {
    var values = [Value?](repeating: nil, count: count)
    for replicate in replicates { values[replicate.place] = value(replicate) }
    return values
  }

  /// By replicate, from 1; nil for a replicate without a result. Of several trajectories it is the one that is chosen under
  /// the rule that trains longest.
  var byReplicate: [TrajectoryResult?] { byReplicate(\.chosen) }

  var trajectories: [TrajectoryResult] { replicates.compactMap(\.chosen) }

  /// By replicate, the histories that means by epoch are of: those that did not diverge or, if all did, all.
  var meanHistories: [[EpochRecord]?] {
    let hasSurvivors = trajectories.contains { !$0.diverged }
    return byReplicate.map { trajectory in trajectory.flatMap { $0.diverged && hasSurvivors ? nil : $0.history } }
  }

  /// Returns what each replicate reports under `rule`, with its trajectory; nil where there is no trial.
  public func trials(_ rule: StoppingRule) -> [Run?] { byReplicate { Self.best($0.candidates, rule, metric) } }

  /// Returns what each replicate would report if only combinations that `isAllowed` could be chosen.
  func trials(_ rule: StoppingRule, where isAllowed: (Configuration) -> Bool) -> [Run?] {
    byReplicate { Self.best($0.candidates.filter { isAllowed($0.configuration) }, rule, metric) }
  }

  /// The candidate with the best metric on validation data, of equals that with the lowest loss there, then the first. One
  /// that diverged is chosen only if all did. Nil unless all of them answer the rule.
  private static func best(_ candidates: [TrajectoryResult], _ rule: StoppingRule, _ metric: Metric) -> Run? {
    var best: Run?
    for trajectory in candidates {
      guard let trial = trajectory.trial(of: rule) else { return nil }
      if let current = best, !isBetter((trial, trajectory), than: current, metric) { continue }
      best = (trial, trajectory)
    }
    return best
  }

  private static func isBetter(_ one: Run, than other: Run, _ metric: Metric) -> Bool {
    if one.trial.status == .diverged || other.trial.status == .diverged { return one.trial.status != .diverged }
    func value(_ measure: Measure, _ run: Run) -> Double? { measure.value(of: run.trial, in: run.trajectory) }
    switch (value(.validation(metric), one), value(.validation(metric), other)) {
    case (let one?, let other?) where one != other: return metric.isBetter(one, than: other)
    case (.some, nil): return true
    case (nil, .some): return false
    default: return (value(.validationLoss, one) ?? .infinity) < (value(.validationLoss, other) ?? .infinity)
    }
  }
}

extension StudyResults {
  /// One element for each configuration, with the best of tuned settings, in the order of the results.
  public var byConfiguration: [ConfigurationRuns] {
    let longest = study.tune.isEmpty ? nil : RuleCost.longest(self) ?? study.rules.first
    let kinds = Dictionary(study.models.map { ($0.name, $0.kind) }) { first, _ in first }
    let combinations = kinds.mapValues(study.tuningCount)
    return grouped(by: \.untuned).map { configuration, byReplicate in
      let count = combinations[configuration.model] ?? 1
      return ConfigurationRuns(
        configuration, byReplicate.filter { $0.value.count >= count }, count: replicateCount, metric: study.metric,
        longest: longest)
    }
  }

  /// One element for each configuration and each combination of tuned settings, in the order of the results.
  var byCombination: [ConfigurationRuns] {
    grouped(by: \.self).map {
      ConfigurationRuns($0, $1, count: replicateCount, metric: study.metric, longest: nil)
    }
  }

  private var replicateCount: Int { max(study.replicates.count, 1) }

  /// The trajectories of each configuration by replicate, counted from 0. Those of a configuration follow each other in the results.
  private func grouped(
    by configuration: (Configuration) -> Configuration
  ) -> [(configuration: Configuration, byReplicate: [Int: [TrajectoryResult]])] {
    var groups: [(configuration: Configuration, byReplicate: [Int: [TrajectoryResult]])] = []
    for trajectory in trajectories {
      let group = configuration(trajectory.configuration)
      if groups.last?.configuration != group { groups.append((group, [:])) }
      let replicate = trajectory.replicate - 1
      guard 0..<replicateCount ~= replicate else { continue }
      groups[groups.count - 1].byReplicate[replicate, default: []].append(trajectory)
    }
    return groups
  }
}
