/// Model × training-set size × values of varied and tuned settings, independent of the replicate.
public struct Configuration: Sendable, Hashable, Codable {
  /// Position of the model in the study file, from 0.
  public var modelIndex: Int
  /// Name of the model in the study file.
  public var model: String
  /// Number of units of each hidden layer, first to last; nil for a model that is not a network.
  public var hidden: [Int]?
  /// Number of weights and biases; nil for a model that is not a network.
  public var parameters: Int?
  /// Number of training samples.
  public var size: Int
  /// The value of each key under `vary`, in the order of the study file, as the file spells it. A stored model that is not a
  /// network stands for several combinations: it has empty texts for keys that make no difference to it, or none at all.
  public var varied: [String]
  /// Of a model that is not a network, and that was repeated for each combination of varied values, those that it was stored
  /// with; nil if there are none.
  public var storedVaried: [String]?
  /// The value of each key under `tune`, in the order of the study file, as the file spells it; empty where the key does
  /// not affect the model. Without elements for what was chosen among them.
  public var tuned: [String]

  /// Number of hidden layers; nil for a model that is not a network.
  public var depth: Int? { recorded?.depth ?? hidden?.count }

  /// How a model whose runs were recorded elsewhere has learnt; nil for a model of the study itself.
  public var recorded: RecordedLearner?

  /// How the model learns.
  public var kind: LearnerKind { recorded?.kind ?? LearnerKind(hidden: hidden) }

  /// Whether all varied settings may make a difference to the model.
  public var isVaried: Bool { recorded != nil || kind == .network }

  /// The configuration without settings that do not affect its model: configurations that are the same to the model are
  /// equal.
  public var effective: Configuration {
    var effective = self
    effective.varied = ownVaried
    return effective
  }

  /// The varied values without those that make no difference to the model, which are empty texts or left out.
  public var ownVaried: [String] { isVaried ? varied : storedVaried ?? [] }

  /// The configuration that results are reported for: of all tuned values the chosen ones.
  public var untuned: Configuration {
    var untuned = self
    untuned.tuned = []
    return untuned
  }

  /// Creates a configuration from its parts.
  public init(
    modelIndex: Int, model: String, hidden: [Int]?, parameters: Int?, size: Int, varied: [String], tuned: [String] = []
  ) {
    self.modelIndex = modelIndex
    self.model = model
    self.hidden = hidden
    self.parameters = parameters
    self.size = size
    self.varied = varied
    self.tuned = tuned
  }
}
