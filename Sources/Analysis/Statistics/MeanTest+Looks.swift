import Foundation
import Study

/// The error that looks at verdicts may spend: whoever adds replicates and tests again until something is decided is wrong
/// more often than whoever decides on the number beforehand.
///
/// The first look has the level of all tests. Later ones share ``later``, spent in proportion to the information that is
/// added (K. K. G. Lan and D. L. DeMets, Biometrika 70, 1983).
public enum LookSpending {
  /// The probability that looks after the first may add, together.
  public static let later = 0.01

  /// Returns what the last of several looks may spend: the probability that it decides something wrongly, and no look before
  /// it does. Nothing if one before it had as many replicates.
  ///
  /// - Parameter replicates: the numbers of replicates of all looks, in their order.
  public static func share(_ replicates: [Int]) -> Double {
    guard replicates.count > 1, let first = replicates.first, let last = replicates.last else {
      return Comparison.level
    }
    return max(0, later * Double(first) * (1 / Double(replicates[replicates.count - 2]) - 1 / Double(last)))
  }
}

extension MeanTest {
  /// Corrects what a test by itself says of `cells` for the earlier looks.
  ///
  /// A p-value is multiplied so that the level of all tests is the present look's. What an earlier look decided stands, with
  /// its p-value or that of the present look by itself, whichever is larger, as long as the mean has kept its sign and the
  /// latter is at most the level. Margins and detectable differences are those of the present look's level.
  func corrected(_ values: [Values], of cells: [ReplicateValues]) -> [Values] {
    guard !looks.isEmpty, !cells.isEmpty else { return values }
    let present = presentLook(cells)
    var values = values
    for index in values.indices {
      values[index].corrected = min(1, values[index].corrected * Comparison.level / present.level)
      guard let margin = values[index].simultaneousMargin, present.usualCritical > 0 else { continue }
      let error = margin / present.usualCritical
      values[index].simultaneousMargin = present.critical * error
      values[index].detectable? += (present.critical - present.usualCritical) * error
    }
    for earlier in earlier {
      let firsts = cells.map { $0.prefix(earlier.groups.count) }
      for (index, before) in earlier.values(firsts).enumerated()
      where max(before.corrected, values[index].single) <= Comparison.level
        && sign(firsts[index]) == sign(cells[index])
      {
        values[index].corrected = min(values[index].corrected, max(before.corrected, values[index].single))
      }
    }
    return values
  }

  /// −1, 0 or 1: the sign of the mean.
  private func sign(_ cell: ReplicateValues) -> Double {
    let sum = cell.values.compactMap(\.self).reduce(0, +)
    return sum > 0 ? 1 : sum < 0 ? -1 : 0
  }

  /// The level of the present look, with its critical value and that of the usual level, if all cells are without a
  /// difference.
  ///
  /// In a resample, the values at the first places are those that an earlier look has. The present look decides something in
  /// so many resamples that those in which no earlier look does are the share that it may spend. It decides something in none
  /// if it adds no values to an earlier one.
  private func presentLook(_ cells: [ReplicateValues]) -> (level: Double, critical: Double, usualCritical: Double) {
    guard looks.allSatisfy({ bootstrap.replicates.independentCount(among: $0) < groups.count }) else {
      let present = largestStatistics(cells, [bootstrap.replicates.count])[0]
      return (Self.probability(0), present.max() ?? 0, Self.critical(Self.confidence, present))
    }
    let counts = looks + [bootstrap.replicates.count]
    let largest = largestStatistics(cells, counts)
    var isDecided: [Bool] = []
    var level = Comparison.level
    for (look, values) in largest.enumerated() {
      guard look > 0 else {
        let critical = Self.critical(Self.confidence, values)
        isDecided = values.map { $0 >= critical }
        continue
      }
      let spent = LookSpending.share(Array(counts[...look])) * Double(Self.resamples + 1)
      let open = zip(values, isDecided).filter { !$1 }.map(\.0).sorted(by: >)
      let position = max(Int(spent) - 1, 0)
      let limit = open.indices.contains(position) ? open[position] : .infinity
      let isOver = values.map { $0 > limit }
      level = Self.probability(isOver.count { $0 })
      isDecided = zip(isDecided, isOver).map { $0 || $1 }
    }
    let present = largest[largest.count - 1]
    return (level, Self.critical(1 - level, present), Self.critical(Self.confidence, present))
  }

  static func critical(_ share: Double, _ values: [Double]) -> Double {
    var values = values
    values.arrange(for: share)
    return quantile(share, of: values)
  }

  /// The largest statistic of the family with the values at the first places: for each of `counts` replicates, by resample.
  private func largestStatistics(_ cells: [ReplicateValues], _ counts: [Int]) -> [[Double]] {
    var largest = counts.map { _ in Array(repeating: 0.0, count: Self.resamples) }
    let samples = cells.map(sample(of:))
    let isFamily = samples.family
    let tested = cells.indices.filter { isFamily[$0] && samples[$0].isTested }
      .map { (cell: cells[$0], sample: samples[$0]) }
    for start in stride(from: 0, to: tested.count, by: Self.batch) {
      let batch = Array(tested[start...].prefix(Self.batch))
      let resampled = batch.concurrentMap { cell, sample in
        sample.sides.map { unpairedStatistics(sample, $0, firsts: counts) }
          ?? statistics(sample, firsts: counts.map { units(of: Array(cell.values.prefix($0))).count })
      }
      for statistics in resampled {
        for look in counts.indices {
          for index in 0..<Self.resamples { largest[look][index] = max(largest[look][index], statistics[look][index]) }
        }
      }
    }
    return largest
  }
}
