/// A quantity that both engines find, beside its value known independently of them.
public struct Check: Sendable, Equatable {
  /// What the quantity belongs to, e.g. `network 3-2-2-1`.
  public var group: String
  /// The quantity compared, e.g. `∂J/∂W2`.
  public var quantity: String
  /// Largest difference between backpropagation's values and the expected ones: absolute, or relative where the group
  /// says so.
  public var backprop: Double
  /// The same for automatic differentiation.
  public var autodiff: Double
  /// Largest difference between the values of the two engines.
  public var apart: Double
  /// The largest difference from the expected values allowed.
  public var tolerance: Double
  /// The largest difference between the engines allowed.
  public var apartTolerance: Double
  /// The values that backpropagation found, for reading.
  public var found: String

  /// How far apart the engines may be where both compute in double precision, in other orders.
  public static let engineTolerance = 1e-10

  /// False too for a difference that is not a number.
  public var passed: Bool { backprop <= tolerance && autodiff <= tolerance && apart <= apartTolerance }

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
