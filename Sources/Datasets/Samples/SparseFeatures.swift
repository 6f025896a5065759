/// Features of which only values other than zero are stored, sample by sample.
public struct SparseFeatures: Sendable, Equatable {
  /// Number of features of one sample.
  public let width: Int
  /// Where the values of each sample begin, and the end of the last: one more than there are samples.
  let starts: [Int]
  /// The feature of each value, ascending within a sample.
  let columns: [UInt32]
  let values: FeatureValues

  /// Stores values with their columns, which are below `width` and ascend within each sample.
  init(width: Int, starts: [Int], columns: [UInt32], values: FeatureValues) {
    self.width = width
    self.starts = starts
    self.columns = columns
    self.values = values
  }

  /// Number of samples.
  public var sampleCount: Int { starts.count - 1 }

  /// Memory that the values take with their columns, in bytes.
  var byteCount: Int {
    starts.count * MemoryLayout<Int>.stride + columns.count * MemoryLayout<UInt32>.stride + values.storage.byteCount
  }

  /// Number of values that are stored.
  public var storedCount: Int { columns.count }

  /// Tells `take` the values of a sample other than zero, with their features, ascending.
  @inline(__always)
  func forEachValue(of sample: Int, _ take: (Int, Double) -> Void) {
    for place in starts[sample]..<starts[sample + 1] { take(Int(columns[place]), values[place]) }
  }

  /// All features of a sample.
  func row(_ sample: Int) -> [Double] {
    var row = [Double](repeating: 0, count: width)
    forEachValue(of: sample) { row[$0] = $1 }
    return row
  }

  /// The values in a range of those of all samples, zeros included.
  func doubles(in range: Range<Int>) -> [Double] {
    var result = [Double](repeating: 0, count: range.count)
    guard width > 0, !range.isEmpty else { return result }
    for sample in range.lowerBound / width...(range.upperBound - 1) / width {
      forEachValue(of: sample) { feature, value in
        let position = sample * width + feature
        if range.contains(position) { result[position - range.lowerBound] = value }
      }
    }
    return result
  }

  /// These samples, then others with as many features.
  func appending(_ other: SparseFeatures) -> SparseFeatures {
    var values = values
    for place in other.columns.indices { values.append(other.values[place]) }
    let end = columns.count
    return SparseFeatures(
      width: width, starts: starts + other.starts.dropFirst().map { $0 + end }, columns: columns + other.columns,
      values: values)
  }

  /// For each feature, the largest magnitude among the samples at `rows`.
  func largestMagnitudes(_ rows: some Collection<Int>) -> [Double] {
    var magnitudes = [Double](repeating: 0, count: width)
    for row in rows { forEachValue(of: row) { magnitudes[$0] = max(magnitudes[$0], abs($1)) } }
    return magnitudes
  }
}
