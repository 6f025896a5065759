/// Values for one or several properties of the training settings, set by one key of a study file.
public struct TrainingAssignment: Sendable, Equatable {
  private let properties: [TrainingProperty]
  /// Settings with the values of the properties, and defaults for all others.
  private let values: TrainingSettings

  /// The `properties` as `settings` has them.
  init(_ properties: [TrainingProperty], of settings: TrainingSettings) {
    self.properties = properties
    var values = TrainingSettings()
    for property in properties { property.copy(settings, &values) }
    self.values = values
  }

  /// Creates an assignment of `value` to the stored property at `path`, e.g. `\.learningRate`.
  public init<Value>(_ path: WritableKeyPath<TrainingSettings, Value>, _ value: Value) {
    var settings = TrainingSettings()
    settings[keyPath: path] = value
    self.init(TrainingProperty.all.filter { $0.is(path) }, of: settings)
    precondition(!properties.isEmpty, "\(path) is no stored property that a setting sets")
  }

  /// Creates an assignment of both initialisers.
  public init(weights: Initialiser, biases: Initialiser) {
    var settings = TrainingSettings()
    (settings.initialiser, settings.biasInitialiser) = (weights, biases)
    self.init(Self.pair, of: settings)
  }

  private static let pair = [TrainingProperty.initialiser, .biasInitialiser]

  /// Sets the properties in `settings`.
  public func apply(to settings: inout TrainingSettings) {
    for property in properties { property.copy(values, &settings) }
  }

  /// Returns whether the assignment sets the stored property at `path`.
  public func sets(_ path: PartialKeyPath<TrainingSettings>) -> Bool { properties.contains { $0.is(path) } }

  /// The two initialisers, if the assignment sets both together; else nil.
  public var initialisers: (weights: Initialiser, biases: Initialiser)? {
    properties == Self.pair ? (values.initialiser, values.biasInitialiser) : nil
  }
}

/// An assignment is encoded like an enumeration with one case per property and one for the pair of initialisers, which
/// it was in earlier versions: `{"learningRate":{"_0":0.1}}`.
extension TrainingAssignment: Codable {
  private static let pairName = CodingName(stringValue: "initialisers")
  /// The pair's properties under the names that they have in it.
  private static let pairNames = [
    (CodingName(stringValue: "weights"), TrainingProperty.initialiser),
    (CodingName(stringValue: "biases"), TrainingProperty.biasInitialiser),
  ]
  private static let valueName = CodingName(stringValue: "_0")

  /// Encodes the name of the property, or `initialisers`, with its value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingName.self)
    if properties == Self.pair {
      var nested = container.nestedContainer(keyedBy: CodingName.self, forKey: Self.pairName)
      for (name, property) in Self.pairNames { try property.encode(values, &nested, name) }
    } else if let property = properties.first {
      var nested = container.nestedContainer(keyedBy: CodingName.self, forKey: CodingName(stringValue: property.name))
      try property.encode(values, &nested, Self.valueName)
    }
  }

  /// Decodes an assignment.
  ///
  /// - Throws: `DecodingError` if it names no property of the training settings.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingName.self)
    var values = TrainingSettings()
    if container.contains(Self.pairName) {
      let nested = try container.nestedContainer(keyedBy: CodingName.self, forKey: Self.pairName)
      for (name, property) in Self.pairNames { try property.decode(nested, name, &values) }
      self.init(Self.pair, of: values)
      return
    }
    guard let property = TrainingProperty.all.first(where: { container.contains(CodingName(stringValue: $0.name)) })
    else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: container.codingPath, debugDescription: "no property of the training settings"))
    }
    let nested = try container.nestedContainer(keyedBy: CodingName.self, forKey: CodingName(stringValue: property.name))
    try property.decode(nested, Self.valueName, &values)
    self.init([property], of: values)
  }
}
