public import NeuralNetwork
public import SeededRandom

extension StoppingRule {
  /// A rule of any kind, its numbers from few enough that two rules often share some, thresholds close to each other among
  /// them.
  public static func random(from generator: inout SeededGenerator) -> StoppingRule {
    random(from: &generator, kinds: Kind.all)
  }

  private static func random(from generator: inout SeededGenerator, kinds: [Kind]) -> StoppingRule {
    let whole = [1, 2, 3, 5, 10, 11, 1000, 1001, 100_000][generator.below(9)]
    let threshold = [
      0, 0.1, 0.1.nextUp, 0.12345678, 0.12345679, 1, 1.0.nextUp, 2, 5, 10, 1000, 1_000_000_000, 1e-9, 1e-9.nextDown,
    ][generator.below(14)]
    let kind = kinds[generator.below(kinds.count)]
    let quantity = kind.quantity.map { $0.quantities[generator.below($0.quantities.count)] }
    let simple = Kind.all.filter { !$0.takesParts && $0 != .none }
    let parts = (0..<(kind.takesParts ? 2 + generator.below(2) : 0)).map { _ in
      random(from: &generator, kinds: simple)
    }
    return StoppingRule(
      kind, length: kind.lengthIsOptional && generator.below(2) == 0 ? nil : whole, threshold: threshold,
      quantity: quantity, isRelative: generator.below(2) == 0,
      firstEpoch: generator.below(2) == 0 ? nil : whole, parts: parts)
  }
}
