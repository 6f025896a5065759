/// How many samples of each stratum (a class, or a tenth of a quantity) a drawn test or validation set has.
public enum HeldOutShares: Int, Sendable {
  /// The nearest to its share by the method of largest remainders: the same strata get what is left over in every draw.
  case largestRemainders = 1
  /// Its share, rounded down or up at random so that every sample is equally likely to be drawn (systematic sampling). Values of
  /// a quantity are averaged, and what is left over would bias their mean if the same strata always got it.
  case roundedAtRandom = 2
  /// As it comes: groups of samples with a quantity are drawn whatever their values are. If the last group of a stratum were
  /// kept, as that of a class is, groups with the lowest or highest values would never be tested on.
  case anyOfGroups = 3

  /// How sets are drawn now; earlier versions used the largest remainders everywhere.
  public init(predictsQuantity: Bool, hasGroups: Bool) {
    self = !predictsQuantity ? .largestRemainders : hasGroups ? .anyOfGroups : .roundedAtRandom
  }

  /// Whether samples are of strata of a quantity, of which none has to be learnt.
  var areOfQuantity: Bool { self != .largestRemainders }
}
