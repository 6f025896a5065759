public import Study

extension Comparison {
  /// Says that so few replicates decide nothing, whatever comes of them; nil if they are enough.
  public static func undecidable(with replicates: Replicates) -> String? {
    guard replicates.independentCount < fewestPairs else { return nil }
    return replicates.isCrossed
      ? "With \(replicates) no difference between models can be decided; it takes at least \(fewestPairs) of each"
      : "With \(replicates.count == 1 ? "one replicate" : "\(replicates.count) replicates") no difference between models can be decided; it takes at least \(fewestPairs), "
        + "and 10 or more to see small ones"
  }
}
