/// Names a data set and says how to find or make it.
public struct DataSource: Sendable, Hashable, Codable {
  /// `digits`, `mnist`, `fashion-mnist`, `cifar-10`, `csv`, `circles`, `moons`, `spirals`, `blobs` or `sawtooth`.
  public var name: String
  /// The CSV file, or the folder to look in first.
  public var path: String?
  /// The name of the CSV column that holds the class.
  public var target: String?
  /// Number of samples to make (synthetic sources).
  public var samples: Int?
  /// Standard deviation of the noise on each coordinate (synthetic sources).
  public var noise: Double?
  /// Number of classes to make (`spirals` and `blobs`).
  public var classes: Int?
  /// How often the line is folded (`sawtooth`): classes take turns at 2^folds borders.
  public var folds: Int?
  /// Number of features, each the position on the line with noise of its own (`sawtooth`).
  public var inputs: Int?

  public init(
    name: String, path: String? = nil, target: String? = nil, samples: Int? = nil, noise: Double? = nil,
    classes: Int? = nil, folds: Int? = nil, inputs: Int? = nil
  ) {
    self.name = name
    self.path = path
    self.target = target
    self.samples = samples
    self.noise = noise
    self.classes = classes
    self.folds = folds
    self.inputs = inputs
  }
}

extension DataSource {
  /// Whether a person who names data by `text` means a CSV file rather than a source.
  public static func isFile(_ text: String) -> Bool { text.hasSuffix(".csv") || text.hasSuffix(".csv.gz") }

  /// The source, or the CSV file, that `text` names.
  public init(named text: String, target: String? = nil) {
    self =
      Self.isFile(text) ? DataSource(name: "csv", path: text, target: target) : DataSource(name: text, target: target)
  }

  /// What sources that are made accept.
  public static let sampleRange = 2...10_000_000
  public static let noiseRange = 0.0...1000
  public static let classRange = 2...100
  public static let foldRange = 1...16
  public static let inputRange = 1...1000
}
