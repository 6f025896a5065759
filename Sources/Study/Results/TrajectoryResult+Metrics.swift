import NeuralNetwork

extension TrajectoryResult {
  /// This trajectory with the values of `metrics` and of no others, as far as there are any: one that is the mean of the
  /// training loss, `loss`, has its values from there.
  func measured(by metrics: [Metric], loss: Loss?) -> TrajectoryResult {
    func only(_ score: Score) -> Score {
      var selected = Score(loss: score.loss)
      for metric in metrics {
        selected[metric] = score[metric] ?? (loss.map(metric.losses.contains) == true ? score.loss : nil)
      }
      return selected
    }
    let scores = [chance.train, chance.test] + history.prefix(1).flatMap { [$0.train, $0.test] }
    guard scores.contains(where: { only($0) != $0 }) else { return self }
    var result = self
    result.chance = ChanceLimits(train: only(chance.train), test: only(chance.test), balance: chance.balance)
    for index in history.indices {
      result.history[index].train = only(history[index].train)
      result.history[index].validation = history[index].validation.map(only)
      result.history[index].test = only(history[index].test)
    }
    return result
  }
}
