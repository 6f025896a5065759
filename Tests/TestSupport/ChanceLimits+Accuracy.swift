import NeuralNetwork
public import Study

extension ChanceLimits {
  /// Limits of the accuracy, and of the loss if there are any.
  public init(train: Double, test: Double, trainLoss: Double? = nil, testLoss: Double? = nil) {
    self.init(
      train: Score(loss: trainLoss, [.accuracy: train]), test: Score(loss: testLoss, [.accuracy: test]))
  }
}
