/// How a model learns.
public enum LearnerKind: String, Sendable, Hashable, Codable {
  /// Epoch by epoch, as networks do, with the settings under `training` and `vary`.
  case network
  /// Fitted once, such as a support vector machine: it has no epochs, and no setting of training affects it.
  case oneShot
}

extension LearnerKind {
  /// The kind of a learner that Fathom trains, by its hidden layers: only networks have a list of them, which may be empty.
  public init(hidden: [Int]?) { self = hidden == nil ? .oneShot : .network }
}
