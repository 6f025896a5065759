/// See ``Metric/accuracy``.
final class AccuracyTally: ClassTally {
  private var correct = 0
  private var count = 0
  /// Nil unless the samples are kept.
  private var bits: [UInt64]?

  init(keepingSamples: Bool) { bits = keepingSamples ? [] : nil }

  func add(predicted: ArraySlice<Int32>, labels: ArraySlice<Int32>) {
    for (predicted, label) in zip(predicted, labels) where predicted == label { correct += 1 }
    if var bits = bits.take() {
      bits += Array(repeating: 0, count: SampleValues.wordCount(count + labels.count) - bits.count)
      for (position, (predicted, label)) in zip(predicted, labels).enumerated() where predicted == label {
        bits[(count + position) / 64] |= 1 << UInt64((count + position) % 64)
      }
      self.bits = bits
    }
    count += labels.count
  }

  var value: Double? { count > 0 ? Double(correct) / Double(count) : nil }

  var samples: SampleValues? { bits.map { .correct($0, count: count) } }
}
