import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

/// What each configuration has of which replicate, where configurations have few of all, as models with seeds of their own.
@Suite struct ConfigurationRunsTests {
  @Test func everyRunStandsAtItsReplicate() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for _ in 0..<20 {
      let count = 1 + generator.below(40)
      var numbers: [[Int]: [Int]] = [:]
      var trajectories: [TrajectoryResult] = []
      for model in 0...1 {
        for size in [10, 20] {
          var all = Array(1...count)
          generator.shuffle(&all)
          let own = Array(all.prefix(generator.below(count + 1)))
          numbers[[model, size]] = own
          trajectories += own.map {
            SmallStudy.trajectory(model: model, size: size, replicate: $0, testAccuracy: Double($0) / 100)
          }
        }
      }
      let results = SmallStudy(replicates: .independent(count)).results(trajectories)
      for runs in [results.byConfiguration, results.byCombination] {
        #expect(runs.count == numbers.values.count { !$0.isEmpty }, "seed \(seed)")
        for cell in runs {
          let own = try #require(numbers[[cell.configuration.modelIndex, cell.configuration.size]])
          let expected = (1...count).map { own.contains($0) ? $0 : nil }
          #expect(cell.byReplicate.map { $0?.replicate } == expected, "seed \(seed)")
          #expect(cell.trials(.none).map { $0?.trajectory.replicate } == expected, "seed \(seed)")
          #expect(cell.trials(.none) { _ in false }.allSatisfy { $0 == nil }, "seed \(seed)")
          #expect(cell.trajectories.map(\.replicate) == own.sorted(), "seed \(seed)")
        }
      }
    }
  }
}
