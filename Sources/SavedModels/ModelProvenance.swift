public import Datasets
public import NeuralNetwork

/// What a model was trained on, and how.
public struct ModelProvenance: Sendable, Equatable {
  public var data: DataRecipe
  /// The settings under the names of a study file's section `training`, as it would spell them.
  public var training: [String: String]
  /// The epoch whose weights these are.
  public var epoch: Int
  /// Weight updates up to that epoch.
  public var updates: Int
  /// The stopping rules that report this epoch, with their thresholds, such as `loss-change 0.01`; nil if none does but
  /// `none`.
  public var rule: String?
  /// The study that the model comes from, and its name there.
  public var study: String?
  public var model: String?
  /// The draw of the initial weights and of the order of batches, if it is not that of the data.
  public var initialWeights: Int?
  /// SHA-256 of the initial parameters, if they were given and not drawn.
  public var initialParameters: String?

  public init(
    data: DataRecipe, settings: TrainingSettings, epoch: Int, updates: Int, rule: String? = nil, study: String? = nil,
    model: String? = nil, initialWeights: Int? = nil, initialParameters: String? = nil
  ) {
    self.data = data
    training = settings.texts
    self.epoch = epoch
    self.updates = updates
    self.rule = rule
    self.study = study
    self.model = model
    self.initialWeights = initialWeights
    self.initialParameters = initialParameters
  }
}

/// Which samples one training run learns from and is measured on.
public struct DataRecipe: Sendable, Equatable {
  public var source: DataSource
  /// SHA-256 of the data: `LoadedData.digest`.
  public var digest: String
  public var test: TestSet
  public var validation: HoldOut
  public var scale: Scaling
  public var seed: UInt64
  /// The draw of the data, 1 for the first.
  public var replicate: Int
  /// The draw of the test set, if it is not that of the other data.
  public var testReplicate: Int?
  /// Number of training samples.
  public var size: Int
  /// Whether the training samples are in random order, shuffled anew for each epoch; else they are in stored order.
  public var isShuffled: Bool

  public init(
    source: DataSource, digest: String, test: TestSet, validation: HoldOut, scale: Scaling, seed: UInt64,
    replicate: Int, testReplicate: Int? = nil, size: Int, isShuffled: Bool = true
  ) {
    self.source = source
    self.digest = digest
    self.test = test
    self.validation = validation
    self.scale = scale
    self.seed = seed
    self.replicate = replicate
    self.testReplicate = testReplicate
    self.size = size
    self.isShuffled = isShuffled
  }
}

extension TrainingSettings {
  /// Every setting that applies, with its value.
  fileprivate var texts: [String: String] {
    TrainingSetting.all.reduce(into: [:]) { $0[$1.name] = $1.value(in: self)?.text }
  }
}
