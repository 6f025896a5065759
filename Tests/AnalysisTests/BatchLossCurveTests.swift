import NeuralNetwork
import Study
import Testing

@testable import Analysis

@Suite struct BatchLossCurveTests {
  private func summary(_ losses: [[Float]?]) -> BatchLossCurve? {
    let trajectories = losses.enumerated().map { index, losses in
      var result = SmallStudy.trajectory(replicate: index + 1, testAccuracy: 0.5)
      result.recordings.batchLosses = losses
      return result
    }
    return BatchLossCurve.curve(
      of: ConfigurationRuns(
        SmallStudy.configuration(model: 0, size: 20),
        Dictionary(uniqueKeysWithValues: trajectories.enumerated().map { ($0, [$1]) }), count: trajectories.count,
        metric: .accuracy, longest: nil),
      bootstrap: ReplicateBootstrap(replicates: .independent(losses.count), seed: 1))
  }

  @Test func fewUpdatesAreABinEach() throws {
    let curve = try #require(summary([[4, 2, 1], [2, 2, 3]]))
    #expect(curve.updatesPerBin == 1)
    #expect(curve.updates == [1, 2, 3])
    #expect(curve.course.map(\.mean) == [3, 2, 2])
    #expect(curve.course.allSatisfy { !$0.hasEnds }, "two replicates have no interval")
    #expect(curve.points.map(\.update) == [1, 2, 3])
    #expect(curve.points.map(\.loss) == [4, 2, 1])
  }

  /// 301 updates make bins of three: 1–3, …, 298–300 and 301, whose middles are 2, …, 299 and 301.
  @Test func manyUpdatesAreAveraged() throws {
    let losses = (1...301).map { Float($0) }
    let curve = try #require(summary([losses, nil, losses.map { $0 + 2 }]))
    #expect(curve.updatesPerBin == 3)
    let middles = (0..<100).map { Double(3 * $0 + 2) } + [301]
    #expect(curve.updates == middles)
    #expect(curve.course.map(\.mean) == curve.updates.map { $0 + 1 })
    #expect(curve.counts.allSatisfy { $0 == 2 })
  }

  @Test func aBinCountsThoseThatFilledIt() throws {
    let curve = try #require(summary([[1, 2, 3], [3]]))
    #expect(curve.course.map(\.mean) == [2, 2, 3])
    #expect(curve.counts == [2, 1, 1])
  }

  @Test func pointsAreThinnedEvenly() throws {
    let curve = try #require(summary([(1...4000).map { Float($0) }]))
    #expect(curve.points.map(\.update) == Array(stride(from: 1, through: 4000, by: 3)))
    #expect(curve.points.allSatisfy { $0.loss == Double($0.update) })
  }

  @Test func lossesThatAreNotFiniteAreLeftOut() throws {
    let curve = try #require(summary([[1, .infinity, 2, .nan]]))
    #expect(curve.points.map(\.update) == [1, 3])
    #expect(curve.updates == [1, 3])
  }

  @Test func withoutLossesThereIsNoCurve() {
    #expect(summary([nil, nil]) == nil)
    #expect(summary([[]]) == nil)
  }
}
