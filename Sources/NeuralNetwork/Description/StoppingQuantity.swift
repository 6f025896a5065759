/// What a stopping rule looks at: the loss or a metric, on training or on validation data.
public struct StoppingQuantity: Sendable, Hashable {
  /// The samples that it is measured on; rules never look at test data.
  public enum Part: String, Sendable, CaseIterable {
    case train, validation
  }

  /// The samples that it is measured on.
  public let part: Part
  /// The metric; nil for the loss.
  public let metric: Metric?

  /// Creates the quantity of a part; without a metric it is the loss.
  public init(_ part: Part, _ metric: Metric? = nil) {
    self.part = part
    self.metric = metric
  }

  /// The mean training loss.
  public static let trainLoss = StoppingQuantity(.train)
  /// The validation loss.
  public static let validationLoss = StoppingQuantity(.validation)

  /// Every quantity, those on training data first.
  public static let all = Part.allCases.flatMap { part in
    [StoppingQuantity(part)] + Metric.all.map { StoppingQuantity(part, $0) }
  }

  /// The name in study files and tables, e.g. `validation-accuracy`.
  public var name: String { "\(part.rawValue)-\(measured)" }

  /// The name in figures, e.g. `validation accuracy`.
  public var words: String { "\(part.rawValue) \(measured)" }

  /// What is measured: `loss`, or the name of the metric.
  private var measured: String { metric?.name ?? "loss" }

  /// Whether lower values are better.
  public var lowerIsBetter: Bool { metric.map { $0.direction == .lowerIsBetter } ?? true }

  /// Returns whether `value` is better than `other` by more than `margin`.
  public func isBetter(_ value: Double, than other: Double, by margin: Double = 0) -> Bool {
    lowerIsBetter ? value < other - margin : value > other + margin
  }

  /// Returns the value at an epoch; nil if it was not measured.
  public func value(in record: EpochRecord) -> Double? {
    let score = part == .train ? record.train : record.validation
    guard let metric else { return score?.loss }
    return score?[metric]
  }
}

/// A quantity is encoded as its name.
extension StoppingQuantity: Codable {
  /// Decodes a quantity from its name.
  ///
  /// - Throws: `DecodingError` if no quantity has this name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let quantity = Self.all.first(where: { $0.name == name }) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "nothing that is measured is called \(name)")
    }
    self = quantity
  }

  /// Encodes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
