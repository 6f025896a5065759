/// The numbers that weights, optimiser state and sums over layers are kept in.
public enum Precision: String, Sendable, Hashable, Codable, CaseIterable {
  /// IEEE binary32, by the fast kernels.
  case single
  /// IEEE binary64, by plain loops: slow, and free of nearly all rounding.
  case double
}

/// Settings leave single precision out when they are encoded, and read it where nothing is said: there was no other once,
/// and what was stored then stays valid.
extension KeyedEncodingContainer {
  mutating func encode(_ precision: Precision, forKey key: Key) throws {
    if precision != .single { try encode(precision.rawValue, forKey: key) }
  }
}

extension KeyedDecodingContainer {
  func decode(_: Precision.Type, forKey key: Key) throws -> Precision {
    try decodeIfPresent(Precision.self, forKey: key) ?? .single
  }
}
