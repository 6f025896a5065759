public import Foundation

/// A look at the verdicts of a study: they were written when these replicates were finished.
public struct Look: Sendable, Equatable {
  /// Number of replicates.
  public var replicates: Int
  /// When they were finished.
  public var time: Date

  /// Creates a look from its parts.
  public init(replicates: Int, time: Date) {
    self.replicates = replicates
    self.time = time
  }
}

extension [Look] {
  /// Returns the numbers of replicates, ascending, of the looks before the first one with so many `replicates`. Verdicts
  /// have to account for them; those with more are of replicates that are hidden now.
  public func before(_ replicates: Int) -> [Int] {
    var earlier: [Int] = []
    for look in prefix(while: { $0.replicates != replicates }) where look.replicates > earlier.last ?? 0 {
      earlier.append(look.replicates)
    }
    return earlier
  }
}
