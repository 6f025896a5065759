import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

/// Intervals and tests of replicates that share draws of the data or of the initial weights.
@Suite struct CrossedReplicateTests {
  /// What a measure is in every replicate if it has a part for each data draw, for each of the initial weights and for both.
  private static func values(
    _ data: Int, _ initial: Int, mean: Double, scales: (Double, Double, Double), _ generator: inout SeededGenerator
  ) -> [Double] {
    let ofData = (0..<data).map { _ in scales.0 * generator.normal() }
    let ofInitial = (0..<initial).map { _ in scales.1 * generator.normal() }
    return ofData.flatMap { x in ofInitial.map { mean + x + $0 + scales.2 * generator.normal() } }
  }

  @Test func drawsAreCountedWithInitialWeightsFirst() {
    let replicates = Replicates.crossed(data: 3, initialWeights: 2)
    let draws = (1...6).map(replicates.draws)
    #expect(draws.map(\.data) == [1, 1, 2, 2, 3, 3])
    #expect(draws.map(\.initialWeights) == [1, 2, 1, 2, 1, 2])
    #expect(draws.allSatisfy { $0.test == 1 })
    #expect(replicates.count == 6)
    #expect(replicates.independentCount == 2)
    #expect((0...6).map { replicates.independentCount(among: $0) } == [0, 1, 1, 2, 2, 2, 2])
  }

  /// A replicate occurs as often as its data draw times as often as its initial weights.
  @Test func resamplesDrawBothKinds() {
    let (data, initial) = (4, 3)
    let bootstrap = ReplicateBootstrap(replicates: .crossed(data: data, initialWeights: initial), seed: 5)
    let counts = (0..<data * initial).map { Array(bootstrap.multiplicities($0)) }
    let resamples = (0..<ReplicateBootstrap.resamples).map { resample in counts.map { $0[resample] } }
    for counts in resamples {
      let table = (0..<data).map { row in (0..<initial).map { counts[row * initial + $0] } }
      let rows = table.map { $0.reduce(0, +) / Double(initial) }
      let columns = (0..<initial).map { column in table.reduce(0) { $0 + $1[column] } / Double(data) }
      #expect(rows.reduce(0, +) == Double(data))
      #expect(columns.reduce(0, +) == Double(initial))
      for (row, values) in table.enumerated() {
        for (column, value) in values.enumerated() { #expect(abs(value - rows[row] * columns[column]) < 1e-12) }
      }
    }
    #expect(Set(resamples).count > 200)
  }

  /// No two replicates of different groups share a draw, and there is a group for each row that is complete.
  @Test(arguments: [(2, 2), (6, 6), (12, 8), (8, 12), (100, 6)]) func groupsShareNothing(data: Int, initial: Int) {
    let replicates = Replicates.crossed(data: data, initialWeights: initial)
    let groups = replicates.independentGroups
    #expect(groups.count == min(data, initial))
    for (index, group) in groups.enumerated() {
      for other in groups.dropFirst(index + 1) {
        for (a, b) in group.flatMap({ a in other.map { (a, $0) } }) {
          let (one, two) = (replicates.draws(of: a + 1), replicates.draws(of: b + 1))
          #expect(one.data != two.data && one.initialWeights != two.initialWeights)
        }
      }
    }
    let test = MeanTest(replicates: replicates, seed: 1)
    for rows in 1...data {
      let cell = (0..<data * initial).map { $0 < rows * initial ? 1.0 : nil }
      #expect(test.independentCount(cell) == replicates.independentCount(among: rows * initial))
    }
    // A row that is not complete may have none of its group.
    if data == 6 { #expect(test.independentCount((0..<36).map { $0 < 35 ? 1 : nil }) == 5) }
  }

  /// One draw of the data says nothing of how much others differ, and two next to nothing.
  @Test func twoDrawsOfTheDataHaveNoIntervals() throws {
    let bootstrap = ReplicateBootstrap(replicates: .crossed(data: 5, initialWeights: 4), seed: 1)
    let one = try #require(bootstrap.interval([0.1, 0.2, 0.3, 0.4] + Array(repeating: nil, count: 16)))
    #expect((one.low, one.high) == (one.mean, one.mean))
    #expect(!one.hasEnds)
    for draws in 2...3 {
      let some = try #require(bootstrap.interval((0..<20).map { $0 < 4 * draws ? 0.1 * Double($0) : nil }))
      #expect(some.hasEnds == (draws == 3))
      #expect((some.low < some.mean && some.mean < some.high) == some.hasEnds)
    }
  }

  /// Whether the parts come from the data, the initial weights or both.
  @Test(
    arguments: [(5, 4), (10, 10)], [[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]])
  func coversTheMean(draws: (Int, Int), scales: [Double]) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let bootstrap = ReplicateBootstrap(
      replicates: .crossed(data: draws.0, initialWeights: draws.1), seed: seed)
    let studies = 1000
    var covered = 0
    for _ in 0..<studies {
      let values = Self.values(
        draws.0, draws.1, mean: 5, scales: (scales[0], scales[1], scales[2]), &generator)
      let interval = try #require(bootstrap.interval(values))
      if interval.low <= 5, interval.high >= 5 { covered += 1 }
    }
    print("bootstrap: \(draws.0) × \(draws.1) draws, scales \(scales): covered in \(covered) of \(studies)")
    // Where only the initial weights matter, four of them are four replicates.
    #expect(Double(covered) / Double(studies) > (draws.1 < 5 ? 0.86 : 0.91), "seed \(seed): \(covered)")
  }

  /// Shared draws make signs agree by chance; the test must not take that for a difference, and finds true ones.
  @Test(arguments: [[1.0, 0, 0.2], [0, 1, 0.2], [1, 1, 0.5]]) func theTestKeepsItsLevel(scales: [Double]) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let test = MeanTest(replicates: .crossed(data: 12, initialWeights: 8), seed: seed)
    let studies = 1000
    var (wrong, found) = (0, 0)
    for _ in 0..<studies {
      func cells(_ mean: Double) -> [[Double?]] {
        (0..<3).map { _ in
          Self.values(12, 8, mean: mean, scales: (scales[0], scales[1], scales[2]), &generator).map(Optional.init)
        }
      }
      if test.values(cells(0)).contains(where: { $0.corrected <= 0.05 }) { wrong += 1 }
      if test.values(cells(3))[0].corrected <= 0.05 { found += 1 }
    }
    print("mean test: 12 × 8 draws, scales \(scales): \(wrong) wrong, \(found) found of \(studies)")
    #expect(Double(wrong) / Double(studies) < 0.05 + 3 * 0.007, "seed \(seed): \(wrong)")
    #expect(Double(found) / Double(studies) > 0.95, "seed \(seed): \(found)")
  }

  /// Four of the replicates have nothing in common, so that no p-value can be below 1/8.
  @Test func fewDrawsDecideNothing() {
    let test = MeanTest(replicates: .crossed(data: 5, initialWeights: 4), seed: 1)
    let cell = (1...20).map { Optional(Double($0)) }
    #expect(test.values([cell])[0].single == 0.125)
    let replicates = Replicates.crossed(data: 5, initialWeights: 4)
    #expect(!Comparison.isDecidable(pairs: 20, of: replicates))
    #expect(Comparison.isDecidable(pairs: 36, of: .crossed(data: 6, initialWeights: 6)))
    // Four of the six data draws are finished.
    #expect(!Comparison.isDecidable(pairs: 24, of: .crossed(data: 6, initialWeights: 6)))
    #expect(Comparison.isDecidable(pairs: 6, of: 10))
    #expect(!Comparison.isDecidable(pairs: 5, of: 10))
  }
}
