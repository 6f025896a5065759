import Testing

@testable import NeuralNetwork

/// Definitions of settings, and what cannot go together.
@Suite struct TrainingSettingsTests {
  private func settings(_ change: (inout TrainingSettings) -> Void) -> TrainingSettings {
    var settings = TrainingSettings()
    change(&settings)
    return settings
  }

  /// `torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, T_max=5)` on lr=0.1, printed before each epoch.
  @Test func cosineMatchesPyTorch() {
    let found = settings { ($0.schedule, $0.epochs) = (.cosine, 5) }
    let rates = [0.1, 0.09045084971874738, 0.06545084971874737, 0.03454915028125263, 0.009549150281252633]
    for (epoch, rate) in zip(1..., rates) { #expect(abs(found.learningRate(inEpoch: epoch) - rate) < 1e-15) }
  }

  @Test func ratesByHand() {
    let steps = settings { ($0.schedule, $0.learningRate) = (.step(epochs: 3, factor: 0.5), 8) }
    #expect((1...7).map { steps.learningRate(inEpoch: $0) } == [8, 8, 8, 4, 4, 4, 2])
    let rising = settings { ($0.warmUp, $0.learningRate) = (3, 8) }
    #expect((1...5).map { rising.learningRate(inEpoch: $0) } == [2, 4, 6, 8, 8])
    let falling = settings { ($0.decay, $0.learningRate) = (0.5, 8) }
    #expect((1...3).map { falling.learningRate(inEpoch: $0) } == [8, 4, 2])
    // A warm-up that is longer than the run, and epochs beyond it.
    let endless = settings { ($0.schedule, $0.warmUp, $0.epochs, $0.learningRate) = (.cosine, 7, 2, 8) }
    #expect((1...2).map { endless.learningRate(inEpoch: $0) } == [1, 2])
    #expect((1...20).allSatisfy { endless.learningRate(inEpoch: $0).isFinite })
  }

  /// `sklearn.utils.class_weight.compute_class_weight("balanced", classes=[0, 1, 3], y=[0, 0, 0, 0, 1, 3, 3, 3])`, and 0 for
  /// the class that is absent.
  @Test func balancedWeightsMatchScikitLearn() {
    let weights = ClassWeighting.balanced.weights(of: [0, 0, 0, 0, 1, 3, 3, 3])
    #expect(largestDifference(weights, [0.6666666666666666, 2.6666666666666665, 0, 0.8888888888888888]) < 1e-15)
    #expect(ClassWeighting.none.weights(of: [0, 1]).isEmpty)
    #expect(ClassWeighting.balanced.weights(of: []).isEmpty)
  }

  @Test func whatCannotGoTogetherIsSaid() {
    func conflict(_ metrics: [Metric] = [.accuracy], _ change: (inout TrainingSettings) -> Void) -> String? {
      settings(change).conflict(measuring: metrics).map { "\($0.key): \($0.reason)" }
    }
    #expect(conflict([.accuracy, .logLoss]) { _ in } == nil)
    #expect(conflict { ($0.loss, $0.output) = (.meanSquaredError, .linear) } == nil)
    #expect(
      conflict([.accuracy, .logLoss]) { ($0.loss, $0.output) = (.meanSquaredError, .linear) }?
        .hasPrefix("metrics: log-loss needs probabilities, which training.output linear does not give; take it") == true
    )
    #expect(
      conflict { $0.output = .sigmoid }?
        .hasPrefix("training.output: sigmoid goes with loss mean-squared-error, not with cross-entropy") == true)
    #expect(conflict { ($0.optimiser, $0.batch) = (.rprop, .full) } == nil)
    #expect(
      conflict { $0.optimiser = .rprop }
        == "training.optimiser: rprop compares the gradients of all samples, and training.batch is 32; set that to full"
    )
    for (name, change) in [
      ("decay", { $0.decay = 0.9 }), ("schedule", { $0.schedule = .cosine }), ("warm-up", { $0.warmUp = 1 }),
    ] as [(String, (inout TrainingSettings) -> Void)] {
      let found = conflict {
        ($0.optimiser, $0.batch) = (.rprop, .full)
        change(&$0)
      }
      #expect(found == "training.optimiser: rprop adapts its steps by itself, without training.\(name); leave that out")
    }
  }
}
