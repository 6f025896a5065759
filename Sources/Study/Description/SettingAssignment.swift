public import NeuralNetwork
public import SupportVectorMachines

/// What one value of a varied or tuned key sets: settings of the training of networks, of the data, or of SVMs.
public enum SettingAssignment: Sendable, Equatable {
  /// Sets properties of the training settings.
  case training(TrainingAssignment)
  /// Sets a setting of SVMs.
  case supportVectorMachine(SupportVectorAssignment)
  /// Sets a setting of the data.
  case data(DataAssignment)
  /// What it set was set elsewhere, where models were trained that are only recorded here.
  case recorded

  /// Creates an assignment of `value` to the stored property of the training settings at `path`, e.g. `\.learningRate`.
  public init<Value>(_ path: WritableKeyPath<TrainingSettings, Value>, _ value: Value) {
    self = .training(TrainingAssignment(path, value))
  }

  /// Creates an assignment of both initialisers.
  public init(weights: Initialiser, biases: Initialiser) {
    self = .training(TrainingAssignment(weights: weights, biases: biases))
  }

  /// Sets the properties in `settings`; does nothing if the assignment is about SVMs.
  public func apply(to settings: inout TrainingSettings) {
    if case .training(let assignment) = self { assignment.apply(to: &settings) }
  }

  /// Sets the value in `settings`; does nothing if the assignment is about training, or the kernel does not have it.
  public func apply(to settings: inout SupportVectorSettings) {
    if case .supportVectorMachine(let assignment) = self { assignment.apply(to: &settings) }
  }

  /// Sets the value in `data`; does nothing if the assignment is about something else.
  public func apply(to data: inout StudyData) {
    if case .data(let assignment) = self { assignment.apply(to: &data) }
  }

  /// Returns whether the value makes a difference to a model of this kind.
  public func applies(to kind: ModelKind) -> Bool {
    switch (self, kind) {
    case (.training, .network), (.data, _), (_, .recorded): true
    case (.supportVectorMachine(let assignment), .supportVectorMachine(let settings)): assignment.applies(to: settings)
    case (.training, .supportVectorMachine), (.supportVectorMachine, .network), (.recorded, _): false
    }
  }

  /// Returns whether the assignment sets the stored property of the training settings at `path`.
  public func sets(_ path: PartialKeyPath<TrainingSettings>) -> Bool {
    if case .training(let assignment) = self { assignment.sets(path) } else { false }
  }

  /// The two initialisers, if the assignment sets both together; else nil.
  public var initialisers: (weights: Initialiser, biases: Initialiser)? {
    if case .training(let assignment) = self { assignment.initialisers } else { nil }
  }
}

/// Assignments to the training settings are encoded as themselves, as before there were others.
extension SettingAssignment: Codable {
  private enum CodingKeys: CodingKey { case supportVectorMachine, data, recorded }

  /// Encodes what is set.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .training(let assignment): try assignment.encode(to: encoder)
    case .supportVectorMachine(let assignment):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(assignment, forKey: .supportVectorMachine)
    case .data(let assignment):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(assignment, forKey: .data)
    case .recorded:
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(true, forKey: .recorded)
    }
  }

  /// Decodes an assignment.
  ///
  /// - Throws: `DecodingError` if it sets nothing that is known.
  public init(from decoder: any Decoder) throws {
    let container = try? decoder.container(keyedBy: CodingKeys.self)
    if let assignment = try container?.decodeIfPresent(SupportVectorAssignment.self, forKey: .supportVectorMachine) {
      self = .supportVectorMachine(assignment)
    } else if let assignment = try container?.decodeIfPresent(DataAssignment.self, forKey: .data) {
      self = .data(assignment)
    } else if container?.contains(.recorded) == true {
      self = .recorded
    } else {
      self = .training(try TrainingAssignment(from: decoder))
    }
  }
}
