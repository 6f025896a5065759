/// Numbers as they are read, in single precision for as long as that holds each of them exactly, then in double. NaN stands
/// for a missing value.
struct FeatureValues: Sendable, Equatable {
  private var floats: [Float] = []
  private var doubles: [Double]?

  var count: Int { doubles?.count ?? floats.count }

  mutating func append(_ value: Double) {
    if doubles == nil {
      let float = Float(value)
      if Double(float) == value || value.isNaN { return floats.append(float) }
      doubles = floats.map { Double($0) }
      floats = []
    }
    doubles?.append(value)
  }

  @inline(__always)
  subscript(index: Int) -> Double {
    if let doubles { return doubles[index] }
    return Double(floats[index])
  }

  var storage: FeatureStorage { doubles.map { .doubles($0) } ?? .floats(floats) }
}
