import NeuralNetwork
import Study

/// The section `training`: the settings that all configurations share.
enum TrainingSection {
  private static let defaults = TrainingSettings()

  private static func with(_ kinds: OptimiserKind...) -> Condition {
    Condition(key: "optimiser", values: kinds.map(\.rawValue))
  }

  private static let underOne = Format<Double>.number(NumberRange(from: 0, under: 1))
  private static let positive = Format<Double>.number(NumberRange(over: 0, to: 1_000_000))

  /// Every key, in the order in which they are read; each says what it changes.
  static let keys: [Key<TrainingChange>] = [
    Key(
      "activation", Format<Activation>.choice().map { .set(.activation($0)) }, "Non-linearity of the hidden layers.",
      shown: .string(defaults.activation.rawValue)),
    Key(
      "loss", Format<Loss>.choice().map { .set(.loss($0)) },
      "What training minimises; mean-squared-error is taken on softmax outputs, binary-cross-entropy needs two classes.",
      shown: .string(defaults.loss.rawValue)),
    Key(
      "optimiser", Format<OptimiserKind>.choice().map { .optimiser($0) }, "How a gradient becomes an update.",
      shown: .string(OptimiserKind.sgd.rawValue)),
    Key(
      "momentum", underOne.map { .momentum($0) }, "Share of the last step that is kept.",
      shown: .number(Optimiser.defaultMomentum), for: with(.momentum, .nesterov)),
    Key(
      "beta1", underOne.map { .beta1($0) }, "Adam's decay rate of the mean gradient.",
      shown: .number(OptimiserChoice.adam.beta1), for: with(.adam)),
    Key(
      "beta2", underOne.map { .beta2($0) }, "Adam's decay rate of the mean squared gradient.",
      shown: .number(OptimiserChoice.adam.beta2), for: with(.adam)),
    Key(
      "epsilon", Format<Double>.number(NumberRange(over: 0, to: 1)).map { .epsilon($0) },
      "Adam's guard against division by zero.",
      shown: .number(OptimiserChoice.adam.epsilon), for: with(.adam)),
    Key(
      "learning-rate", positive.map { .set(.learningRate($0)) }, "Length of a step along the gradient.",
      shown: .number(defaults.learningRate)),
    Key(
      "decay", Format<Double>.number(NumberRange(over: 0, to: 1)).map { .set(.decay($0)) },
      "Factor on the learning rate after each epoch.", shown: .number(defaults.decay)),
    Key(
      "batch",
      Format<Int>.integer(1...1_000_000_000).map { TrainingChange.set(.batch(.count($0))) }
        .or("full", .set(.batch(.full))),
      "Samples per update, or full for the whole training subset.", shown: 32),
    Key(
      "l2", Format<Double>.number(NumberRange(from: 0, to: 1_000_000)).map { .set(.l2($0)) },
      "Adds l2 times the sum of squared weights (not biases) to the loss.", shown: .number(defaults.l2)),
    Key(
      "initialiser", InitialiserPair.format,
      "Distribution of the initial weights; or {weights, biases} with one for each.",
      shown: .string(defaults.initialiser.description)),
    Key(
      "bias-initialiser", Format<Initialiser>.initialiser.map { .set(.biasInitialiser($0)) },
      "Distribution of the initial biases.", shown: "constant(0)"),
    Key(
      "epochs", Format<Int>.integer(1...1_000_000).map { .set(.epochs($0)) }, "The most epochs that are trained.",
      shown: .integer(defaults.epochs)),
    Key(
      "engine", Format<Engine>.choice().map { .set(.engine($0)) }, "How gradients are found.",
      shown: .string(defaults.engine.rawValue)),
    Key(
      "precision", Format<Precision>.choice().map { .set(.precision($0)) },
      "Numbers that weights and sums are kept in; double is slow, and nearly free of rounding.",
      shown: .string(defaults.precision.rawValue)),
  ]

  static let section = Section(path: "training", keys: keys.map(\.outline))

  /// The settings of `element`; all defaults if there is none.
  static func read(_ element: Element?) throws -> TrainingDraft {
    var draft = TrainingDraft()
    guard let element else { return draft }
    let fields = try Fields(element, section)
    try InitialiserPair.check(fields, fields["initialiser"])
    for key in keys {
      if let change = try fields.optional(key) { _ = draft.apply(change) }
    }
    return draft
  }
}

/// What one key of `training` says.
enum TrainingChange: Sendable, Equatable {
  case set(TrainingAssignment)
  case optimiser(OptimiserKind)
  case momentum(Double)
  case beta1(Double)
  case beta2(Double)
  case epsilon(Double)
}

enum OptimiserKind: String, CaseIterable, Sendable { case sgd, momentum, nesterov, adam }

/// An optimiser by name with the coefficients of all of them: the study file gives each by a key of its own.
struct OptimiserChoice: Sendable {
  var kind = OptimiserKind.sgd
  var momentum = Optimiser.defaultMomentum
  var beta1 = adam.beta1
  var beta2 = adam.beta2
  var epsilon = adam.epsilon

  /// Adam's recommended constants.
  static let adam: (beta1: Double, beta2: Double, epsilon: Double) = {
    guard case .adam(let beta1, let beta2, let epsilon) = Optimiser.defaultAdam else { return (0.9, 0.999, 1e-8) }
    return (beta1, beta2, epsilon)
  }()

  var optimiser: Optimiser {
    switch kind {
    case .sgd: .sgd
    case .momentum: .momentum(momentum)
    case .nesterov: .nesterov(momentum)
    case .adam: .adam(beta1: beta1, beta2: beta2, epsilon: epsilon)
    }
  }
}

/// Training settings while their keys are read.
struct TrainingDraft {
  var settings = TrainingSettings()
  var choice = OptimiserChoice()

  /// Makes a change; returns it as an assignment to the settings.
  mutating func apply(_ change: TrainingChange) -> TrainingAssignment {
    switch change {
    case .set(let assignment):
      assignment.apply(to: &settings)
      return assignment
    case .optimiser(let kind): choice.kind = kind
    case .momentum(let value): choice.momentum = value
    case .beta1(let value): choice.beta1 = value
    case .beta2(let value): choice.beta2 = value
    case .epsilon(let value): choice.epsilon = value
    }
    settings.optimiser = choice.optimiser
    return .optimiser(choice.optimiser)
  }
}
