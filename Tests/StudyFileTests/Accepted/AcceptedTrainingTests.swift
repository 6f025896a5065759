import Datasets
import NeuralNetwork
import Study
import StudyFile
import Testing

@Suite struct AcceptedTrainingTests {
  @Test func initialisersInPairs() throws {
    let single = try parse(
      StudySource.adding("training: {initialiser: {weights: 'uniform(-1,1)', biases: constant(0.5)}}"))
    #expect(single.training.initialiser == .uniform(-1, 1))
    #expect(single.training.biasInitialiser == .constant(0.5))
    let varied = try parse(
      StudySource.adding("vary: {initialiser: [xavier-normal, {weights: 'normal(0,1)', biases: 'normal(0,1)'}]}"))
    #expect(varied.vary[0].values.map(\.text) == ["xavier-normal", "normal(0,1)/normal(0,1)"])
    let settings = varied.settings(varied: ["normal(0,1)/normal(0,1)"])
    #expect(settings.initialiser == .normal(mean: 0, standardDeviation: 1))
    #expect(settings.biasInitialiser == .normal(mean: 0, standardDeviation: 1))
  }

  @Test(arguments: [
    ("{optimiser: sgd}", Optimiser.sgd),
    ("{optimiser: momentum}", .momentum(0.9)),
    ("{optimiser: momentum, momentum: 0.5}", .momentum(0.5)),
    ("{momentum: 0, optimiser: nesterov}", .nesterov(0)),
    ("{optimiser: adam}", .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)),
    ("{optimiser: adamw}", .adamW(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01)),
    (
      "{optimiser: adamw, beta1: 0.8, weight-decay: 0}",
      .adamW(beta1: 0.8, beta2: 0.999, epsilon: 1e-8, weightDecay: 0)
    ),
    ("{optimiser: rprop, batch: full}", .rprop),
    ("{optimiser: adam, beta1: 0.8, beta2: 0.99, epsilon: 1e-6}", .adam(beta1: 0.8, beta2: 0.99, epsilon: 1e-6)),
  ])
  func optimisers(text: String, optimiser: Optimiser) throws {
    #expect(try parse(StudySource.adding("training: \(text)")).training.optimiser == optimiser)
  }

  @Test(arguments: [
    ("constant", Schedule.constant), ("cosine", .cosine), ("{step: 30, factor: 0.1}", .step(epochs: 30, factor: 0.1)),
    ("{factor: 1, step: 1}", .step(epochs: 1, factor: 1)), ("'step(30,0.1)'", .step(epochs: 30, factor: 0.1)),
    ("step( 3 , 1e-2 )", .step(epochs: 3, factor: 0.01)),
  ])
  func schedules(text: String, schedule: Schedule) throws {
    let study = try parse(StudySource.adding("training:\n  schedule: \(text)\n  warm-up: 5"))
    #expect(study.training.schedule == schedule && study.training.warmUp == 5)
    // What a settings value prints of itself reads back.
    let again = try parse(StudySource.adding("training: {schedule: '\(schedule)'}"))
    #expect(again.training.schedule == schedule)
    let varied = try parse(StudySource.adding("vary: {schedule: [\(text.contains(" ") ? "\"\(schedule)\"" : text)]}"))
    #expect(varied.vary[0].values.map(\.assignment) == [.training(.init(\.schedule, schedule))])
  }

  /// Numbers as YAML has them, whatever digit they begin with.
  @Test func numbersBeginWithASignOrAPoint() throws {
    let study = try parse(
      StudySource.replacing("data", with: "data: {source: digits, validation: .25}")
        + "\ntraining: {learning-rate: .001, l2: +0.1, decay: 1e-3, initialiser: 'uniform(-.5,+.5)'}"
        + "\nvary: {dropout: [0, .5, +.25]}\n")
    #expect(study.training.learningRate == 0.001 && study.training.l2 == 0.1 && study.training.decay == 0.001)
    #expect(study.training.initialiser == .uniform(-0.5, 0.5) && study.data.validation == .fraction(0.25))
    // Stores and figures have one spelling.
    #expect(study.vary.first?.values.map(\.text) == ["0", "0.5", "0.25"])
  }

  /// A key that applies to some varied values goes with those.
  @Test(arguments: ["vary", "tune"]) func keysApplyToSomeOfTheVariedValues(section: String) throws {
    let study = try parse(
      StudySource.adding(
        "training: {weight-decay: 0.25, momentum: 0.5}\n\(section): {optimiser: [sgd, adamw, momentum, adam]}"))
    let values = (study.vary + study.tune).flatMap(\.values).map { value in
      var settings = study.training
      value.assignment.apply(to: &settings)
      return settings.optimiser
    }
    var decayed = Optimiser(.adamW)
    decayed.weightDecay = 0.25
    #expect(values == [.sgd, decayed, .momentum(0.5), .defaultAdam])
    #expect(study.training.optimiser == .sgd)
    let outputs = try parse(
      StudySource.adding("training: {output: linear}\n\(section): {loss: [cross-entropy, mean-squared-error]}"))
    let texts = ["cross-entropy", "mean-squared-error"]
    let settings = texts.map {
      section == "vary" ? outputs.settings(varied: [$0]) : outputs.settings(varied: [], tuned: [$0])
    }
    #expect(
      settings.map(\.output) == [.softmax, .linear] && settings.map(\.loss) == [.crossEntropy, .meanSquaredError])
  }

  /// A setting under vary may need what another varied setting takes.
  @Test func variedKeysMayDependOnVariedKeys() throws {
    let study = try parse(
      StudySource.adding("vary: {output: [sigmoid, linear], loss: [mean-squared-error]}"))
    #expect(study.settings(varied: ["linear", "mean-squared-error"]).output == .linear)
    #expect(study.settings(varied: ["sigmoid", "mean-squared-error"]).loss == .meanSquaredError)
  }

  @Test func outputsWeightsAndDropout() throws {
    let study = try parse(
      StudySource.adding(
        """
        training: {loss: mean-squared-error, output: linear, class-weights: balanced, dropout: 0.5, input-dropout: 0.1}
        vary: {output: [softmax, sigmoid, linear], dropout: [0, 0.2]}
        """))
    #expect(study.training.output == .linear && study.training.classWeights == .balanced)
    #expect(study.training.dropout == 0.5 && study.training.inputDropout == 0.1)
    #expect(study.values(of: \.output) == [.softmax, .sigmoid, .linear])
    #expect(try parse(StudySource.adding("training: {optimiser: sgd}\nvary: {batch: [full]}")).settingConflict == nil)
  }

  @Test(arguments: [
    ("uniform(-1,1)", Initialiser.uniform(-1, 1)), ("normal(0, 0.5)", .normal(mean: 0, standardDeviation: 0.5)),
    ("constant(0.1)", .constant(0.1)), ("xavier-uniform", .xavierUniform), ("xavier-normal", .xavierNormal),
    ("kaiming-uniform", .kaimingUniform), ("kaiming-normal", .kaimingNormal),
  ])
  func initialisers(text: String, initialiser: Initialiser) throws {
    let study = try parse(StudySource.adding("training:\n  initialiser: \(text)\n  bias-initialiser: \(text)"))
    #expect(study.training.initialiser == initialiser)
    #expect(study.training.biasInitialiser == initialiser)
    // What a settings value prints of itself reads back.
    let printed = try parse(StudySource.adding("training:\n  initialiser: \(initialiser)"))
    #expect(printed.training.initialiser == initialiser)
  }

  @Test func everyTrainingKeyVaries() throws {
    let study = try parse(
      StudySource.adding(
        """
        training: {optimiser: nesterov, momentum: 0.3}
        vary:
          activation: [relu, tanh]
          loss: [cross-entropy, binary-cross-entropy]
          optimiser: [sgd, momentum, adam]
          learning-rate: [0.10, 0.01]
          decay: [1, 0.5]
          batch: [8]
          l2: [0]
          initialiser: ["constant(0)", kaiming-normal]
          bias-initialiser: ["normal(0,1)"]
          epochs: [1]
          engine: [backprop, autodiff]
        """))
    #expect(study.vary.map(\.key).count == 11)
    let assignments = Dictionary(uniqueKeysWithValues: study.vary.map { ($0.key, $0.values.map(\.assignment)) })
    #expect(assignments["activation"] == [.init(\.activation, .relu), .init(\.activation, .tanh)])
    #expect(assignments["loss"] == [.init(\.loss, .crossEntropy), .init(\.loss, .binaryCrossEntropy)])
    // The momentum of `training` goes with every optimiser that takes one.
    #expect(
      assignments["optimiser"] == [
        .init(\.optimiser, .sgd), .init(\.optimiser, .momentum(0.3)),
        .init(\.optimiser, .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)),
      ])
    #expect(assignments["decay"] == [.init(\.decay, 1), .init(\.decay, 0.5)])
    #expect(assignments["batch"] == [.init(\.batch, .count(8))])
    #expect(assignments["initialiser"] == [.init(\.initialiser, .constant(0)), .init(\.initialiser, .kaimingNormal)])
    #expect(assignments["bias-initialiser"] == [.init(\.biasInitialiser, .normal(mean: 0, standardDeviation: 1))])
    #expect(assignments["engine"] == [.init(\.engine, .backprop), .init(\.engine, .autodiff)])
    #expect(assignments["epochs"] == [.init(\.epochs, 1)])
    #expect(study.vary[3].values.map(\.text) == ["0.10", "0.01"])

    let momentum = try parse(StudySource.adding("training: {optimiser: momentum}\nvary: {momentum: [0.5, 0.9]}"))
    #expect(
      momentum.vary[0].values.map(\.assignment) == [
        .init(\.optimiser, .momentum(0.5)), .init(\.optimiser, .momentum(0.9)),
      ])
  }

  /// Without a loss that of quantities is meant, to which the key output applies.
  @Test func linearOutputsGoWithQuantities() throws {
    let quantity = StudySource.replacing("data", with: "data: {source: csv, path: /t.csv, target: y, task: regression}")
    for training in ["{output: linear}", "{loss: mean-squared-error, output: linear}"] {
      let study = try parse(quantity + "\ntraining: \(training)\n")
      #expect(study.training.loss == .meanSquaredError && study.training.output == .linear)
    }
    #expect(refusal(StudySource.adding("training: {output: linear}")).contains("does not apply to loss cross-entropy"))
  }
}
