import Foundation
import Testing

@testable import NeuralNetwork

/// The declarations of settings against the properties that they set, and what they are encoded as against enumerations and
/// structures whose encoding Swift makes.
@Suite struct TrainingSettingTests {
  private func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// A property without a declaration would be in no study file, and lost in stores.
  @Test func everyPropertyIsDeclared() {
    let properties = Mirror(reflecting: TrainingSettings()).children.compactMap(\.label)
    #expect(Set(properties) == Set(TrainingProperty.all.map(\.name)))
    #expect(Set(TrainingSetting.all.map(\.name)).count == TrainingSetting.all.count)
  }

  @Test(arguments: TrainingSetting.all.indices) func aSettingSetsItsPropertyAlone(index: Int) throws {
    let setting = TrainingSetting.all[index]
    var settings = TrainingSettings()
    if let condition = setting.condition {
      #expect(setting.value(in: settings) == nil, "it does not apply to the usual \(condition.setting)")
      let decides = try #require(TrainingSetting.named(condition.setting))
      decides.set(.word(try #require(condition.values.first)), in: &settings)
    }
    #expect(setting.value(in: settings) == setting.fallback)
    let other = try #require(setting.otherValue)
    let before = settings
    let assignment = setting.assignment(of: other, in: settings)
    setting.set(other, in: &settings)
    #expect(setting.value(in: settings) == other)
    for unchanged in TrainingSetting.all where !unchanged.excludes(setting) {
      #expect(unchanged.value(in: settings) == unchanged.value(in: before))
    }
    var assigned = before
    assignment.apply(to: &assigned)
    #expect(assigned == settings)
    #expect(try JSONDecoder().decode(TrainingAssignment.self, from: Data(text(assignment).utf8)) == assignment)
    #expect(try JSONDecoder().decode(TrainingSettings.self, from: Data(text(settings).utf8)) == settings)
  }

  /// What assignments and settings were when stores first kept them.
  private enum FirstAssignment: Encodable {
    case learningRate(Double)
    case optimiser(Optimiser)
    case batch(BatchSize)
    case initialisers(weights: Initialiser, biases: Initialiser)
    case biasInitialiser(Initialiser)
    case precision(String)
  }

  private struct FirstSettings: Encodable {
    var activation = Activation.relu
    var loss = Loss.crossEntropy
    var optimiser = Optimiser.adam(beta1: 0.5, beta2: 0.25, epsilon: 1e-8)
    var learningRate = 0.1
    var decay = 1.0
    var batch = BatchSize.full
    var l2 = 0.0
    var initialiser = Initialiser.normal(mean: 0, standardDeviation: 2)
    var biasInitialiser = Initialiser.constant(0)
    var epochs = 500
    var engine = Engine.backprop
    var precision: String?
  }

  @Test func assignmentsAreEncodedAsTheEnumerationThatTheyWere() throws {
    let (weights, biases) = (Initialiser.uniform(-1, 1), Initialiser.xavierNormal)
    let pairs: [(TrainingAssignment, FirstAssignment)] = [
      (.init(\.learningRate, 0.1), .learningRate(0.1)), (.init(\.optimiser, .sgd), .optimiser(.sgd)),
      (.init(\.optimiser, .nesterov(0.3)), .optimiser(.nesterov(0.3))), (.init(\.batch, .full), .batch(.full)),
      (.init(weights: weights, biases: biases), .initialisers(weights: weights, biases: biases)),
      (.init(\.biasInitialiser, .constant(1)), .biasInitialiser(.constant(1))),
      (.init(\.precision, .single), .precision("single")),
    ]
    for (assignment, first) in pairs {
      let encoded = try text(first)
      #expect(try text(assignment) == encoded)
      #expect(try JSONDecoder().decode(TrainingAssignment.self, from: Data(encoded.utf8)) == assignment)
    }
    for damaged in ["{}", #"{"nothing":{"_0":1}}"#, #"{"batch":{"_0":1}}"#, #"{"initialisers":{}}"#, "[]"] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(TrainingAssignment.self, from: Data(damaged.utf8))
      }
    }
  }

  /// Single precision is left out, as is whatever comes later and is as it was before there was a setting for it.
  @Test func settingsAreEncodedAsTheStructureThatTheyWere() throws {
    var settings = TrainingSettings()
    #expect(try JSONDecoder().decode(TrainingSettings.self, from: Data(text(settings).utf8)) == settings)
    // Last batches took a full step before that could be chosen.
    settings.remainder = .keep
    settings.optimiser = .adam(beta1: 0.5, beta2: 0.25, epsilon: 1e-8)
    settings.batch = .full
    settings.initialiser = .normal(mean: 0, standardDeviation: 2)
    var first = FirstSettings()
    #expect(try text(settings) == text(first))
    #expect(try JSONDecoder().decode(TrainingSettings.self, from: Data(text(first).utf8)) == settings)
    settings.precision = .double
    first.precision = "double"
    #expect(try text(settings) == text(first))
    let lacking = try text(first).replacing("\"decay\":1,", with: "")
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(TrainingSettings.self, from: Data(lacking.utf8))
    }
  }

  /// An optimiser of another kind keeps the coefficients that both have.
  @Test func coefficientsBelongToAnOptimiser() {
    var optimiser = Optimiser.momentum(0.5)
    optimiser.kind = .nesterov
    #expect(optimiser == .nesterov(0.5))
    optimiser.kind = .adam
    #expect(optimiser == .defaultAdam)
    optimiser.beta2 = 0.5
    optimiser.momentum = 0.1
    #expect(optimiser == .adam(beta1: 0.9, beta2: 0.5, epsilon: 1e-8))
    #expect(optimiser.momentum == nil && Optimiser.sgd.beta1 == nil)
    optimiser.kind = .adamW
    #expect(optimiser == .adamW(beta1: 0.9, beta2: 0.5, epsilon: 1e-8, weightDecay: 0.01))
    optimiser.weightDecay = 0.5
    optimiser.epsilon = 0.25
    #expect(optimiser == .adamW(beta1: 0.9, beta2: 0.5, epsilon: 0.25, weightDecay: 0.5))
    optimiser.kind = .rprop
    #expect(optimiser == .rprop && optimiser.weightDecay == nil && optimiser.beta1 == nil)
    #expect(TrainingSetting.named("momentum")?.condition?.values == ["momentum", "nesterov"])
    #expect(TrainingSetting.named("epsilon")?.condition?.values == ["adam", "adamw"])
    #expect(TrainingSetting.named("weight-decay")?.condition?.values == ["adamw"])
  }

  @Test func helpEndsWithTheDefaultAsItIsTyped() {
    func help(_ name: String) -> String? { TrainingSetting.named(name)?.help }
    #expect(help("epsilon") == "Adam's guard against division by zero; 1e-8 unless given.")
    #expect(help("decay") == "Factor on the learning rate after each epoch; 1 unless given.")
    #expect(help("bias-initialiser") == "Distribution of the initial biases; 'constant(0)' unless given.")
    #expect(help("activation") == "relu, sigmoid, tanh or identity; relu unless given.")
  }
}

extension TrainingSetting {
  /// A value of its format that is not the default.
  fileprivate var otherValue: SettingValue? {
    switch format {
    case .number(let range): [0.5, 0.25].first { range.contains($0) && .number($0) != fallback }.map { .number($0) }
    case .integer(let range): .integer(range.lowerBound + 1)
    case .integerOr(_, let word): .word(word)
    case .choice(let names): names.last { .word($0) != fallback }.map { .word($0) }
    case .schedule: .schedule(.step(epochs: 3, factor: 0.5))
    case .initialiser, .initialiserOrPair: .initialiser(.constant(0.5))
    }
  }
}
