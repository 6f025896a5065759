extension TrainingSetting {
  /// All settings, in the order in which study files are read: a setting that decides whether others apply precedes
  /// them.
  ///
  /// To add one, add a property with its default to ``TrainingSettings``, a declaration here, and the code that uses
  /// it.
  public static let all: [TrainingSetting] = [
    TrainingSetting(
      "activation", \.activation, .choice(of: Activation.self), "Non-linearity of the hidden layers.",
      help: listed(Activation.self)),
    TrainingSetting(
      "loss", \.loss, .choice(of: Loss.self),
      "What training minimises; mean-squared-error is taken on softmax outputs, binary-cross-entropy needs two classes.",
      help: listed(Loss.self)),
    TrainingSetting(
      "optimiser", \.optimiser.kind, .choice(of: Optimiser.Kind.self), "How a gradient becomes an update.",
      help: listed(Optimiser.Kind.self), partOf: .optimiser
    ) { kind, _ in
      switch kind {
      case .sgd: "SGD"
      case .momentum: "SGD with momentum"
      case .nesterov: "SGD with Nesterov momentum"
      case .adam: "Adam"
      }
    },
    TrainingSetting(
      coefficient: "momentum", \.momentum, underOne, "Share of the last step that is kept.",
      help: "Share of the last step that momentum and nesterov keep"
    ) { $0 },
    TrainingSetting(coefficient: "beta1", \.beta1, underOne, "Adam's decay rate of the mean gradient."),
    TrainingSetting(coefficient: "beta2", \.beta2, underOne, "Adam's decay rate of the mean squared gradient."),
    TrainingSetting(
      coefficient: "epsilon", \.epsilon, NumberRange(over: 0, to: 1), "Adam's guard against division by zero."),
    TrainingSetting(
      "learning-rate", \.learningRate, .number(NumberRange(over: 0, to: 1_000_000)),
      "Step size of each update."
    ) { "learning rate\u{A0}\($1)" },
    TrainingSetting(
      "decay", \.decay, .number(NumberRange(over: 0, to: 1)), "Factor on the learning rate after each epoch."
    ) { $0 < 1 ? "falling by a factor of\u{A0}\($1) an epoch" : nil },
    TrainingSetting(
      "batch", \.batch, .integerOr(1...1_000_000_000, word: BatchSize.fullWord),
      "Samples per update, or full for the whole training subset.", help: "Samples per update, or full"
    ) { $0 == .full ? "full batch" : "batch\u{A0}\($1)" },
    TrainingSetting(
      "remainder", \.remainder, .choice(of: Remainder.self),
      "The last batch of an epoch, if it is smaller: scale shortens the step in proportion, keep takes a full step (as "
        + "PyTorch and Keras do), drop leaves the batch out.",
      words: "last batch",
      help: "The last, smaller batch of an epoch: scale the step, keep a full step, or drop the batch"
    ) { remainder, _ in
      switch remainder {
      case .scale: nil
      case .keep: "a full step for the last, smaller batch"
      case .drop: "without the last, smaller batch"
      }
    },
    TrainingSetting(
      "l2", \.l2, .number(NumberRange(from: 0, to: 1_000_000)),
      "Adds l2 times the sum of squared weights (not biases) to the loss.", words: "L2 penalty",
      help: "Adds l2 times the sum of squared weights to the loss"
    ) { $0 > 0 ? "L2\u{A0}\($1)" : nil },
    TrainingSetting(
      "initialiser", \.initialiser, .initialiserOrPair,
      "Distribution of the initial weights; or {weights, biases} with one for each.",
      help: "Distribution of the initial weights"),
    TrainingSetting(
      "bias-initialiser", \.biasInitialiser, .initialiser, "Distribution of the initial biases."),
    TrainingSetting("epochs", \.epochs, .integer(1...1_000_000), "Maximum number of epochs."),
    TrainingSetting("engine", \.engine, .choice(of: Engine.self), "How gradients are computed."),
    TrainingSetting(
      "precision", \.precision, .choice(of: Precision.self),
      "Precision of the numbers in training; double is slow, but nearly free of rounding errors.",
      help: "Precision of training: must be single, as in saved models; give it if the study says double",
      helpsWithDefault: false
    ) { precision, _ in precision == .double ? "double precision" : nil },
  ]

  private static let underOne = NumberRange(from: 0, under: 1)

  /// The names of `type`: `a, b or c`.
  private static func listed<Value: NamedSetting>(_ type: Value.Type) -> String {
    let names = Value.allCases.map(\.rawValue)
    return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
  }
}
