public import NeuralNetwork

/// A finished training run: configuration and replicate, with the history of every epoch and the trials it answers.
public struct TrajectoryResult: Sendable, Equatable {
  /// Digest of everything that the run depends on: 32 hexadecimal digits.
  public var key: String
  /// The model, training-set size and varied values that were trained.
  public var configuration: Configuration
  /// Number of the replicate, from 1.
  public var replicate: Int
  /// What was measured after each epoch, from epoch 1 to the last; without an epoch whose loss was not finite.
  public var history: [EpochRecord]
  /// Whether a loss (of an SVM: a kernel value) stopped being finite, in the epoch after the history.
  public var diverged: Bool
  /// One trial for each rule and threshold, in the order of the study file.
  public var trials: [TrialResult]
  /// The scores that the model must exceed to be distinguished from chance.
  public var chance: ChanceLimits
  /// What was kept besides the history.
  public var recordings: Recordings
  /// The most epochs that it was allowed; nil for a model without epochs (an SVM), and if that is not known.
  public var epochLimit: Int?

  /// Creates a result from its parts.
  public init(
    key: String, configuration: Configuration, replicate: Int, history: [EpochRecord], diverged: Bool,
    trials: [TrialResult], chance: ChanceLimits, recordings: Recordings = Recordings(), epochLimit: Int? = nil
  ) {
    self.key = key
    self.configuration = configuration
    self.replicate = replicate
    self.history = history
    self.diverged = diverged
    self.trials = trials
    self.chance = chance
    self.recordings = recordings
    self.epochLimit = epochLimit
  }

  /// Returns what was measured at the epoch that `trial` reports; nil if the trial diverged.
  public func reported(by trial: TrialResult) -> EpochRecord? {
    guard let epoch = trial.epoch, history.indices.contains(epoch - 1) else { return nil }
    return history[epoch - 1]
  }
}

/// Where one stopping rule ends a trajectory.
public struct TrialResult: Sendable, Equatable {
  /// How the trial ended.
  public enum Status: String, Sendable, Codable {
    /// The rule fired, or is `none`, or the model is an SVM, which has no epochs.
    case ok
    /// The rule had not fired by the last epoch allowed.
    case maxEpochs = "max-epochs"
    /// A loss stopped being finite before the rule fired.
    case diverged
  }

  /// The stopping rule with its threshold.
  public var rule: StoppingRule
  /// How the trial ended.
  public var status: Status
  /// The epoch whose weights are reported; nil if diverged.
  public var epoch: Int?
  /// The last epoch trained under this rule; nil if diverged.
  public var stoppedEpoch: Int?

  /// Creates a trial from its parts.
  public init(rule: StoppingRule, status: Status, epoch: Int?, stoppedEpoch: Int?) {
    self.rule = rule
    self.status = status
    self.epoch = epoch
    self.stoppedEpoch = stoppedEpoch
  }
}
