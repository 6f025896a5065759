public import Study

extension Comparison {
  /// Says that so few replicates decide nothing, whatever comes of them; nil if they are enough.
  public static func undecidable(with replicates: Replicates) -> String? {
    guard replicates.independentCount < fewestPairs else { return nil }
    let few = replicates.count == 1 ? "one replicate" : "\(replicates.count) replicates"
    let needed = "no difference between models can be decided; it takes at least \(fewestPairs)"
    return replicates.isCrossed
      ? "With \(replicates) \(needed) of each"
      : "With \(few) \(needed), and 10 or more to see small ones"
  }
}
