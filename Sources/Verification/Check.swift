/// One comparison of the engine with a value known independently.
public struct Check: Sendable, Equatable {
  /// What the comparison belongs to, e.g. `R1 network 3-2-2-1`.
  public var group: String
  /// The quantity compared, e.g. `∂J/∂W2`.
  public var quantity: String
  /// Largest difference between found and expected values: absolute, or relative where the group says so.
  public var difference: Double
  /// The largest difference allowed.
  public var tolerance: Double
  /// The values found, for reading.
  public var found: String

  /// False too for a difference that is not a number.
  public var passed: Bool { difference <= tolerance }

  public init(group: String, quantity: String, difference: Double, tolerance: Double, found: String) {
    self.group = group
    self.quantity = quantity
    self.difference = difference
    self.tolerance = tolerance
    self.found = found
  }

  /// Compares values one by one; a different number of values never passes.
  init(group: String, quantity: String, found: [Double], expected: [Double], tolerance: Double = 1e-5) {
    let differences = zip(found, expected).map { abs($0 - $1) }
    let worst =
      found.count == expected.count ? differences.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, $1) } : .nan
    self.init(
      group: group, quantity: quantity, difference: worst, tolerance: tolerance,
      found: found.map { Self.short($0) }.joined(separator: " "))
  }

  /// A value with as many decimals as worked examples are printed with.
  private static func short(_ value: Double) -> String {
    let rounded = (value * 1e6).rounded() / 1e6
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : "\(rounded)"
  }
}
