/// The scaling of a quantity to predict: to mean 0 and standard deviation 1 over the training subset, so that a network's
/// outputs begin where the quantity is, whatever its unit.
public struct QuantityScaler: Sendable, Equatable, Codable {
  /// The mean over the training subset, in the unit of the data.
  public let mean: Double
  /// The standard deviation over the training subset (divided by n), in the unit of the data; 1 if all values are equal.
  public let deviation: Double

  /// Creates a scaling from its parts; nil unless they are finite and `deviation` is over 0.
  public init?(mean: Double, deviation: Double) {
    guard mean.isFinite, deviation.isFinite, deviation > 0 else { return nil }
    self.mean = mean
    self.deviation = deviation
  }

  /// Fits the scaling to `values`.
  public init(fittedTo values: [Double]) {
    let count = Double(max(values.count, 1))
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    self.mean = mean
    // What is left of equal values by rounding is no deviation.
    deviation = variance > 1e-24 * mean * mean ? variance.squareRoot() : 1
  }

  /// Returns a value, given in the unit of the data, in standard deviations from the mean.
  public func scaled(_ value: Double) -> Double { (value - mean) / deviation }

  /// Returns a scaled value in the unit of the data.
  public func unscaled(_ value: Double) -> Double { mean + deviation * value }
}
