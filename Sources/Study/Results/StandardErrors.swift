public import NeuralNetwork

/// Standard errors of the mean of scores, in the unit of each metric.
public struct StandardErrors: Sendable, Equatable, Codable {
  /// Of the scores on training data.
  public var train: Score
  /// Of the scores on validation data.
  public var validation: Score
  /// Of the scores on test data.
  public var test: Score

  /// Creates standard errors from those of each part.
  public init(train: Score, validation: Score, test: Score) {
    self.train = train
    self.validation = validation
    self.test = test
  }
}
