import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@Suite struct StudyResultsTests {
  /// Model, then varied value, both in the order of the file; then size and replicate by number.
  @Test func theOrderOfFinishingDoesNotShow() {
    let study = SmallStudy { $0.vary = [learningRates([0.5, 0.05])] }.description
    var sorted: [TrajectoryResult] = []
    for index in 0..<2 {
      for rate in ["0.5", "0.05"] {
        for size in [9, 10, 100] {
          for replicate in [1, 2, 10] {
            sorted.append(
              TrajectoryResult(
                key: "\(sorted.count)",
                configuration: Configuration(
                  modelIndex: index, model: ["shallow", "deep"][index], hidden: [1], parameters: 1, size: size,
                  varied: [rate]),
                replicate: replicate, history: [], diverged: true, trials: [],
                chance: ChanceLimits(train: 0.1, test: 0.125)))
          }
        }
      }
    }
    let seed = printedSeed()
    var generator = StudySeed(seed).generator(for: .bootstrap)
    for _ in 0..<20 {
      var shuffled = sorted
      generator.shuffle(&shuffled)
      #expect(
        StudyResults(study: study, trajectories: shuffled).trajectories.map(\.key) == sorted.map(\.key), "seed \(seed)")
    }
  }
}
