public import NeuralNetwork

/// One finished training run: a configuration and a replicate with the history of every epoch and the trials it answers.
public struct TrajectoryResult: Sendable, Equatable {
  /// Digest of everything that the run depends on.
  public var key: String
  public var configuration: Configuration
  /// 1 for the first replicate.
  public var replicate: Int
  /// Epoch 1 to the last epoch trained; ends before the epoch whose loss was not finite.
  public var history: [EpochRecord]
  /// Whether a loss, or a kernel value, stopped being finite in the epoch after the history.
  public var diverged: Bool
  /// One for each rule and threshold, in the order of the study file.
  public var trials: [TrialResult]
  public var chance: ChanceLimits
  public var recordings: Recordings

  public init(
    key: String, configuration: Configuration, replicate: Int, history: [EpochRecord], diverged: Bool,
    trials: [TrialResult], chance: ChanceLimits, recordings: Recordings = Recordings()
  ) {
    self.key = key
    self.configuration = configuration
    self.replicate = replicate
    self.history = history
    self.diverged = diverged
    self.trials = trials
    self.chance = chance
    self.recordings = recordings
  }

  /// What was measured at the epoch that `trial` reports; nil if the trial diverged.
  public func reported(by trial: TrialResult) -> EpochRecord? {
    guard let epoch = trial.epoch, history.indices.contains(epoch - 1) else { return nil }
    return history[epoch - 1]
  }
}

/// How one rule and threshold ended a trajectory.
public struct TrialResult: Sendable, Equatable {
  public enum Status: String, Sendable, Codable {
    case ok
    /// The rule had not fired by the last epoch allowed.
    case maxEpochs = "max-epochs"
    /// A loss stopped being finite before the rule fired.
    case diverged
  }

  public var rule: StoppingRule
  public var status: Status
  /// The epoch whose weights are reported; nil if diverged.
  public var epoch: Int?
  /// The last epoch that the rule needed; nil if diverged.
  public var stoppedEpoch: Int?

  public init(rule: StoppingRule, status: Status, epoch: Int?, stoppedEpoch: Int?) {
    self.rule = rule
    self.status = status
    self.epoch = epoch
    self.stoppedEpoch = stoppedEpoch
  }
}
