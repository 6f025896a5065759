/// What training minimises, as a mean over samples.
public enum Loss: String, Sendable, Hashable, Codable, CaseIterable {
  /// −ln softmax(a)[target], computed without overflow.
  case crossEntropy = "cross-entropy"
  /// Mean over the outputs of (softmax(a) − onehot(target))².
  case meanSquaredError = "mean-squared-error"
  /// −ln of the probability that one sigmoid output gives the target class 0 or 1; for two-class data.
  case binaryCrossEntropy = "binary-cross-entropy"

  /// Number of output units for `classes` classes.
  public func outputs(classes: Int) -> Int { self == .binaryCrossEntropy ? 1 : classes }
}
