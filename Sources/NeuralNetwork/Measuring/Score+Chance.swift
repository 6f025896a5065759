extension Score {
  /// Returns the score that a model could reach by chance on samples with `labels`, knowing only the share of each
  /// class.
  ///
  /// Without a loss, the limit has none. `groups` are those of the samples, if they are in any that may be alike.
  public static func chanceLimit(
    _ labels: some Collection<Int32>, classes: Int, groups: [Int]? = nil, loss: Loss?, metrics: [Metric]
  ) -> Score {
    let shares = ClassShares(labels, classes: classes, groups: groups)
    var score = Score(loss: loss.map(shares.limit))
    for metric in metrics {
      switch metric.computation {
      case .classes(_, let chance), .outputs(_, let chance): score[metric] = chance(shares)
      case .quantities: break
      }
    }
    return score
  }

  /// Returns the score that a model could reach by chance on samples with these quantities, knowing only their mean.
  ///
  /// `deviation` is what the loss takes as 1; without it the limit has no loss.
  public static func chanceLimit(
    quantities: [Double], groups: [Int]? = nil, deviation: Double?, metrics: [Metric]
  ) -> Score {
    let spread = QuantitySpread(quantities, groups: groups)
    var score = Score(loss: deviation.map(spread.lossLimit))
    for metric in metrics {
      if case .quantities(_, let chance) = metric.computation { score[metric] = chance(spread) }
    }
    return score
  }

  /// Returns whether the loss or any metric is better than in `limit`, a ``chanceLimit(_:classes:groups:loss:metrics:)``.
  public func isBeyondChance(_ limit: Score) -> Bool {
    let isMetric = metrics.contains { metric in
      guard let value = self[metric], let least = limit[metric] else { return false }
      return metric.isBeyondChance(value, limit: least)
    }
    if isMetric { return true }
    guard let limit = limit.loss, let loss else { return false }
    return loss < limit
  }
}
