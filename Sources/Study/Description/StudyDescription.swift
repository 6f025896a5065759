public import Datasets
public import NeuralNetwork
public import SupportVectorMachines

/// What a study file says, with every default filled in.
public struct StudyDescription: Sendable, Equatable, Codable {
  /// Names the results folder: `[A-Za-z0-9_-]{1,64}`.
  public var name: String
  /// Heads the figures.
  public var title: String
  public var data: StudyData
  public var sizes: TrainingSetSizes
  public var replicates: Replicates
  public var seed: UInt64
  /// What is measured besides the loss, at least one metric; the first leads: curves, gaps, verdicts, crossovers, fits and
  /// findings are about it.
  public var metrics: [Metric]
  /// In the order of the file.
  public var models: [Model]
  /// Common to all configurations, but for the keys in `vary`.
  public var training: TrainingSettings
  /// In the order of the file.
  public var stopping: [StoppingSpecification]
  /// In the order of the file.
  public var vary: [VariedSetting]
  public var record: RecordingSettings
  /// The figures to draw; nil draws every one that applies.
  public var figures: [FigureName]?

  public init(
    name: String, title: String, data: StudyData, sizes: TrainingSetSizes, replicates: Replicates, seed: UInt64,
    metrics: [Metric] = [.usual], models: [Model], training: TrainingSettings, stopping: [StoppingSpecification],
    vary: [VariedSetting],
    record: RecordingSettings = RecordingSettings(), figures: [FigureName]?
  ) {
    self.name = name
    self.title = title
    self.data = data
    self.sizes = sizes
    self.replicates = replicates
    self.seed = seed
    self.metrics = metrics
    self.models = models
    self.training = training
    self.stopping = stopping
    self.vary = vary
    self.record = record
    self.figures = figures
  }
}

/// The data of a study and how they are split and scaled.
public struct StudyData: Sendable, Equatable, Codable {
  public var source: DataSource
  public var test: TestSet
  /// Taken out of the training pool before any subset; `.count(0)` is none.
  public var validation: HoldOut
  public var scale: Scaling

  public init(source: DataSource, test: TestSet, validation: HoldOut, scale: Scaling) {
    self.source = source
    self.test = test
    self.validation = validation
    self.scale = scale
  }
}

/// The training-set sizes of a study.
public enum TrainingSetSizes: Sendable, Equatable, Codable {
  /// Ascending, without repetition.
  case list([Int])
  /// One size: the whole training pool less the validation set.
  case all
}

/// A named model to compare.
public struct Model: Sendable, Hashable, Codable {
  /// One line of at most 64 characters, any script.
  public var name: String
  public var kind: ModelKind

  public init(name: String, kind: ModelKind) {
    self.name = name
    self.kind = kind
  }

  /// A network.
  public init(name: String, hidden: HiddenLayers) {
    self.init(name: name, kind: .network(hidden))
  }
}

/// What a model is.
public enum ModelKind: Sendable, Hashable, Codable {
  /// A multilayer perceptron, trained as the study's `training` says.
  case network(HiddenLayers)
  /// Trained in one go by LIBSVM; `training` and stopping rules do not touch it.
  case supportVectorMachine(SupportVectorSettings)

  var isNetwork: Bool { if case .network = self { true } else { false } }
}

extension ModelKind {
  /// A model that is no network in a few words, e.g. its kernel; nil for a network.
  public var baseline: String? {
    switch self {
    case .network: nil
    case .supportVectorMachine(let settings): settings.description
    }
  }
}

/// The hidden layers of a model.
public enum HiddenLayers: Sendable, Hashable, Codable {
  /// Units of each layer, first to last.
  case widths([Int])
  /// `depth` layers of one width, chosen so that the parameters come nearest to those of one hidden layer of `width` units.
  case matchingParameters(depth: Int, width: Int)
}

/// A stopping rule with its thresholds, as one entry of `stopping` gives it.
public struct StoppingSpecification: Sendable, Equatable, Codable {
  /// `loss-change`, `patience`, `generalisation-loss`, `progress-quotient`, `validation-up` or `none`.
  public var name: String
  /// One rule for each threshold, and each patience or strip, in the order of the file.
  public var rules: [StoppingRule]

  public init(name: String, rules: [StoppingRule]) {
    self.name = name
    self.rules = rules
  }
}

/// A key of `training` and the values that it takes in turn.
public struct VariedSetting: Sendable, Equatable, Codable {
  /// The key as the study file spells it, e.g. `learning-rate`.
  public var key: String
  /// Each value as the study file spells it, with the assignment that it makes.
  public var values: [Value]

  public struct Value: Sendable, Equatable, Codable {
    public var text: String
    public var assignment: TrainingAssignment

    public init(text: String, assignment: TrainingAssignment) {
      self.text = text
      self.assignment = assignment
    }

    /// As people read it: a pair of equal initialisers as one of them, anything else as the study file spells it.
    public var label: String {
      if let pair = assignment.initialisers, pair.weights == pair.biases { return pair.weights.description }
      return text
    }
  }

  public init(key: String, values: [Value]) {
    self.key = key
    self.values = values
  }

  /// Whether it is the weights or biases before training that the key sets.
  public var setsInitialisers: Bool {
    values.contains { $0.assignment.sets(\.initialiser) || $0.assignment.sets(\.biasInitialiser) }
  }
}

extension StudyDescription {
  /// The values that a property of the training settings takes: the varied ones in the order of the file, or the one that
  /// all configurations share.
  public func values<Value>(of path: KeyPath<TrainingSettings, Value>) -> [Value] {
    let varied = vary.flatMap(\.values).filter { $0.assignment.sets(path) }
    guard !varied.isEmpty else { return [training[keyPath: path]] }
    return varied.map { value in
      var settings = training
      value.assignment.apply(to: &settings)
      return settings[keyPath: path]
    }
  }
}
