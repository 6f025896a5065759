/// The number of samples that one update averages over.
public enum BatchSize: Sendable, Hashable, Codable {
  case count(Int)
  /// The whole training set.
  case full
}

/// How gradients are found.
public enum Engine: String, Sendable, Hashable, Codable, CaseIterable {
  /// Backpropagation by hand-derived formulas.
  case backprop
  /// Automatic differentiation by the Swift compiler: slower, and independent of the formulas. Gradients are found in
  /// double precision, whatever that of the weights.
  case autodiff
}

/// Everything about a training run but its data, its architecture and its random numbers.
public struct TrainingSettings: Sendable, Hashable, Codable {
  public var activation = Activation.relu
  public var loss = Loss.crossEntropy
  public var optimiser = Optimiser.sgd
  public var learningRate = 0.1
  /// Factor on the learning rate after each epoch: η(e) = η · decay^(e−1).
  public var decay = 1.0
  public var batch = BatchSize.count(32)
  /// λ of the penalty λ‖W‖² on weights, not biases; its gradient is 2λW.
  public var l2 = 0.0
  public var initialiser = Initialiser.kaimingUniform
  public var biasInitialiser = Initialiser.constant(0)
  /// The most epochs that are trained.
  public var epochs = 500
  public var engine = Engine.backprop
  public var precision = Precision.single

  public init() {}
}
