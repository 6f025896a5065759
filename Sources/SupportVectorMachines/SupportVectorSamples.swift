/// The features of samples of which only the values other than zero are stored.
public struct SupportVectorSamples: Sendable {
  /// Number of samples.
  public let count: Int
  /// Number of features of one sample.
  public let featureCount: Int
  /// Where the values of each sample begin, and the end of the last.
  private var starts = [0]
  private var columns: [Int32] = []
  private(set) var values: [Float] = []

  /// Copies the values that `nonzeros` tells for each sample, with their features, ascending; all others are zero.
  public init(
    count: Int, featureCount: Int, nonzeros: (_ sample: Int, _ take: (Int, Float) -> Void) -> Void
  ) {
    self.count = count
    self.featureCount = featureCount
    var (columns, values, starts) = ([Int32](), [Float](), [0])
    for sample in 0..<count {
      nonzeros(sample) { column, value in
        guard value != 0 else { return }
        columns.append(Int32(truncatingIfNeeded: column))
        values.append(value)
      }
      starts.append(values.count)
    }
    (self.columns, self.values, self.starts) = (columns, values, starts)
  }

  func forEachValue(of sample: Int, _ take: (Int, Float) -> Void) {
    for place in starts[sample]..<starts[sample + 1] { take(Int(columns[place]), values[place]) }
  }

  /// Refuses another number of samples than `count`, and features that are not finite.
  func check(count: Int) throws {
    guard 1...Int(Int32.max) ~= featureCount else {
      throw SupportVectorError("svm: \(featureCount) features to a sample are not in 1…\(Int32.max)")
    }
    guard count == self.count else {
      throw SupportVectorError("svm: \(self.count) samples have \(count) labels")
    }
    if let value = values.first(where: { !$0.isFinite }) {
      throw SupportVectorError("svm: a feature is \(value), not a finite number", isOverflow: true)
    }
  }

  /// The variance of all values of all features, zeros included.
  var variance: Double {
    let total = Double(count) * Double(featureCount)
    let mean = values.reduce(0.0) { $0 + Double($1) } / total
    let squares = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return (squares + (total - Double(values.count)) * mean * mean) / total
  }
}
