/// The number of samples that one update averages over.
public enum BatchSize: Sendable, Hashable, Codable {
  /// This many samples per update; an epoch's last batch may be smaller.
  case count(Int)
  /// The whole training set.
  case full
}

/// The method that computes gradients.
public enum Engine: String, Sendable, Hashable, Codable, CaseIterable {
  /// Backpropagation by hand-derived formulas.
  case backprop
  /// Automatic differentiation by the Swift compiler, in double precision: slower, and independent of the formulas.
  case autodiff
}

/// All settings of a training run except its data, its architecture and its random numbers.
public struct TrainingSettings: Sendable, Hashable, Codable {
  /// The activation of the hidden layers.
  public var activation = Activation.relu
  /// The loss that training minimises.
  public var loss = Loss.crossEntropy
  /// What mean squared error is taken on; softmax with any other loss.
  public var output = OutputFunction.softmax
  /// How much the samples of each class count in the loss that training minimises. Measured losses are not weighted.
  public var classWeights = ClassWeighting.none
  /// The rule that turns gradients into updates.
  public var optimiser = Optimiser.sgd
  /// The learning rate η of the first epoch.
  public var learningRate = 0.1
  /// Factor on the learning rate after each epoch: η(e) = η · decay^(e−1).
  public var decay = 1.0
  /// How the learning rate changes besides: see ``learningRate(inEpoch:)``.
  public var schedule = Schedule.constant
  /// Number of first epochs in which the learning rate rises to its whole height.
  public var warmUp = 0
  /// Number of samples per update.
  public var batch = BatchSize.count(32)
  /// What becomes of an epoch's last batch if it is smaller.
  public var remainder = Remainder.scale
  /// λ of the penalty λ‖W‖² on weights, not biases; its gradient is 2λW.
  public var l2 = 0.0
  /// The share of the hidden units that are left out at random for each sample of an update; the others are scaled up by 1
  /// / (1 − share).
  public var dropout = 0.0
  /// The same of the inputs.
  public var inputDropout = 0.0
  /// The distribution of the initial weights.
  public var initialiser = Initialiser.kaimingUniform
  /// The distribution of the initial biases.
  public var biasInitialiser = Initialiser.constant(0)
  /// The largest number of epochs.
  public var epochs = 500
  /// The method that computes gradients.
  public var engine = Engine.backprop
  /// The number type of weights and sums.
  public var precision = Precision.single

  /// Creates the default settings.
  public init() {}
}
