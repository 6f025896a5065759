/// The function that training minimises, as a mean over samples.
public enum Loss: String, Sendable, Hashable, Codable, CaseIterable {
  /// −ln softmax(a)[target] for logits a, computed without overflow.
  case crossEntropy = "cross-entropy"
  /// Mean over the outputs of (p − onehot(target))², with p from the logits a by an ``OutputFunction``.
  case meanSquaredError = "mean-squared-error"
  /// −ln of the probability that one sigmoid output gives the target class 0 or 1; for data with two classes.
  case binaryCrossEntropy = "binary-cross-entropy"

  /// Returns the number of output units for data with `classes` classes.
  public func outputs(classes: Int) -> Int { self == .binaryCrossEntropy ? 1 : classes }
}
