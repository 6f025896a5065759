import SeededRandom
public import Study

/// Tests many cells at once for paired differences around zero, by flipping the signs of the differences.
///
/// Without a true difference, the difference of a replicate is as likely to have either sign. A pattern flips all cells
/// of a replicate together, which keeps the dependence between cells; the statistic of a cell is Student's t. Corrected
/// p-values come from the step-down procedure with the largest statistic (P. H. Westfall and S. S. Young,
/// "Resampling-Based Multiple Testing", 1993, algorithm 2.8): the probability that any cell without a true difference
/// is decided is at most the level, whatever the dependence. Up to ``mostExact`` replicates every pattern is tried,
/// beyond that ``drawn`` random ones.
///
/// Crossed replicates that share a draw are not independent. The draws of the data and those of the initial weights are
/// divided into as many groups as the rarer of the two has draws. The test flips the mean over the replicates in the
/// first group of both, then in the second group of both, and so on; these means share no draws.
public struct SignFlipTest: Sendable {
  /// The largest number of independent replicates for which every pattern is tried, so that the test is exact.
  public static let mostExact = 14
  /// Number of random patterns for more replicates, including the unflipped one.
  public static let drawn = 10_000
  /// Each replicate's sign in every pattern, the unflipped pattern first. As the statistic does not tell a pattern from
  /// its opposite, the first replicate is never flipped where all patterns are gone through.
  private let signs: [[Int8]]
  private let patterns: Int
  /// The replicates, from 0, whose mean is flipped.
  private let blocks: [[Int]]

  /// Prepares the sign patterns; the same replicates and seed give the same ones.
  public init(replicates: Replicates, seed: UInt64) {
    let blocks = replicates.independentGroups
    self.blocks = blocks
    let replicates = blocks.count
    if replicates <= Self.mostExact {
      patterns = 1 << max(replicates - 1, 0)
      signs = (0..<replicates).map { [patterns] replicate in
        (0..<patterns).map { replicate > 0 && $0 >> (replicate - 1) & 1 == 1 ? -1 : 1 }
      }
    } else {
      var generator = StudySeed(seed).generator(for: .signFlips)
      patterns = Self.drawn
      signs = (0..<replicates).map { [patterns] _ in
        (0..<patterns).map { $0 > 0 && generator.below(2) == 1 ? -1 : 1 }
      }
    }
  }

  /// The p-values of one cell, 0–1.
  public struct Values: Sendable, Equatable {
    /// The p-value as if this were the only cell.
    public var single: Double
    /// The p-value corrected for all cells.
    public var corrected: Double

    /// Creates a pair of p-values.
    public init(single: Double, corrected: Double) {
      self.single = single
      self.corrected = corrected
    }
  }

  /// Tests each of `cells`: differences, one per replicate in order, nil where missing. Returns one result per cell.
  public func values(_ cells: [[Double?]]) -> [Values] {
    let cells = cells.map { cell in blocks.map { Self.mean($0, of: cell) } }
    let observed = cells.map { statistic($0, upTo: 1)[0] }
    var values = cells.map { _ in Values(single: 1, corrected: 1) }
    // From the least statistic to the largest, each compared with the largest of those that are not above it.
    var largest = Array(repeating: 0.0, count: patterns)
    let order = cells.indices.sorted { (observed[$0], $0) < (observed[$1], $1) }
    for cell in order {
      let flipped = statistic(cells[cell], upTo: patterns)
      // Sums of the same numbers in another order differ by rounding.
      let level = observed[cell] * (1 - 1e-9)
      var (single, corrected) = (0, 0)
      for pattern in 0..<patterns {
        largest[pattern] = max(largest[pattern], flipped[pattern])
        if flipped[pattern] >= level { single += 1 }
        if largest[pattern] >= level { corrected += 1 }
      }
      values[cell] = Values(
        single: Double(single) / Double(patterns), corrected: Double(corrected) / Double(patterns))
    }
    // No cell is decided before one with a larger statistic.
    var least = 0.0
    for cell in order.reversed() {
      least = max(least, values[cell].corrected)
      values[cell].corrected = least
    }
    return values
  }

  /// How many of the differences of a cell, or of their means over replicates with draws in common, are flipped.
  func independentCount(_ cell: [Double?]) -> Int { blocks.count { Self.mean($0, of: cell) != nil } }

  private static func mean(_ block: [Int], of cell: [Double?]) -> Double? {
    let values = block.compactMap { cell.indices.contains($0) ? cell[$0] : nil }
    return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  /// t² of a cell's differences in the first `count` patterns; 0 where there are fewer than two or none differs from zero.
  private func statistic(_ differences: [Double?], upTo count: Int) -> [Double] {
    var sums = Array(repeating: 0.0, count: count)
    var (squares, pairs) = (0.0, 0.0)
    for case (let difference?, let signs) in zip(differences, signs) {
      squares += difference * difference
      pairs += 1
      for pattern in 0..<count { sums[pattern] += Double(signs[pattern]) * difference }
    }
    guard pairs > 1, squares > 0 else { return Array(repeating: 0, count: count) }
    // With S = Σd and Q = Σd² the square of t = (S/n) / √((Q/n − S²/n²) / (n − 1)) is (n − 1)·r / (1 − r), r = S²/(nQ).
    return sums.map { sum in
      let ratio = sum * sum / (pairs * squares)
      // Differences that cancel each other leave their rounding.
      if ratio < 1e-24 { return 0 }
      return ratio < 1 - 1e-12 ? (pairs - 1) * ratio / (1 - ratio) : .infinity
    }
  }
}
