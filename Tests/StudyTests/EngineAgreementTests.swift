import Datasets
import NeuralNetwork
import Study
import TestSupport
import Testing

/// Both engines train the same study from the same seeds to the same losses, for twenty epochs.
@Suite struct EngineAgreementTests {
  /// Each with a learning rate at which training is smooth, so that rounding hardly grows.
  private static let optimisers: [(Optimiser, Double)] = [
    (.sgd, 0.05), (.momentum(0.9), 0.005), (.nesterov(0.9), 0.005), (.defaultAdam, 0.001),
    (.defaultAdamW, 0.001),
  ]

  @Test(arguments: optimisers) func smoothNetworksAgree(optimiser: Optimiser, learningRate: Double) throws {
    try check(
      activations: [.sigmoid, .tanh, .identity], size: 500, optimiser, learningRate: learningRate, l2: 0.001)
  }

  /// The derivative of ReLU jumps at zero. Where a unit's sum is within rounding of it, the unit may be on with one engine
  /// and off with the other, and from then on the losses differ by more than rounding. With few samples that is rare.
  @Test(arguments: optimisers) func rectifiedNetworksAgree(optimiser: Optimiser, learningRate: Double) throws {
    try check(activations: [.relu], size: 100, optimiser, learningRate: learningRate, l2: 0)
  }

  private func check(
    activations: [Activation], size: Int, _ optimiser: Optimiser, learningRate: Double, l2: Double
  ) throws {
    let study = SmallStudy { study in
      study.data = StudyData(
        source: DataSource(name: "digits"), test: .canonical, validation: .count(0), scale: .unit)
      study.sizes = .list([size])
      study.replicates = 1
      study.models = [
        Model(name: "shallow", hidden: .widths([64])), Model(name: "deep", hidden: .widths([64, 64, 64])),
      ]
      study.training.optimiser = optimiser
      study.training.learningRate = learningRate
      study.training.l2 = l2
      study.training.batch = .count(32)
      study.training.epochs = 20
      study.stopping = [StoppingSpecification(name: "none", rules: [.none])]
      study.vary = [
        vary("engine", \.engine, Engine.allCases), vary("activation", \.activation, activations),
        vary("loss", \.loss, [.crossEntropy, .meanSquaredError]),
      ]
    }
    let pairs = Dictionary(grouping: try study.results()) { result in
      [result.configuration.model] + result.configuration.varied.dropFirst()
    }
    #expect(pairs.count == 4 * activations.count)
    for (configuration, pair) in pairs {
      try #require(pair.count == 2)
      #expect(pair.allSatisfy { !$0.diverged && $0.history.count == 20 })
      for (left, right) in zip(pair[0].history, pair[1].history) {
        #expect(left.updates == right.updates)
        for loss in [\EpochRecord.train.loss, \EpochRecord.test.loss] {
          let difference = try abs(#require(left[keyPath: loss]) / #require(right[keyPath: loss]) - 1)
          #expect(difference < 1e-4, "\(configuration), epoch \(left.epoch)")
        }
      }
    }
  }

  private func vary<Value>(
    _ key: String, _ path: WritableKeyPath<TrainingSettings, Value>, _ values: [Value]
  ) -> VariedSetting {
    VariedSetting(key: key, values: values.map { .init(text: "\($0)", assignment: .init(path, $0)) })
  }
}
