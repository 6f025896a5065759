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
    #expect(try study.results(jobs: 1) == results, "several workers find the same bits")
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

  /// In single precision rounding turns units of such networks on and off, and training amplifies it.
  @Test func deepNetworksStayTogetherInDoublePrecision() throws {
    var study = SmallStudy()
    study.description = try parse(
      """
      name: engines
      data: {source: digits}
      sizes: [200, 1000]
      replicates: 2
      models: {deep: {hidden: [64, 64, 64]}}
      training: {precision: double, learning-rate: 0.1, epochs: 20}
      stopping: [{rule: none}]
      vary: {engine: [backprop, autodiff]}
      """)
    let engines = Dictionary(grouping: try study.results(), by: \.configuration.varied)
    let backprop = try #require(engines[["backprop"]])
    let autodiff = try #require(engines[["autodiff"]])
    #expect(backprop.count == 4 && autodiff.count == 4)
    for (left, right) in zip(backprop, autodiff) {
      #expect(left.history.count == 20 && left.history != right.history)
      for (left, right) in zip(left.history, right.history) {
        #expect(try abs(#require(left.train.loss) / #require(right.train.loss) - 1) < 1e-9)
        #expect(left.test[.accuracy] == right.test[.accuracy])
      }
    }
  }

  @Test func doublePrecisionIsNearSinglePrecision() throws {
    var study = SmallStudy()
    study.description = try parse(
      """
      name: precisions
      data: {source: digits, validation: 0.2}
      sizes: [100]
      replicates: 1
      models: {shallow: {hidden: [16]}}
      training: {activation: sigmoid, epochs: 10, l2: 0.001, optimiser: adam, learning-rate: 0.01}
      stopping: [{rule: none}]
      vary: {precision: [single, double]}
      """)
    let results = try study.results()
    let (single, double) = (try #require(results.first).history, try #require(results.last).history)
    #expect(results.count == 2 && single.count == 10)
    for (single, double) in zip(single, double) {
      let scores = [(single.train, double.train), (single.test, double.test)]
      for (single, double) in scores {
        let (single, double) = (try #require(single.loss), try #require(double.loss))
        #expect(single != double && abs(single / double - 1) < 1e-5)
      }
    }
  }
}
