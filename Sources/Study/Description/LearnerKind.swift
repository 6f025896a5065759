/// How a model learns.
public enum LearnerKind: Sendable, Hashable {
  /// A network: it is trained epoch by epoch, with the settings under `training` and `vary`.
  case network
  /// Fitted once, such as a support vector machine: it has no epochs, and no setting of training affects it.
  case oneShot
}
