/// One value for each replicate, in order; nil where it is missing. Their mean is what intervals and tests are about.
///
/// Differences are paired by replicate, unless the two sides have no replicate in common. Then the values stand for both.
public struct ReplicateValues: Sendable, Equatable {
  /// The values.
  public var values: [Double?]
  /// How their mean depends on the draw of the test samples; nil where it does not, or where that is not known or wanted.
  public var sampling: TestSampling?
  /// What an unpaired difference is of; nil for a paired one.
  var sides: Sides?
  /// Whether any value stands for a run that was lost, and was not measured.
  var hasStandIns = false

  /// Creates values, with what other test samples would change.
  public init(_ values: [Double?], sampling: TestSampling? = nil) {
    self.values = values
    self.sampling = sampling
  }

  /// Creates values that are made of `terms`, one for each value or, if the test samples are not to be covered, none.
  init(_ values: [Double?], terms: [TestSampling.Terms?]) {
    self.init(values, sampling: TestSampling(zip(values, terms).compactMap { $0 == nil ? nil : $1 ?? [] }))
  }

  /// The mean of the values that are there; 0 without any.
  var mean: Double {
    let present = values.compactMap(\.self)
    return present.isEmpty ? 0 : present.reduce(0, +) / Double(present.count)
  }

  /// Number of values that are there.
  public var count: Int { values.count { $0 != nil } }
}
