import NeuralNetwork

/// What becomes of stored runs that were trained with another limit of epochs than is planned now.
public struct OtherLimits: Sendable {
  /// Number of planned trajectories that a stored history answers.
  public var taken = 0
  /// By the key of a planned trajectory, the stored one whose training it continues.
  var continued: [String: TrajectoryResult] = [:]
  /// Number of planned trajectories that are trained from the beginning, although there is a run with another limit, because
  /// their learning rate depends on the limit.
  public var scheduled = 0
  /// Number of those that are trained from the beginning because not all is kept that training goes on from.
  public var anew = 0

  /// Number of planned trajectories that go on where a stored one ended.
  public var continuedCount: Int { continued.count }
}

/// Finds stored runs that differ from a planned one in nothing but the limit of epochs.
struct RelatedTrajectories {
  private struct Place: Hashable {
    var replicate: Int
    var size: Int
    var hidden: [Int]?
  }

  private let byKey: [String: TrajectoryResult]
  /// Those that there are at a place: a few numbers, even of a large study.
  private let limits: [Place: Set<Int>]

  init(_ stored: [TrajectoryResult]) {
    byKey = Dictionary(stored.map { ($0.key, $0) }) { first, _ in first }
    var limits: [Place: Set<Int>] = [:]
    for result in stored where result.configuration.kind == .network {
      let place = Place(
        replicate: result.replicate, size: result.configuration.size, hidden: result.configuration.hidden)
      limits[place, default: []].insert(result.epochLimit ?? result.history.count)
    }
    self.limits = limits
  }

  /// The runs with another limit than `planned`, the longest first.
  func of(_ planned: PlannedTrajectory, in plan: StudyPlan) -> [TrajectoryResult] {
    guard case .network(let architecture, var settings) = planned.learner else { return [] }
    let limit = settings.epochs
    let configuration = planned.configuration
    let place = Place(replicate: planned.replicate, size: configuration.size, hidden: configuration.hidden)
    let found = (limits[place] ?? []).subtracting([limit]).compactMap { other in
      settings.epochs = other
      let key = try? StudyPlan.key(
        of: .network(architecture, settings), configuration, replicate: planned.replicate, in: plan.study, plan.facts)
      return key.flatMap { byKey[$0] }
    }
    return found.sorted { ($0.history.count, $0.key) > ($1.history.count, $1.key) }
  }
}

extension TrainingSettings {
  /// Whether an epoch is trained alike whatever the limit of epochs.
  var areIndependentOfLimit: Bool { schedule != .cosine }
}

extension PlannedTrajectory {
  /// Whether its epochs are trained alike whatever the limit of epochs.
  var isIndependentOfLimit: Bool {
    if case .network(_, let settings) = learner { settings.areIndependentOfLimit } else { true }
  }
}

extension StudyPlan {
  /// The loss that a planned network is trained with; nil for other models.
  func loss(of planned: PlannedTrajectory) -> Loss? {
    planned.configuration.hidden.map { _ in study.settings(of: planned.configuration).loss }
  }

  /// Whether the training of a stored run that ended at its limit can go on as what is planned, given its final state.
  func canContinue(_ stored: TrajectoryResult, as planned: PlannedTrajectory) -> Bool {
    guard case .network(_, let settings) = planned.learner, settings.areIndependentOfLimit, !stored.diverged,
      stored.history.count < settings.epochs, !study.keepsStops
    else { return false }
    // Values on test samples at every epoch that a rule may still report.
    let kept = stored.recordings.testValues.map { Set($0.byEpoch.keys) } ?? []
    let history = stored.measured(by: study.metrics, loss: loss(of: planned)).history
    let areKept = rules.allSatisfy { rule in
      var monitor = StoppingMonitor(rule)
      _ = history.first { monitor.observe($0) }
      return kept.contains(monitor.reportedEpoch)
    }
    return areKept && history.allSatisfy { record in study.metrics.allSatisfy { record.train[$0] != nil } }
      && (!study.record.batchLoss || stored.recordings.batchLosses != nil)
      && (!study.record.deadNeurons || stored.recordings.deadNeurons != nil)
  }
}
