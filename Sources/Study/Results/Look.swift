public import Foundation

/// A look at the verdicts of a study: they were written when these replicates were finished.
public struct Look: Sendable, Equatable {
  /// Number of replicates.
  public var replicates: Int
  /// When they were finished.
  public var time: Date
  /// Whether a precision had decided the number of replicates.
  public var isByPrecision: Bool

  /// Creates a look from its parts.
  public init(replicates: Int, time: Date, isByPrecision: Bool) {
    self.replicates = replicates
    self.time = time
    self.isByPrecision = isByPrecision
  }
}

extension [Look] {
  /// Returns the numbers of replicates, ascending, of the earlier looks that verdicts with `replicates` have to account for.
  ///
  /// The first stop by precision accounts for none: widths, not differences, have decided how many replicates there are.
  public func before(_ replicates: Replicates) -> [Int] {
    var earlier: [Int] = []
    var hasStopped = false
    for look in prefix(while: { $0.replicates < replicates.count }) {
      if look.isByPrecision && !hasStopped { (earlier, hasStopped) = ([], true) }
      if look.replicates > earlier.last ?? 0 { earlier.append(look.replicates) }
    }
    let present = first { $0.replicates >= replicates.count }
    let isByPrecision =
      present?.replicates == replicates.count ? present?.isByPrecision ?? false : replicates.goal != nil
    return isByPrecision && !hasStopped ? [] : earlier
  }
}
