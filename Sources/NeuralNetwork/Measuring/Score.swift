/// The measurements of a model on a set of samples: the loss and the value of each metric.
///
/// There is one for each part of the data and each epoch, so it is small: a single metric is stored inline.
public struct Score: Sendable, Equatable {
  /// Mean loss per sample, without the l2 penalty; nil for a model that has no loss comparable to a network's.
  public var loss: Double?
  /// Bit i is set if there is a value of the metric i of ``Metric/all``.
  private var present: UInt16 = 0
  /// The values that there are, in the order of ``Metric/all``.
  private var first = 0.0
  private var others: [Double] = []

  /// Creates a score from a loss and the values of metrics.
  public init(loss: Double?, _ values: KeyValuePairs<Metric, Double> = [:]) {
    self.loss = loss
    for (metric, value) in values { self[metric] = value }
  }

  /// A score without any value.
  public static let unmeasured = Score(loss: nil)

  /// The value of a metric; nil if it was not measured.
  public subscript(metric: Metric) -> Double? {
    get {
      guard let bit = Self.bit(metric), present & bit != 0 else { return nil }
      let position = (present & (bit - 1)).nonzeroBitCount
      return position == 0 ? first : others[position - 1]
    }
    set {
      guard let bit = Self.bit(metric) else { return }
      if let newValue, present & ~bit == 0 {
        (present, first) = (bit, newValue)
        return
      }
      var values = (present == 0 ? [] : [first]) + others
      let position = (present & (bit - 1)).nonzeroBitCount
      let range = position..<(present & bit == 0 ? position : position + 1)
      values.replaceSubrange(range, with: newValue.map { [$0] } ?? [])
      present = newValue == nil ? present & ~bit : present | bit
      first = values.first ?? 0
      others = Array(values.dropFirst())
    }
  }

  /// The metrics that have a value, in the order of ``Metric/all``.
  public var metrics: [Metric] { Metric.all.filter { self[$0] != nil } }

  /// Returns whether `other` has a value for every metric that this score has.
  public func isCovered(by other: Score) -> Bool { present & ~other.present == 0 }

  private static func bit(_ metric: Metric) -> UInt16? { names.firstIndex(of: metric.name).map { 1 << UInt16($0) } }

  private static let names = Metric.all.map(\.name)
}

extension Score {
  /// Measures predicted classes. Metrics that need a network's outputs have no value, nor has the loss.
  public init(classes: [Int32], labels: [Int32], metrics: [Metric]) {
    self.init(loss: nil)
    for metric in metrics {
      self[metric] = metric.tally(predicted: classes, labels: labels, keepingSamples: false)?.value
    }
  }
}

extension Score {
  /// Measures predicted quantities, in the unit of the data. Metrics of classes have no value, nor has the loss.
  public init(predicted: [Double], quantities: [Double], metrics: [Metric]) {
    self.init(loss: nil)
    for metric in metrics {
      self[metric] = metric.tally(predicted: predicted, quantities: quantities, keepingSamples: false)?.value
    }
  }
}

extension Metric {
  /// The tally of predicted quantities; nil for a metric of classes.
  func tally(predicted: [Double], quantities: [Double], keepingSamples: Bool) -> MetricTally? {
    let tally = tally(classes: 0, keepingSamples: keepingSamples)
    guard case .quantities(let quantityTally) = tally else { return nil }
    quantityTally.add(predicted: predicted, quantities: quantities[...])
    return tally
  }

  /// The tally of predicted classes; nil for a metric that needs a network's outputs, or quantities.
  func tally(predicted: [Int32], labels: [Int32], keepingSamples: Bool) -> MetricTally? {
    let classes = max(Int(max(predicted.max() ?? 0, labels.max() ?? 0)) + 1, 2)
    let tally = tally(classes: classes, keepingSamples: keepingSamples)
    guard case .classes(let classTally) = tally else { return nil }
    classTally.add(predicted: predicted[...], labels: labels[...])
    return tally
  }
}

/// A score is encoded with the keys `loss` and the names of its metrics.
extension Score: Codable {
  private struct Key: CodingKey {
    static let loss = Key(stringValue: "loss")
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
    init(_ metric: Metric) { self.init(stringValue: metric.name) }
  }

  /// Decodes a score; missing keys are values that were not measured.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    self.init(loss: try container.decodeIfPresent(Double.self, forKey: .loss))
    for metric in Metric.all { self[metric] = try container.decodeIfPresent(Double.self, forKey: Key(metric)) }
  }

  /// Encodes the loss and the metrics that have a value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(loss, forKey: .loss)
    for metric in metrics { try container.encode(self[metric] ?? .nan, forKey: Key(metric)) }
  }
}
