/// The numbers that weights, optimiser state and sums over layers are kept in.
public enum Precision: String, Sendable, Hashable, Codable, CaseIterable {
  /// IEEE binary32, by the fast kernels.
  case single
  /// IEEE binary64, by plain loops: slow, and free of nearly all rounding.
  case double
}
