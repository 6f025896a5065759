/// How a model has learnt whose runs were recorded elsewhere.
public struct RecordedLearner: Sendable, Hashable, Codable {
  /// Whether there is a history of epochs.
  public var kind: LearnerKind
  /// Number of hidden layers; nil if it is not known, or the model is no network.
  public var depth: Int?

  /// Creates a learner from what is known of it.
  public init(_ kind: LearnerKind, depth: Int?) {
    self.kind = kind
    self.depth = depth
  }
}

/// A model whose runs were trained elsewhere, by another program or in another study: what was recorded of it.
public struct RecordedModel: Sendable, Hashable, Codable {
  /// Number of units of each hidden layer, first to last; nil if they are not known, or the model is no network.
  public var hidden: [Int]?
  /// Number of weights and biases; nil if it is not known.
  public var parameters: Int?
  /// How it has learnt.
  public var learner: RecordedLearner
  /// What it is, in a few words for captions, e.g. the kernel of a support vector machine; nil if its hidden layers say it.
  public var words: String?
  /// Number of combinations of tuned settings that each of its replicates was trained with.
  public var tunings: Int
  /// The study that trained it, and what the model is called there; nil for another program's.
  public var source: Source?

  /// A model of a study.
  public struct Source: Sendable, Hashable, Codable {
    /// Position among the studies that are compared, from 0.
    public var study: Int
    /// Name of the model in that study.
    public var model: String

    /// Names a model of a study.
    public init(study: Int, model: String) {
      self.study = study
      self.model = model
    }
  }

  /// Creates a model from what is known of it.
  public init(
    hidden: [Int]?, parameters: Int?, learner: RecordedLearner, words: String? = nil, tunings: Int = 1,
    source: Source? = nil
  ) {
    self.hidden = hidden
    self.parameters = parameters
    self.learner = learner
    self.words = words
    self.tunings = tunings
    self.source = source
  }
}
