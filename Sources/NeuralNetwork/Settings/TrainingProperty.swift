/// A stored property of ``TrainingSettings``, as assignments set it and stores keep it.
struct TrainingProperty: Sendable, Equatable {
  /// Its name in Swift, under which it is encoded.
  let name: String
  private let path: any PartialKeyPath<TrainingSettings> & Sendable
  let copy: @Sendable (_ source: TrainingSettings, _ target: inout TrainingSettings) -> Void
  let encode: @Sendable (TrainingSettings, inout Container, CodingName) throws -> Void
  let decode: @Sendable (KeyedDecodingContainer<CodingName>, CodingName, inout TrainingSettings) throws -> Void

  typealias Container = KeyedEncodingContainer<CodingName>

  init<Value: Sendable & Codable>(_ name: String, _ path: any WritableKeyPath<TrainingSettings, Value> & Sendable) {
    self.name = name
    self.path = path
    copy = { source, target in target[keyPath: path] = source[keyPath: path] }
    encode = { settings, container, name in try container.encode(settings[keyPath: path], forKey: name) }
    decode = { container, name, settings in
      settings[keyPath: path] = try container.decode(Value.self, forKey: name)
    }
  }

  /// Whether it is the property at `path`.
  func `is`(_ path: PartialKeyPath<TrainingSettings>) -> Bool { self.path as PartialKeyPath<TrainingSettings> == path }

  static func == (one: TrainingProperty, other: TrainingProperty) -> Bool { one.name == other.name }

  /// Those that a setting sets, each once.
  static let all = TrainingSetting.all.map(\.property).reduce(into: [TrainingProperty]()) { all, property in
    if !all.contains(property) { all.append(property) }
  }

  static let optimiser = TrainingProperty("optimiser", \.optimiser)
  static let initialiser = TrainingProperty("initialiser", \.initialiser)
  static let biasInitialiser = TrainingProperty("biasInitialiser", \.biasInitialiser)
}

extension TrainingSettings {
  /// The properties of the first version, which stores always have.
  private static let first: Set = [
    "activation", "loss", "optimiser", "learningRate", "decay", "batch", "l2", "initialiser", "biasInitialiser",
    "epochs", "engine",
  ]

  /// Encodes the settings.
  ///
  /// A property that was added in a later version is left out if it has the value that a missing one stands for. So what
  /// was stored before, and the keys of trajectories, stay valid.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingName.self)
    for property in TrainingProperty.all where Self.first.contains(property.name) || !isAbsent(property) {
      try property.encode(self, &container, CodingName(stringValue: property.name))
    }
  }

  private func isAbsent(_ property: TrainingProperty) -> Bool {
    var settings = Self.absent
    property.copy(self, &settings)
    return settings == Self.absent
  }

  /// What missing properties mean: the defaults, but for those that have changed since something was stored without them.
  private static let absent = {
    var settings = TrainingSettings()
    settings.remainder = .keep
    return settings
  }()

  /// Decodes settings; a missing property that was added in a later version gets the value that it stands for: its
  /// default, or what was usual before there was a choice.
  public init(from decoder: any Decoder) throws {
    self = Self.absent
    let container = try decoder.container(keyedBy: CodingName.self)
    for property in TrainingProperty.all {
      let name = CodingName(stringValue: property.name)
      guard Self.first.contains(property.name) || container.contains(name) else { continue }
      try property.decode(container, name, &self)
    }
  }
}
