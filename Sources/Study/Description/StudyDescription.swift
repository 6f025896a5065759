public import Datasets
public import NeuralNetwork
public import SupportVectorMachines

/// A study as its file describes it, with every default filled in.
public struct StudyDescription: Sendable, Equatable, Codable {
  /// Name of the study and of its results folder, matching `[A-Za-z0-9_-]{1,64}`.
  public var name: String
  /// Title above the figures and the report.
  public var title: String
  /// The data set, and how it is split and scaled.
  public var data: StudyData
  /// Numbers of training samples to study.
  public var sizes: TrainingSetSizes
  /// How often each configuration is trained, with which random draws.
  public var replicates: Replicates
  /// What intervals and verdicts speak of.
  public var intervals: IntervalScope
  /// The number from which every random draw of the study is derived.
  public var seed: UInt64
  /// What is measured besides the loss, at least one metric. Curves, gaps, verdicts, crossovers, fits and findings are
  /// about the first.
  public var metrics: [Metric]
  /// The models to compare, in the order of the study file.
  public var models: [Model]
  /// Training settings that all configurations share, except for the keys in `vary` and `tune`.
  public var training: TrainingSettings
  /// The stopping rules with their thresholds, in the order of the study file.
  public var stopping: [StoppingSpecification]
  /// The settings of training and data that take several values, in the order of the study file; every combination is trained.
  public var vary: [VariedSetting]
  /// The settings that are chosen by validation data, in the order of the study file: every combination is trained, and
  /// the best one of each model, size and replicate is reported.
  public var tune: [VariedSetting]
  /// What trajectories keep besides their histories.
  public var record: RecordingSettings
  /// Where the runs come from; nil if the study trains them itself.
  public var origin: StudyOrigin?
  /// The figures to draw; nil draws every one that applies.
  public var figures: [FigureRequest]?
  /// How large errors of a predicted quantity are, which decides how many digits are shown; nil as long as it is not known.
  public var sizeOfQuantity: Double?

  /// Creates a study from its parts; nothing is checked.
  public init(
    name: String, title: String, data: StudyData, sizes: TrainingSetSizes, replicates: Replicates,
    intervals: IntervalScope = .replicatesAndTestSamples, seed: UInt64,
    metrics: [Metric] = [.usual], models: [Model], training: TrainingSettings, stopping: [StoppingSpecification],
    vary: [VariedSetting], tune: [VariedSetting] = [],
    record: RecordingSettings = RecordingSettings(), figures: [FigureRequest]?
  ) {
    self.name = name
    self.title = title
    self.data = data
    self.sizes = sizes
    self.replicates = replicates
    self.intervals = intervals
    self.seed = seed
    self.metrics = metrics
    self.models = models
    self.training = training
    self.stopping = stopping
    self.vary = vary
    self.tune = tune
    self.record = record
    self.figures = figures
  }
}

/// The data of a study, and how they are split and scaled.
public struct StudyData: Sendable, Equatable, Codable {
  /// Where the samples come from.
  public var source: DataSource
  /// Where the test set comes from.
  public var test: TestSet
  /// How many samples are taken out of the training pool for validation, before any training subset; `.count(0)` for
  /// none.
  public var validation: HoldOut
  /// How features are scaled before training.
  public var scale: Scaling
  /// The share of training samples that get a wrong label; nil for none.
  public var labelNoise: Double?
  /// The folder that relative paths in the study file begin in; nil if it has none.
  public var folder: String?

  /// Creates the data settings from their parts; nothing is loaded.
  public init(
    source: DataSource, test: TestSet, validation: HoldOut, scale: Scaling, labelNoise: Double? = nil,
    folder: String? = nil
  ) {
    self.source = source
    self.test = test
    self.validation = validation
    self.scale = scale
    self.labelNoise = labelNoise
    self.folder = folder
  }
}

/// The training-set sizes of a study, in samples.
public enum TrainingSetSizes: Sendable, Equatable, Codable {
  /// These sizes, ascending and without repetition.
  case list([Int])
  /// One size: the whole training pool without the validation set.
  case all
  /// So many samples of each class, ascending and without repetition.
  case perClass([Int])
}

/// A named model to compare.
public struct Model: Sendable, Hashable, Codable {
  /// Name of the model: one line of at most 64 characters, in any script.
  public var name: String
  /// What the model is: a network or an SVM.
  public var kind: ModelKind

  /// Creates a model of any kind.
  public init(name: String, kind: ModelKind) {
    self.name = name
    self.kind = kind
  }

  /// Creates a network with these hidden layers.
  public init(name: String, hidden: HiddenLayers, structure: LayerStructure = .plain) {
    self.init(name: name, kind: .network(NetworkLayers(hidden, structure: structure)))
  }
}

/// What a model is.
public enum ModelKind: Sendable, Hashable, Codable {
  /// A multilayer perceptron, trained with the study's `training` settings.
  case network(NetworkLayers)
  /// An SVM, solved in one go by LIBSVM; `training` and stopping rules have no effect on it.
  case supportVectorMachine(SupportVectorSettings)
  /// A model that was trained elsewhere.
  case recorded(RecordedModel)

  var isNetwork: Bool { if case .network = self { true } else { false } }

  /// Whether all varied settings may make a difference to the model.
  var isVaried: Bool { if case .supportVectorMachine = self { false } else { true } }
}

/// The hidden layers of a model.
public enum HiddenLayers: Sendable, Hashable, Codable {
  /// Number of units of each hidden layer, first to last.
  case widths([Int])
  /// `depth` layers of one width, chosen so that the number of parameters is nearest to that of one hidden layer of
  /// `width` units.
  case matchingParameters(depth: Int, width: Int)
}

/// One entry of `stopping`: a stopping rule with its thresholds.
public struct StoppingSpecification: Sendable, Equatable, Codable {
  /// Name of the rule, one of those in `StoppingRule.Kind.all`.
  public var name: String
  /// One rule for each threshold and each patience or strip length, in the order of the file.
  public var rules: [StoppingRule]

  /// Creates an entry from the name of the rule and its thresholds.
  public init(name: String, rules: [StoppingRule]) {
    self.name = name
    self.rules = rules
  }
}

/// One key of `vary` or `tune` with the values that it takes in turn.
public struct VariedSetting: Sendable, Equatable, Codable {
  /// The key as the study file spells it, e.g. `learning-rate`.
  public var key: String
  /// The values, in the order of the study file.
  public var values: [Value]

  /// One value of a varied or tuned key.
  public struct Value: Sendable, Equatable, Codable {
    /// The value as the study file spells it.
    public var text: String
    /// What the value sets.
    public var assignment: SettingAssignment

    /// Creates a value from its spelling and what it sets.
    public init(text: String, assignment: SettingAssignment) {
      self.text = text
      self.assignment = assignment
    }

    /// The value as people read it: a pair of equal initialisers as one of them, anything else as the study file spells
    /// it.
    public var label: String {
      if let pair = assignment.initialisers, pair.weights == pair.biases { return pair.weights.description }
      return text
    }
  }

  /// Creates a varied key from its name and values.
  public init(key: String, values: [Value]) {
    self.key = key
    self.values = values
  }

  /// Returns whether the key makes a difference to a model of this kind.
  public func affects(_ kind: ModelKind) -> Bool { values.contains { $0.assignment.applies(to: kind) } }

  /// Whether the key sets how weights or biases are initialised.
  public var setsInitialisers: Bool {
    values.contains { $0.assignment.sets(\.initialiser) || $0.assignment.sets(\.biasInitialiser) }
  }
}

extension StudyDescription {
  /// Returns the values that a training setting takes: the varied or tuned ones in the order of the file, or the single value
  /// that all configurations share.
  public func values<Value>(of path: KeyPath<TrainingSettings, Value>) -> [Value] {
    let varied = (vary + tune).flatMap(\.values).filter { $0.assignment.sets(path) }
    guard !varied.isEmpty else { return [training[keyPath: path]] }
    return varied.map { value in
      var settings = training
      value.assignment.apply(to: &settings)
      return settings[keyPath: path]
    }
  }
}

extension TrainingSetSizes {
  /// Whether every training subset has as many samples of each class.
  public var areBalanced: Bool { if case .perClass = self { true } else { false } }

  /// The sizes, in samples or samples of each class; nil for the one that is all.
  public var listed: [Int]? {
    switch self {
    case .list(let sizes), .perClass(let sizes): sizes
    case .all: nil
    }
  }
}

extension [VariedSetting] {
  /// Returns a value for each of the settings, given the values of the same settings in the order `keys`; as they are, unless
  /// both have the same keys.
  public func ordered(_ values: [String], as keys: [String]) -> [String] {
    guard values.count == keys.count, keys != map(\.key), Set(keys) == Set(map(\.key)) else { return values }
    let byKey = Dictionary(zip(keys, values)) { first, _ in first }
    return compactMap { byKey[$0.key] }
  }
}

extension StudyDescription {
  /// Returns a configuration of another version of the study with its settings in the order of this one.
  public func ordered(_ configuration: Configuration, of other: StudyDescription) -> Configuration {
    var ordered = configuration
    ordered.varied = vary.ordered(configuration.varied, as: other.vary.map(\.key))
    ordered.tuned = tune.ordered(configuration.tuned, as: other.tune.map(\.key))
    return ordered
  }
}
