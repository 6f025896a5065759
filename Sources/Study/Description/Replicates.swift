/// The repetitions of a study, numbered from 1, and what each of them draws anew.
public enum Replicates: Sendable, Hashable {
  /// Each has a draw of the data and initial weights of its own.
  case independent(Int)
  /// Each draw of the data with each draw of the initial weights, so that the effects of the two can be told apart. All
  /// are measured on the same test set.
  case crossed(data: Int, initialWeights: Int)

  public var count: Int {
    switch self {
    case .independent(let count): count
    case .crossed(let data, let initialWeights):
      data.multipliedReportingOverflow(by: initialWeights).overflow ? .max : data * initialWeights
    }
  }

  /// Whether repetitions share draws.
  public var isCrossed: Bool { if case .crossed = self { true } else { false } }

  /// How many of the repetitions have nothing in common with each other.
  public var independentCount: Int {
    switch self {
    case .independent(let count): count
    case .crossed(let data, let initialWeights): min(data, initialWeights)
    }
  }

  /// Groups of replicates, from 0, no two of which have a draw in common; as many as are independent.
  public var independentGroups: [[Int]] {
    let groups = independentCount
    guard case .crossed = self else { return (0..<groups).map { [$0] } }
    return (0..<groups).map { group in
      (0..<count).filter { replicate in
        let draws = draws(of: replicate + 1)
        return (draws.data - 1) % groups == group && (draws.initialWeights - 1) % groups == group
      }
    }
  }

  /// How many of the first `count` repetitions have nothing in common with each other.
  public func independentCount(among count: Int) -> Int {
    switch self {
    case .independent: count
    case .crossed(_, let initialWeights): min(independentCount, (count + initialWeights - 1) / max(initialWeights, 1))
    }
  }

  /// What the repetition with the number `replicate` draws. Crossed ones go through the initial weights first.
  public func draws(of replicate: Int) -> ReplicateDraws {
    switch self {
    case .independent: ReplicateDraws(test: replicate, data: replicate, initialWeights: replicate)
    case .crossed(_, let initialWeights):
      ReplicateDraws(
        test: 1, data: (replicate - 1) / max(initialWeights, 1) + 1,
        initialWeights: (replicate - 1) % max(initialWeights, 1) + 1)
    }
  }

  /// Whether results of `other` are results of these too, under the same numbers.
  func contains(_ other: Replicates) -> Bool {
    switch (self, other) {
    case (.independent(let count), .independent(let fewer)): fewer <= count
    case (.crossed(let data, let weights), .crossed(let fewer, let same)): fewer <= data && same == weights
    default: false
    }
  }
}

/// Which of the streams of random numbers a replicate takes, counted from 1.
public struct ReplicateDraws: Sendable, Hashable {
  /// Of the test set, if it is drawn.
  public var test: Int
  /// Of the validation set, the training samples and the samples on which neurons are probed.
  public var data: Int
  /// Of the initial weights and of the order of batches.
  public var initialWeights: Int

  /// Nil where the test set goes with the other data.
  public var differingTest: Int? { test == data ? nil : test }

  /// Nil where the initial weights go with the data.
  public var differingInitialWeights: Int? { initialWeights == data ? nil : initialWeights }
}

extension Replicates: ExpressibleByIntegerLiteral {
  public init(integerLiteral count: Int) { self = .independent(count) }
}

/// A plain number, or both numbers under the keys of the study file.
extension Replicates: Codable {
  private enum CodingKeys: String, CodingKey {
    case data
    case initialWeights = "initial-weights"
  }

  public init(from decoder: any Decoder) throws {
    if let count = try? decoder.singleValueContainer().decode(Int.self) {
      self = .independent(count)
    } else {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      self = .crossed(
        data: try container.decode(Int.self, forKey: .data),
        initialWeights: try container.decode(Int.self, forKey: .initialWeights))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .independent(let count):
      var container = encoder.singleValueContainer()
      try container.encode(count)
    case .crossed(let data, let initialWeights):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(data, forKey: .data)
      try container.encode(initialWeights, forKey: .initialWeights)
    }
  }
}

/// As people read it: `10`, or `5 data draws × 4 initial weights`.
extension Replicates: CustomStringConvertible {
  public var description: String {
    switch self {
    case .independent(let count): "\(count)"
    case .crossed(let data, let initialWeights): "\(data) data draws × \(initialWeights) initial weights"
    }
  }

  /// With what they are: `10 replicates`, or `20 replicates (5 data draws × 4 initial weights)`.
  public var words: String {
    let number = count == 1 ? "1 replicate" : "\(count) replicates"
    if case .crossed = self { return "\(number) (\(self))" }
    return number
  }
}
