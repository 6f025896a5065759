import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

@Suite struct StandingTests {
  /// Of seven equal models, in 200 studies, hardly any is said to be worse than the best: choosing it is corrected for.
  @Test func equalModelsAreRarelyToldApart() {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let (bootstrap, test) = (ReplicateBootstrap(replicates: 8, seed: 1), MeanTest(replicates: 8, seed: 1))
    let wrong = (0..<200).count { _ in
      let trajectories = (1...8).flatMap { replicate in
        (0..<7).map { model in
          var result = SmallStudy.trajectory(
            model: 0, replicate: replicate, testAccuracy: 0.8 + 0.02 * generator.normal())
          (result.configuration.modelIndex, result.configuration.model) = (model, "m\(model)")
          return result
        }
      }
      var results = SmallStudy(replicates: 8).results([])
      // As sorted as the results of a study are.
      results.trajectories = trajectories.sorted { $0.configuration.modelIndex < $1.configuration.modelIndex }
      let standing = Standing.standing(
        results, LostRuns(results.byConfiguration, of: results.study), comparisons: [], bootstrap: bootstrap, test: test
      )
      return standing?.others.contains { $0.isWorse } ?? true
    }
    print("standing: \(wrong) of 200 studies of equal models had one called worse")
    #expect(wrong <= 16, "seed \(seed): \(wrong) of 200")
  }

  /// Five replicates decide nothing, nor is one model compared with itself.
  @Test func withTooFewNothingStands() {
    func standing(models: Int, replicates: Int) -> Standing? {
      let trajectories = (0..<models).flatMap { model in
        (1...replicates).map {
          SmallStudy.trajectory(model: model, replicate: $0, testAccuracy: 0.5 + 0.25 * Double(model))
        }
      }
      return StudyAnalysis(SmallStudy(replicates: .independent(replicates)).results(trajectories)).standing
    }
    #expect(standing(models: 2, replicates: 5) == nil)
    #expect(standing(models: 1, replicates: 8) == nil)
    let two = standing(models: 2, replicates: 8)
    #expect(two?.best.key.model == "deep" && two?.others.map(\.isWorse) == [true])
    #expect(two?.others[0].deficit?.mean == 0.25 && two?.pairs == 1)
  }

  /// Values that are equal, and means that are but for their rounding, are ties.
  @Test func equalsAreTied() {
    let trajectories = (0..<3).flatMap { model in
      (1...6).map { replicate in
        var result = SmallStudy.trajectory(
          replicate: replicate, testAccuracy: model == 2 ? 0.4 : [0.7, 0.8, 0.9][(replicate + model) % 3])
        (result.configuration.modelIndex, result.configuration.model) = (model, "m\(model)")
        return result
      }
    }
    var results = SmallStudy(replicates: 6).results([])
    results.trajectories = trajectories
    let standing = Standing.standing(
      results, LostRuns(results.byConfiguration, of: results.study), comparisons: [],
      bootstrap: ReplicateBootstrap(replicates: 6, seed: 1),
      test: MeanTest(replicates: 6, seed: 1))
    #expect(standing?.others.count == 2 && standing?.tied.count == 1 && standing?.tied.first?.key.model != "m2")
  }
}
