public import NeuralNetwork
import Study

/// What one stopping rule costs in the leading metric on test data, and what it saves, compared with the rule that
/// trains longest.
public struct RuleCost: Sendable, Equatable {
  /// Position of the model in the study file, from 0.
  public var modelIndex: Int
  /// Name of the model.
  public var model: String
  /// Values of the varied settings, as the study file spells them.
  public var varied: [String]
  /// Number of training samples.
  public var size: Int
  /// The stopping rule whose cost it is.
  public var rule: StoppingRule
  /// The rule of this study that trains longest, which costs are measured against.
  public var reference: StoppingRule
  /// Number of replicates in which both rules have a result.
  public var pairs: Int
  /// Number of further replicates, in which the trial of either rule diverged.
  public var diverged: Int
  /// How many of `pairs` are not distinguishable from chance under the rule.
  public var atChance: Int
  /// The metric on test data under the rule minus that under the reference, paired by replicate.
  public var difference: Interval
  /// Updates under the rule divided by updates under the reference, mean over replicates. Where updates are not known, epochs
  /// give the share, as each epoch of a run has equally many updates.
  public var updates: Interval
}

extension StudyAnalysis {
  /// The rule that trains longest, which costs are measured against. Without costs it is `none` or, failing that, the
  /// rule with the latest mean stop at the largest size; nil without results.
  public var longestRule: StoppingRule? {
    if let reference = costs.first?.reference { return reference }
    let size = curves.map(\.size).max()
    let points = curves.filter { $0.size == size }
    if points.contains(where: { $0.key.rule == .none }) { return StoppingRule.none }
    let stops = points.compactMap { point in point[.stoppedEpoch].map { (rule: point.key.rule, epoch: $0.mean) } }
    return stops.max { $0.epoch < $1.epoch }?.rule ?? points.last?.key.rule
  }
}

extension StoppingRule {
  /// What sets a study's ``StudyAnalysis/longestRule`` apart: single models may train longer under another, unless it is `none`.
  public var wordsAsLongest: String {
    self == .none ? "which trains longest" : "which trains longest, all runs taken together"
  }
}

extension RuleCost {
  /// The costs of every configuration and rule except the reference, in the order of the results.
  static func costs(_ results: StudyResults, bootstrap: ReplicateBootstrap, test: MeanTest) -> [RuleCost] {
    guard let reference = longest(results) else { return [] }
    let cells = results.byConfiguration.filter { $0.configuration.kind == .network }
    return cells.concurrentMap { cell in
      results.study.rules.filter { $0 != reference }.compactMap { rule -> RuleCost? in
        let pairs = zip(cell.trials(rule), cell.trials(reference)).map { stopped, longest -> Pair? in
          guard let stopped, let longest else { return nil }
          return Pair(stopped: stopped, longest: longest)
        }
        let costs = pairs.map { $0?.cost(in: results.study.metric) }
        let terms = results.study.intervals == .replicates ? [] : pairs.map { $0?.terms(results.study.metric) }
        guard
          let difference = test.interval(
            ReplicateValues(costs.map { $0?.difference }, terms: terms),
            within: results.study.metric.bounds.differences),
          let updates = bootstrap.interval(costs.map { $0?.updates })
        else { return nil }
        let configuration = cell.configuration
        return RuleCost(
          modelIndex: configuration.modelIndex, model: configuration.model, varied: configuration.varied,
          size: configuration.size, rule: rule, reference: reference, pairs: costs.count { $0 != nil },
          diverged: pairs.count { $0?.hasDiverged ?? false },
          atChance: zip(pairs, costs).count { pair, cost in cost != nil && (pair?.isAtChance ?? false) },
          difference: difference, updates: updates)
      }
    }.flatMap { $0 }
  }

  /// What a rule and the reference report of one replicate. They are of the same trajectory, unless settings are tuned.
  private struct Pair {
    var stopped: ConfigurationRuns.Run
    var longest: ConfigurationRuns.Run

    var hasDiverged: Bool { stopped.trial.status == .diverged || longest.trial.status == .diverged }
    var isAtChance: Bool { stopped.trajectory.isAtChance(stopped.trial) }

    /// What the difference is made of.
    func terms(_ metric: Metric) -> TestSampling.Terms {
      [(1, stopped), (-1, longest)].map { weight, run in
        (weight, run.trajectory.values(of: metric, reportedBy: run.trial))
      }
    }

    /// Nil where something was not measured.
    func cost(in metric: Metric) -> (difference: Double, updates: Double)? {
      func values(_ measure: Measure) -> (Double, Double)? {
        guard let value = measure.value(of: stopped.trial, in: stopped.trajectory),
          let most = measure.value(of: longest.trial, in: longest.trajectory)
        else { return nil }
        return (value, most)
      }
      guard let tests = values(.test(metric)), let updates = values(.updates) ?? values(.stoppedEpoch), updates.1 > 0
      else { return nil }
      return (tests.0 - tests.1, updates.0 / updates.1)
    }
  }

  /// The rule with the most updates in all; of equal ones `none`, or else the first; nil with fewer than two rules.
  static func longest(_ results: StudyResults) -> StoppingRule? {
    let rules = results.study.rules
    guard rules.count > 1 else { return nil }
    // Epochs of a run have equally many updates.
    let haveUpdates = results.trajectories.contains { $0.history.contains { $0.updates != nil } }
    let measure: Measure = haveUpdates ? .updates : .stoppedEpoch
    var totals = Array(repeating: 0.0, count: rules.count)
    for trajectory in results.trajectories where !trajectory.diverged {
      for trial in trajectory.trials {
        guard let index = rules.firstIndex(of: trial.rule) else { continue }
        totals[index] += measure.value(of: trial, in: trajectory) ?? 0
      }
    }
    guard let most = totals.max(), most > 0 else { return nil }
    let longest = zip(rules, totals).filter { $1 == most }.map(\.0)
    return longest.contains(.none) ? StoppingRule.none : longest.first
  }
}
