/// The replicates of a study, numbered from 1, and what each of them draws anew.
public enum Replicates: Sendable, Hashable {
  /// Each replicate has a draw of the data and initial weights of its own.
  case independent(Int)
  /// Each draw of the data is combined with each draw of the initial weights, so that the effects of the two can be
  /// told apart. All replicates are measured on the same test set.
  case crossed(data: Int, initialWeights: Int)
  /// As many independent ones as the goal takes; `count` is the number decided on so far, at most the goal's.
  case untilPrecise(PrecisionGoal, count: Int)

  /// The most replicates of a study.
  public static let most = 10_000

  /// Number of replicates; of crossed ones, data draws × initial weights (`Int.max` where that overflows).
  public var count: Int {
    switch self {
    case .independent(let count), .untilPrecise(_, let count): count
    case .crossed(let data, let initialWeights):
      data.multipliedReportingOverflow(by: initialWeights).overflow ? .max : data * initialWeights
    }
  }

  /// Whether data and initial weights are crossed, so that replicates share draws.
  public var isCrossed: Bool { if case .crossed = self { true } else { false } }

  /// The goal that decides the number of replicates; nil if the number is fixed.
  public var goal: PrecisionGoal? { if case .untilPrecise(let goal, _) = self { goal } else { nil } }

  /// Returns replicates whose goal has led to `count`; unchanged if the number is fixed.
  public func decided(_ count: Int) -> Replicates { goal.map { .untilPrecise($0, count: count) } ?? self }

  /// The largest number of replicates no two of which share a draw of the data or of the initial weights.
  public var independentCount: Int {
    switch self {
    case .independent(let count), .untilPrecise(_, let count): count
    case .crossed(let data, let initialWeights): min(data, initialWeights)
    }
  }

  /// Groups of replicates, counted from 0: two replicates of different groups have no draw in common. There are as many
  /// groups as ``independentCount``.
  public var independentGroups: [[Int]] {
    let groups = independentCount
    guard isCrossed else { return (0..<groups).map { [$0] } }
    return (0..<groups).map { group in
      (0..<count).filter { replicate in
        let draws = draws(of: replicate + 1)
        return (draws.data - 1) % groups == group && (draws.initialWeights - 1) % groups == group
      }
    }
  }

  /// Returns the largest number of replicates no two of which share a draw, among the first `count` replicates.
  public func independentCount(among count: Int) -> Int {
    switch self {
    case .independent, .untilPrecise: count
    case .crossed(_, let initialWeights): min(independentCount, (count + initialWeights - 1) / max(initialWeights, 1))
    }
  }

  /// Returns which draws replicate number `replicate`, from 1, uses. Crossed replicates go through the initial weights
  /// first.
  public func draws(of replicate: Int) -> ReplicateDraws {
    switch self {
    case .independent, .untilPrecise: ReplicateDraws(test: replicate, data: replicate, initialWeights: replicate)
    case .crossed(_, let initialWeights):
      ReplicateDraws(
        test: 1, data: (replicate - 1) / max(initialWeights, 1) + 1,
        initialWeights: (replicate - 1) % max(initialWeights, 1) + 1)
    }
  }

  /// Whether replicates of `other` are the same as these under the same numbers.
  func isNumbered(like other: Replicates) -> Bool {
    switch (self, other) {
    case (.crossed(_, let weights), .crossed(_, let same)): weights == same
    default: !isCrossed && !other.isCrossed
    }
  }
}

/// Which streams of random numbers a replicate uses, each numbered from 1.
public struct ReplicateDraws: Sendable, Hashable {
  /// The columns of tables with the numbers of the draws of the data and of the initial weights, for those who write them and
  /// those who read them.
  public static let columns = (data: "data_draw", initialWeights: "initial_weights_draw")

  /// Number of the draw of the test set; without effect if the data set has its own.
  public var test: Int
  /// Number of the draw of the validation set, of the training samples and of the samples with which neurons are
  /// probed.
  public var data: Int
  /// Number of the draw of the initial weights and of the order of batches.
  public var initialWeights: Int

  /// The draw of the test set; nil if it has the same number as that of the data.
  public var differingTest: Int? { test == data ? nil : test }

  /// The draw of the initial weights; nil if it has the same number as that of the data.
  public var differingInitialWeights: Int? { initialWeights == data ? nil : initialWeights }
}

extension Replicates: ExpressibleByIntegerLiteral {
  /// Creates `count` independent replicates.
  public init(integerLiteral count: Int) { self = .independent(count) }
}

/// Coded as a plain number, or as an object with the keys `data` and `initial-weights`, or with those of a goal and
/// `count`.
extension Replicates: Codable {
  private enum CodingKeys: String, CodingKey {
    case data
    case initialWeights = "initial-weights"
    case count
  }

  /// Decodes a number of independent replicates, the two counts of crossed ones, or a goal with the count so far.
  public init(from decoder: any Decoder) throws {
    if let count = try? decoder.singleValueContainer().decode(Int.self) {
      self = .independent(count)
    } else {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      if let count = try container.decodeIfPresent(Int.self, forKey: .count) {
        self = .untilPrecise(try PrecisionGoal(from: decoder), count: count)
        return
      }
      self = .crossed(
        data: try container.decode(Int.self, forKey: .data),
        initialWeights: try container.decode(Int.self, forKey: .initialWeights))
    }
  }

  /// Encodes the number of independent replicates, the two counts of crossed ones, or the goal with the count so far.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .independent(let count):
      var container = encoder.singleValueContainer()
      try container.encode(count)
    case .crossed(let data, let initialWeights):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(data, forKey: .data)
      try container.encode(initialWeights, forKey: .initialWeights)
    case .untilPrecise(let goal, let count):
      try goal.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(count, forKey: .count)
    }
  }
}

/// Described as `10`, as `5 data draws × 4 initial weights`, or as `10 to 200`.
extension Replicates: CustomStringConvertible {
  /// The count, e.g. `10`, both counts, e.g. `5 data draws × 4 initial weights`, or the range of a goal, e.g. `10 to 200`.
  public var description: String {
    switch self {
    case .independent(let count): "\(count)"
    case .crossed(let data, let initialWeights): "\(data) data draws × \(initialWeights) initial weights"
    case .untilPrecise(let goal, _): "\(goal.from) to \(goal.to)"
    }
  }

  /// The count with its noun: `10 replicates`, or `20 replicates (5 data draws × 4 initial weights)`.
  public var words: String {
    let number = count == 1 ? "1 replicate" : "\(count) replicates"
    return isCrossed ? "\(number) (\(self))" : number
  }
}
