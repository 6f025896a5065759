import NeuralNetwork
import Study
import Testing

@testable import Analysis

@Suite struct DeadNeuronCurveTests {
  /// The deep model has three layers of 8 units.
  private func curves(_ histories: [DeadNeuronHistory?]) -> [DeadNeuronCurve] {
    let trajectories = histories.enumerated().map { index, history in
      var result = SmallStudy.trajectory(model: 1, replicate: index + 1, testAccuracy: 0.5)
      result.recordings.deadNeurons = history
      return result
    }
    return DeadNeuronCurve.curves(
      of: ConfigurationRuns(
        SmallStudy.configuration(model: 1, size: 20),
        Dictionary(uniqueKeysWithValues: trajectories.enumerated().map { ($0, [$1]) }), count: trajectories.count,
        metric: .accuracy, longest: nil),
      bootstrap: ReplicateBootstrap(replicates: .independent(histories.count), seed: 1))
  }

  @Test func sharesAreAveragedLayerByLayer() {
    let curves = curves([
      DeadNeuronHistory(probes: 9, counts: [[0, 2, 8], [1, 2, 8], [4, 2, 8]]),
      DeadNeuronHistory(probes: 9, counts: [[0, 4, 8], [3, 4, 8]]),
    ])
    #expect(curves.map(\.layer) == [1, 2, 3])
    #expect(curves.allSatisfy { $0.units == 8 && $0.probes == 9 && $0.counts == [2, 2, 1] })
    #expect(curves.map { $0.shares.map(\.mean) } == [[0, 0.25, 0.5], [0.375, 0.375, 0.25], [1, 1, 1]])
    #expect(curves[0].shares.allSatisfy { !$0.hasEnds }, "two replicates have no interval")
  }

  @Test func withoutCountsThereAreNoCurves() { #expect(curves([nil]).isEmpty) }

  @Test func countsThatDoNotFitTheLayersAreMissing() {
    let history = DeadNeuronHistory(probes: 1, counts: [[1]])
    #expect(history.share(ofLayer: 0, epoch: 0, units: 4) == 0.25)
    #expect(history.share(ofLayer: 1, epoch: 0, units: 4) == nil)
    #expect(history.share(ofLayer: 0, epoch: 1, units: 4) == nil)
    #expect(history.share(ofLayer: 0, epoch: 0, units: 0) == nil)
  }
}
