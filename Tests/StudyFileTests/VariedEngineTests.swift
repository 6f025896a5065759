import NeuralNetwork
import Study
import TestSupport
import Testing

/// A study file that varies the engine, from its text to its results.
@Suite struct VariedEngineTests {
  @Test func trainsEachConfigurationWithBothEngines() throws {
    var study = SmallStudy()
    study.description = try parse(
      """
      name: engines
      data: {source: digits}
      sizes: [60]
      replicates: 2
      models: {shallow: {hidden: [8]}, deep: {hidden: [8, 8]}}
      training: {activation: tanh, epochs: 6}
      stopping: [{rule: loss-change, threshold: [0.05, 0.001]}]
      vary: {engine: [backprop, autodiff]}
      """)
    #expect(try study.plan.trajectories.map(\.settings?.engine).count { $0 == .autodiff } == 4)
    let results = try study.results()
    #expect(results.count == 8)
    let engines = Dictionary(grouping: results, by: \.configuration.varied)
    let backprop = try #require(engines[["backprop"]])
    let autodiff = try #require(engines[["autodiff"]])
    #expect(backprop.count == 4 && autodiff.count == 4)
    for (left, right) in zip(backprop, autodiff) {
      #expect(left.configuration.model == right.configuration.model && left.replicate == right.replicate)
      #expect(left.key != right.key)
      // The same to rounding, and not the same bits: each came from its own engine.
      #expect(left.history.map(\.train.loss) != right.history.map(\.train.loss))
      for (left, right) in zip(left.history, right.history) {
        #expect(try abs(#require(left.train.loss) / #require(right.train.loss) - 1) < 1e-5)
      }
    }
  }
}
