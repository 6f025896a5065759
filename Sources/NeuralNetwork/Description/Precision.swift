/// The number type of weights, optimiser state and sums over layers.
public enum Precision: String, Sendable, Hashable, Codable, CaseIterable {
  /// IEEE binary32, with the fast kernels.
  case single
  /// IEEE binary64: slower, but nearly free of rounding.
  case double
}
