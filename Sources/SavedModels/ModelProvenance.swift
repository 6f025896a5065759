public import Datasets
public import NeuralNetwork

/// What a model was trained on, and how.
public struct ModelProvenance: Sendable, Equatable {
  /// The samples it was trained and measured on.
  public var data: DataRecipe
  /// The training settings, by their names under `training` in a study file and with their values as spelt there.
  public var training: [String: String]
  /// The epoch whose weights these are, from 1.
  public var epoch: Int
  /// Number of weight updates up to that epoch.
  public var updates: Int
  /// The stopping rules that report this epoch, with their thresholds, e.g. `loss-change 0.01`; nil if there is none
  /// but `none`.
  public var rule: String?
  /// Name of the study that the model comes from; nil if it was trained alone.
  public var study: String?
  /// Name of the model in its study or, if it was trained alone, one made from its hidden layers, e.g. `256-128`; nil
  /// if unknown.
  public var model: String?
  /// Number of the draw of the initial weights and of the order of batches; nil if it is the same as that of the data.
  public var initialWeights: Int?
  /// SHA-256 of the initial parameters; nil if they were drawn at random.
  public var initialParameters: String?

  /// Creates a provenance from its parts.
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

/// Which samples a training run is trained and measured on.
public struct DataRecipe: Sendable, Equatable {
  /// Where the samples come from.
  public var source: DataSource
  /// SHA-256 of the data, as `LoadedData.digest`.
  public var digest: String
  /// Where the test set comes from.
  public var test: TestSet
  /// How many samples are held out for validation.
  public var validation: HoldOut
  /// How the samples of these sets are divided among classes or parts of a quantity.
  public var shares: HeldOutShares
  /// How features are scaled before training.
  public var scale: Scaling
  /// The share of training samples with a wrong label; nil for none.
  public var labelNoise: Double?
  /// The number from which the draws are derived.
  public var seed: UInt64
  /// Number of the draw of the data, from 1.
  public var replicate: Int
  /// Number of the draw of the test set; nil if it is the same as that of the other data.
  public var testReplicate: Int?
  /// Number of training samples.
  public var size: Int
  /// Whether there are as many training samples of each class.
  public var isBalanced: Bool
  /// Whether the training samples are shuffled for each epoch; otherwise they keep their stored order.
  public var isShuffled: Bool

  /// Creates a recipe from its parts; no data are loaded.
  public init(
    source: DataSource, digest: String, test: TestSet, validation: HoldOut, scale: Scaling,
    labelNoise: Double? = nil, seed: UInt64, replicate: Int, testReplicate: Int? = nil, size: Int,
    isBalanced: Bool = false, isShuffled: Bool = true
  ) {
    self.source = source
    self.digest = digest
    self.test = test
    self.validation = validation
    shares = HeldOutShares(predictsQuantity: source.predictsQuantity, hasGroups: source.groups != nil)
    self.scale = scale
    self.labelNoise = labelNoise
    self.seed = seed
    self.replicate = replicate
    self.testReplicate = testReplicate
    self.size = size
    self.isBalanced = isBalanced
    self.isShuffled = isShuffled
  }
}

extension TrainingSettings {
  /// Every setting that applies, with its value.
  fileprivate var texts: [String: String] {
    TrainingSetting.all.reduce(into: [:]) { $0[$1.name] = $1.value(in: self)?.text }
  }
}
