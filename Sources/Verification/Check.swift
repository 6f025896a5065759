/// A quantity that both engines compute, compared with a value known independently of them.
public struct Check: Sendable, Equatable {
  /// What the quantity belongs to, e.g. `network 3-2-2-1`.
  public var group: String
  /// The quantity compared, e.g. `∂J/∂W2`.
  public var quantity: String
  /// Largest difference between the values of backpropagation and the expected ones; absolute, unless the group says
  /// relative.
  public var backprop: Double
  /// The same difference for automatic differentiation.
  public var autodiff: Double
  /// Largest difference between the values of the two engines.
  public var apart: Double
  /// Largest allowed difference from the expected values.
  public var tolerance: Double
  /// Largest allowed difference between the engines.
  public var apartTolerance: Double
  /// The values of backpropagation as text.
  public var found: String

  /// Allowed difference between the engines if both compute in double precision, in a different order of operations.
  public static let engineTolerance = 1e-10

  /// Whether all differences are within their tolerances; false if one is NaN.
  public var passed: Bool { backprop <= tolerance && autodiff <= tolerance && apart <= apartTolerance }

  /// Creates a check from its differences and tolerances.
  public init(
    group: String, quantity: String, backprop: Double, autodiff: Double, apart: Double, tolerance: Double,
    apartTolerance: Double = engineTolerance, found: String
  ) {
    self.group = group
    self.quantity = quantity
    self.backprop = backprop
    self.autodiff = autodiff
    self.apart = apart
    self.tolerance = tolerance
    self.apartTolerance = apartTolerance
    self.found = found
  }

  /// Compares values one by one, by their absolute differences.
  init(
    group: String, quantity: String, backprop: [Double], autodiff: [Double], expected: [Double],
    tolerance: Double = 1e-5
  ) {
    self.init(
      group: group, quantity: quantity, backprop: Difference.absolute(backprop, expected),
      autodiff: Difference.absolute(autodiff, expected), apart: Difference.absolute(autodiff, backprop),
      tolerance: tolerance, found: backprop.map { Self.short($0) }.joined(separator: " "))
  }

  /// A value with as many decimals as worked examples are printed with.
  private static func short(_ value: Double) -> String {
    let rounded = (value * 1e6).rounded() / 1e6
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : "\(rounded)"
  }
}

/// The largest difference between values that should be equal; not a number if any of them is, or their numbers differ.
enum Difference {
  /// |a − b|.
  static func absolute(_ found: [Double], _ expected: [Double]) -> Double {
    largest(found, expected) { abs($0 - $1) }
  }

  /// |a − b| / max(|a|, |b|, 10⁻³).
  static func relative(_ found: [Double], _ expected: [Double]) -> Double {
    largest(found, expected) { abs($0 - $1) / max(abs($0), abs($1), 1e-3) }
  }

  private static func largest(
    _ found: [Double], _ expected: [Double], difference: (Double, Double) -> Double
  ) -> Double {
    guard found.count == expected.count else { return .nan }
    return zip(found, expected).reduce(0) { worst, pair in
      let difference = difference(pair.0, pair.1)
      return worst.isNaN || difference.isNaN ? .nan : max(worst, difference)
    }
  }
}
