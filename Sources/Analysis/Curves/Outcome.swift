import NeuralNetwork
import Study

/// The outcome of a trial in comparisons of models.
struct Outcome {
  /// The metric on test data.
  var test: Double
  /// The same on each test sample.
  var values = OutcomeValues.unknown
  var isDiverged = false
  /// Whether the value stands for a run that diverged or whose metric overflowed, and was not measured.
  var isStandIn = false
  /// Nil if the limits of chance are not known.
  var isAtChance: Bool? = false
}

/// The value that a run counts as in comparisons if it diverged or its metric overflowed, so that no model wins only
/// because its good runs are left.
///
/// It is the worst value of the metric. If the metric has none, it is twice as far from the best value as the worst that any
/// trial of the study has at that size, or as chance if that is further. As the worst of the others it would cost next to
/// nothing where these are alike, so that a model could win of which half the runs are lost.
struct LostRuns {
  private let metric: Metric
  /// By size; empty for a metric that has a worst value.
  private var worst: [Int: Double] = [:]

  /// `cells` have the trials that are compared.
  init(_ cells: [ConfigurationRuns], of study: StudyDescription) {
    metric = study.metric
    guard metric.worst == nil else { return }
    for cell in cells {
      let size = cell.configuration.size
      for (trial, trajectory) in study.rules.flatMap({ cell.trials($0) }).compactMap(\.self) {
        let values = [Measure.test(metric).value(of: trial, in: trajectory), trajectory.chance.test[metric]]
        for value in values.compactMap(\.self) {
          worst[size] = worst[size].map { metric.isBetter($0, than: value) ? value : $0 } ?? value
        }
      }
    }
  }

  /// Whether a model can have a value of the metric at all.
  func canMeasure(_ configuration: Configuration) -> Bool { configuration.isVaried || !metric.needsOutputs }

  /// By replicate; nil for a trajectory that does not answer the rule, or not yet, and for a model that has no value of
  /// the metric.
  func outcomes(_ cell: ConfigurationRuns, _ rule: StoppingRule) -> [Outcome?] {
    cell.trials(rule).map { $0.flatMap(outcome) }
  }

  /// Nil for a model that has no value of the metric.
  func outcome(_ run: (trial: TrialResult, trajectory: TrajectoryResult)) -> Outcome? {
    let (trial, trajectory) = run
    let isAtChance = trajectory.chance.isKnown ? trajectory.isAtChance(trial) : nil
    if trial.status == .diverged {
      return lost(trajectory.configuration).map {
        Outcome(test: $0, values: .constant, isDiverged: true, isStandIn: true, isAtChance: isAtChance)
      }
    }
    guard let measured = trajectory.reported(by: trial)?.test[metric] else { return nil }
    guard measured.isFinite else {
      return lost(trajectory.configuration).map {
        Outcome(test: $0, values: .constant, isStandIn: true, isAtChance: isAtChance)
      }
    }
    return Outcome(
      test: measured, values: trajectory.values(of: metric, reportedBy: trial), isAtChance: isAtChance)
  }

  private func lost(_ configuration: Configuration) -> Double? {
    guard canMeasure(configuration) else { return nil }
    return metric.worst ?? worst[configuration.size].map(beyond)
  }

  /// The value twice as far from the best one as `value`, unless that is too large for a number.
  private func beyond(_ value: Double) -> Double {
    guard let error = metric.error(of: value), let doubled = metric.value(atError: 2 * error), doubled.isFinite else {
      return value
    }
    return doubled
  }
}

extension SideValues {
  /// `samples` are what each outcome has on each test sample; nil if intervals do not cover them.
  init(_ outcomes: [Outcome?], samples: [OutcomeValues?]?) {
    self.init(outcomes.map { $0?.test }, samples: samples)
    hasStandIns = outcomes.contains { $0?.isStandIn ?? false }
  }
}

extension TrajectoryResult {
  /// The metric on each test sample at the epoch that a trial reports.
  func values(of metric: Metric, reportedBy trial: TrialResult) -> OutcomeValues {
    guard let kept = recordings.testValues, kept.metric == metric, let epoch = trial.epoch,
      let values = kept.byEpoch[epoch]
    else { return .unknown }
    return .samples(values, drawn: kept.drawn, groups: kept.groups)
  }
}
