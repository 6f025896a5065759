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
      "What training minimises; mean-squared-error is taken on the key output, binary-cross-entropy needs two classes.",
      help: listed(Loss.self)),
    TrainingSetting(
      "output", \.output, .choice(of: OutputFunction.self),
      "What mean-squared-error is taken on: softmax, sigmoid or linear outputs. The predicted class is that of the largest.",
      help: "What mean-squared-error is taken on: \(listed(OutputFunction.self))",
      for: ("loss", [Loss.meanSquaredError.rawValue], { $0.loss == .meanSquaredError })
    ) { output, _ in output == .softmax ? nil : "squared error of \(output.rawValue) outputs" },
    TrainingSetting(
      "class-weights", \.classWeights, .choice(of: ClassWeighting.self),
      "How much a sample counts in what training minimises: all alike, or balanced, n/(K·n_k) for one of n_k samples of its "
        + "class, of n in K classes. Measured losses are not weighted.",
      help: "none, or balanced: samples of rare classes count more in what training minimises"
    ) { weighting, _ in weighting == .balanced ? "balanced class weights" : nil },
    TrainingSetting(
      "optimiser", \.optimiser.kind, .choice(of: Optimiser.Kind.self), "How a gradient becomes an update.",
      help: listed(Optimiser.Kind.self), partOf: .optimiser
    ) { kind, _ in
      switch kind {
      case .sgd: "SGD"
      case .momentum: "SGD with momentum"
      case .nesterov: "SGD with Nesterov momentum"
      case .rprop: "Rprop"
      case .adam: "Adam"
      case .adamW: "AdamW"
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
      coefficient: "weight-decay", \.weightDecay, NumberRange(from: 0, to: 1_000_000),
      "AdamW's share of the weights (not biases) that each update takes off, times the learning rate.",
      help: "What each update of adamw takes off the weights, as a share times the learning rate"
    ) { "weight decay\u{A0}\($0)" },
    TrainingSetting(
      "learning-rate", \.learningRate, .number(NumberRange(over: 0, to: 1_000_000)),
      "Step size of each update; with rprop, of the first."
    ) { "learning rate\u{A0}\($1)" },
    TrainingSetting(
      "decay", \.decay, .number(NumberRange(over: 0, to: 1)), "Factor on the learning rate after each epoch."
    ) { $0 < 1 ? "falling by a factor of\u{A0}\($1) an epoch" : nil },
    TrainingSetting(
      "schedule", \.schedule, .schedule,
      "How the learning rate changes besides decay: not at all, along half a cosine over all epochs, or by a factor after "
        + "each step of so many epochs.",
      help: "How the learning rate changes besides decay: constant, cosine or 'step(30,0.1)'"
    ) { schedule, _ in
      switch schedule {
      case .constant: nil
      case .cosine: "falling along a cosine"
      case .step(let epochs, _): "falling in steps of \(epochs) epoch\(epochs == 1 ? "" : "s")"
      }
    },
    TrainingSetting(
      "warm-up", \.warmUp, .integer(0...1_000_000),
      "First epochs W in which the learning rate rises: it is e/(W+1) of the whole in epoch e.",
      help: "First epochs in which the learning rate rises evenly"
    ) { $0 > 0 ? "rising over \($1) epoch\($0 == 1 ? "" : "s")" : nil },
    TrainingSetting(
      "batch", \.batch, .integerOr(1...1_000_000_000, word: BatchSize.fullWord),
      "Samples per update, or full for the whole training subset.", help: "Samples per update, or full"
    ) { $0 == .full ? "full batch" : "batch\u{A0}\($1)" },
    TrainingSetting(
      "remainder", \.remainder, .choice(of: Remainder.self),
      "The last batch of an epoch, if it is smaller: scale shortens the step in proportion, keep takes a full step (as "
        + "PyTorch and Keras do), drop leaves the batch out, unless it is the only one.",
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
      "dropout", \.dropout, .number(NumberRange(from: 0, under: 1)),
      "Share of the hidden units left out at random for each sample of an update; the others are scaled up.",
      help: "Share of the hidden units left out at random while training"
    ) { $0 > 0 ? "dropout\u{A0}\($1)" : nil },
    TrainingSetting(
      "input-dropout", \.inputDropout, .number(NumberRange(from: 0, under: 1)),
      "Share of the inputs left out at random for each sample of an update; the others are scaled up.",
      help: "Share of the inputs left out at random while training"
    ) { $0 > 0 ? "input dropout\u{A0}\($1)" : nil },
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
      "Precision of the numbers in training; double is about three times as slow, but nearly free of rounding errors.",
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
