/// How a gradient becomes an update.
public enum Optimiser: Sendable, Hashable, Codable {
  /// w ← w − η g.
  case sgd
  /// v ← μ v + g; w ← w − η v (Polyak 1964, in the form PyTorch uses).
  case momentum(Double)
  /// v ← μ v + g; w ← w − η (g + μ v) (Nesterov 1983, in the form PyTorch uses).
  case nesterov(Double)
  /// Adam with bias correction (Kingma and Ba 2015, algorithm 1).
  case adam(beta1: Double, beta2: Double, epsilon: Double)

  /// The momentum coefficient μ when none is given.
  public static let defaultMomentum = 0.9
  /// Adam with the constants that its paper recommends.
  public static let defaultAdam = Optimiser.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
}
