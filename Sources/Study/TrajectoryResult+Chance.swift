import NeuralNetwork

extension TrajectoryResult {
  /// Whether a trial learnt nothing: its train accuracy is no better than that of always naming the most frequent class,
  /// by less than three standard errors √(p(1 − p)/n) of a share p of n samples. False for diverged trials.
  public func isAtChance(_ trial: TrialResult) -> Bool {
    guard let record = reported(by: trial) else { return false }
    let error = (majorityShare * (1 - majorityShare) / Double(max(configuration.size, 1))).squareRoot()
    return record.train.accuracy < majorityShare + 3 * error
  }
}
