/// The value of a metric on each sample of a set. Their mean is the metric; for one that is no mean over samples see
/// `ConfusionScore`.
public enum SampleValues: Sendable, Equatable {
  /// Whether each sample is classified correctly: sample i is bit i mod 64 of word i / 64. Bits beyond `count` are 0.
  case correct([UInt64], count: Int)
  /// A number for each sample.
  case numbers([Float])

  /// Number of samples.
  public var count: Int {
    switch self {
    case .correct(_, let count): count
    case .numbers(let numbers): numbers.count
    }
  }

  /// Number of bits that the value of a sample takes.
  public var bitsOfSample: Int {
    switch self {
    case .correct: 1
    case .numbers: 32
    }
  }

  /// The mean over the samples, which must not be none: the value of the metric.
  public var mean: Double {
    switch self {
    case .correct(let words, let count): Double(words.reduce(0) { $0 + $1.nonzeroBitCount }) / Double(count)
    case .numbers(let numbers): numbers.reduce(0) { $0 + Double($1) } / Double(numbers.count)
    }
  }

  /// Measures predicted classes; nil for a metric that needs a network's outputs.
  public init?(of metric: Metric, classes: [Int32], labels: [Int32]) {
    guard let tally = metric.tally(predicted: classes, labels: labels, keepingSamples: true),
      let samples = tally.samples
    else { return nil }
    self = samples
  }

  /// Measures predicted quantities, in the unit of the data; nil for a metric of classes.
  public init?(of metric: Metric, predicted: [Double], quantities: [Double]) {
    guard let tally = metric.tally(predicted: predicted, quantities: quantities, keepingSamples: true),
      let samples = tally.samples
    else { return nil }
    self = samples
  }

  /// Values from their bits; nil unless there are words for just `count` samples.
  public init?(words: [UInt64], count: Int) {
    guard count >= 0, words.count == Self.wordCount(count),
      count % 64 == 0 || words.last.map({ $0 >> UInt64(count % 64) == 0 }) == true
    else { return nil }
    self = .correct(words, count: count)
  }

  /// Number of words that `count` bits take.
  public static func wordCount(_ count: Int) -> Int { (count + 63) / 64 }
}
