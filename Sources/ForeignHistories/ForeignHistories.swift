public import NeuralNetwork
public import Study

/// Histories and final scores that other programs wrote, as their files have them, in one form whatever the files were.
public struct ForeignHistories: Sendable, Equatable {
  /// Which part of the data the scores in `EpochRecord.test` are of.
  public enum TestPart: String, Sendable, Codable {
    /// Test data.
    case test
    /// Validation data, which stand in for test data as nothing else was measured.
    case validation
  }

  /// The runs, sorted by model, settings, size and replicate.
  public var runs: [ForeignRun]
  /// The models of the runs, in the order to show them.
  public var models: [ForeignModel]
  /// What varied besides model, size and replicate, found in other columns or in the names of files.
  public var settings: [ForeignSetting]
  /// Settings that have the same value in all runs, each with that value.
  public var constants: [ForeignSetting] = []
  /// The keys of ``settings`` that were tuned: of their values, each model, size and replicate reports the best.
  public var tuned: Set<String> = []
  /// The epochs that are counted as 1, 2, 3, such as `10, 20, 30, …`, where these are at steps; nil otherwise.
  public var measuredEpochs: String?
  /// What tells replicates apart that are folds or samples of the same data, such as `seed × fold`; nil if nothing says that
  /// they are.
  public var partsOfData: String?
  /// What the files call what tells replicates apart, such as `seed × fold`; nil if nothing does.
  public var replicateWords: String?
  /// The replicates, if they share draws of the data and of the initial weights as Fathom's crossed ones do; nil if they share
  /// none.
  public var crossed: Replicates?
  /// The metrics that have values; the first leads.
  public var metrics: [Metric]
  /// What the scores in `EpochRecord.test` were measured on.
  public var testPart: TestPart
  /// The program that trained the models, where it is recognised or given, such as `Keras`.
  public var program: String?
  /// How the files were understood, one short sentence each.
  public var notes: [String]
  /// What was odd and what was passed over, each with its file and line.
  public var remarks: [String]
  /// SHA-256 over the contents of all files, unpacked; the same in whatever order they are given.
  public var digest: String
  /// The files, named as they were given or found.
  public var files: [String]

  /// Creates histories from their parts.
  public init(
    runs: [ForeignRun], models: [ForeignModel], settings: [ForeignSetting], metrics: [Metric], testPart: TestPart,
    program: String?, notes: [String], remarks: [String],
    digest: String, files: [String]
  ) {
    self.runs = runs
    self.models = models
    self.settings = settings
    self.metrics = metrics
    self.testPart = testPart
    self.program = program
    self.notes = notes
    self.remarks = remarks
    self.digest = digest
    self.files = files
  }
}

/// One training run of another program.
public struct ForeignRun: Sendable, Equatable {
  /// Name of the model.
  public var model: String
  /// Number of training samples.
  public var size: Int
  /// The label of the replicate as the files have it, such as the seed; nil if they give none.
  public var replicate: String?
  /// A value for each of ``ForeignHistories/settings``; empty where the run has none.
  public var settings: [String]
  /// What was measured, epochs 1, 2, …; a single record for a run without epochs. Without the epoch in which it diverged, so
  /// it may be empty.
  public var history: [EpochRecord]
  /// Whether the records are of epochs, and not the one result of a run.
  public var hasEpochs: Bool
  /// Whether a loss stopped being finite, in the epoch after the history.
  public var diverged: Bool
  /// The standard errors of the scores, where these are means over replicates that the files do not have one by one.
  public var standardErrors: StandardErrors?

  /// Creates a run from its parts.
  public init(
    model: String, size: Int, replicate: String?, settings: [String] = [], history: [EpochRecord], hasEpochs: Bool,
    diverged: Bool = false, standardErrors: StandardErrors? = nil
  ) {
    self.model = model
    self.size = size
    self.replicate = replicate
    self.settings = settings
    self.history = history
    self.hasEpochs = hasEpochs
    self.diverged = diverged
    self.standardErrors = standardErrors
  }
}

/// A model that another program trained.
public struct ForeignModel: Sendable, Equatable, Codable {
  /// Its name.
  public var name: String
  /// Units of each hidden layer, if they are known.
  public var hidden: [Int]?
  /// Number of hidden layers, if it is known.
  public var depth: Int?
  /// Number of parameters, if it is known.
  public var parameters: Int?

  /// Creates a model from what is known of it; the depth is that of the hidden layers unless given.
  public init(name: String, hidden: [Int]? = nil, depth: Int? = nil, parameters: Int? = nil) {
    self.name = name
    self.hidden = hidden
    self.depth = depth ?? hidden?.count
    self.parameters = parameters
  }
}

/// A setting that varied between runs, with the values that it took, in order.
public struct ForeignSetting: Sendable, Equatable, Codable {
  /// What the files call it.
  public var key: String
  /// Its values as the files spell them.
  public var values: [String]

  /// Creates a setting from its name and values.
  public init(key: String, values: [String]) {
    self.key = key
    self.values = values
  }
}
