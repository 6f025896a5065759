import Analysis
import Foundation
import SeededRandom
import Study
import TestSupport
import Testing

@Suite struct ReplicateBootstrapTests {
  @Test func withoutAValueThereIsNoInterval() {
    #expect(ReplicateBootstrap(replicates: 3, seed: 1).interval([nil, nil, nil]) == nil)
    #expect(ReplicateBootstrap(replicates: 3, seed: 1).interval([]) == nil)
  }

  /// Neither one value nor two have an interval, however many replicates the study has; three have.
  @Test func fewerThanThreeHaveNoInterval() {
    #expect(ReplicateBootstrap(replicates: 1, seed: 1).interval([0.3]) == Interval(mean: 0.3))
    let bootstrap = ReplicateBootstrap(replicates: 4, seed: 1)
    #expect(bootstrap.interval([nil, nil, 0.3, nil]) == Interval(mean: 0.3))
    #expect(bootstrap.interval([nil, 0.25, nil, 0.75]) == Interval(mean: 0.5))
    #expect(bootstrap.interval([nil, 0.25, nil, 0.25]) == Interval(mean: 0.25))
    #expect(ReplicateBootstrap(replicates: 2, seed: 1).interval([0.75, 0.25]) == Interval(mean: 0.5))
    #expect(bootstrap.interval([0.5, 0.25, nil, 0.75])?.hasEnds == true)
    // Six crossed replicates of two draws of the data have no more than two with nothing in common.
    let crossed = ReplicateBootstrap(replicates: .crossed(data: 2, initialWeights: 3), seed: 1)
    #expect(crossed.interval([1, 2, 3, 4, 5, 6]) == Interval(mean: 3.5))
  }

  /// 0.1 + 0.1 + 0.1 is not 3 · 0.1 in binary; equal values must show no spread all the same.
  @Test func equalValuesHaveNoSpread() {
    let interval = ReplicateBootstrap(replicates: 3, seed: 1).interval([0.1, 0.1, 0.1])
    #expect(interval == Interval(mean: 0.1, low: 0.1, high: 0.1))
  }

  /// Of three replicates one resample in 27 is the least alone, so that the widened interval ends at the values.
  @Test func threeReplicatesSpanTheirValues() {
    let interval = ReplicateBootstrap(replicates: 3, seed: 1).interval([0.75, 0.25, 0.5])
    #expect(interval == Interval(mean: 0.5, low: 0.25, high: 0.75))
  }

  /// Resamples that miss all three values say nothing; of the others the means are the values or a mixture.
  @Test func missingValuesAreLeftOut() {
    let interval = ReplicateBootstrap(replicates: 5, seed: 1).interval([nil, 0.25, 0.5, nil, 0.75])
    #expect(interval == Interval(mean: 0.5, low: 0.25, high: 0.75))
  }

  @Test func theSeedDecides() {
    let values = [0.1, 0.9, 0.4, 0.35, 0.6, 0.72, 0.05]
    let interval = ReplicateBootstrap(replicates: 7, seed: 8).interval(values)
    #expect(ReplicateBootstrap(replicates: 7, seed: 8).interval(values) == interval)
    #expect(ReplicateBootstrap(replicates: 7, seed: 9).interval(values) != interval)
  }

  /// Every interval of a study rests on the same resamples, so that intervals follow shifts and scales of their values.
  @Test func intervalsShareTheirResamples() throws {
    let values = [0.25, 0.5, 0.125, 1, 0.75]
    let bootstrap = ReplicateBootstrap(replicates: 5, seed: 3)
    let interval = try #require(bootstrap.interval(values))
    let moved = try #require(bootstrap.interval(values.map { 4 * $0 - 1 }))
    #expect(abs(moved.mean - (4 * interval.mean - 1)) < 1e-12)
    #expect(abs(moved.low - (4 * interval.low - 1)) < 1e-12)
    #expect(abs(moved.high - (4 * interval.high - 1)) < 1e-12)
  }

  /// The expanded percentile interval of normal data is close to that of Student's t, which covers the true mean in 95 %
  /// of studies; five values have too few different resamples to come quite as close.
  @Test(arguments: [(5, 0.04), (10, 0.02), (20, 0.02)])
  func coversTheMeanOfNormalData(count: Int, tolerance: Double) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let bootstrap = ReplicateBootstrap(replicates: .independent(count), seed: seed)
    let studies = 2000
    var covered = 0
    for _ in 0..<studies {
      let values = (0..<count).map { _ in 5 + 2 * generator.normal() }
      let interval = try #require(bootstrap.interval(values))
      #expect(abs(interval.mean - values.reduce(0, +) / Double(count)) < 1e-12, "seed \(seed)")
      if interval.low <= 5 && interval.high >= 5 { covered += 1 }
    }
    print("bootstrap: \(count) replicates: covered in \(covered) of \(studies)")
    // Standard error 0.005.
    #expect(abs(Double(covered) / Double(studies) - 0.95) < tolerance, "seed \(seed): \(covered)")
  }

  /// Distributions of mean 0.
  enum Shape: String, CaseIterable {
    case exponential, failures, tied

    func value(_ generator: inout SeededGenerator) -> Double {
      switch self {
      case .exponential: 1 + log(1 - generator.uniform())
      // One in twenty is lower by up to ten.
      case .failures: 0.25 + generator.normal() - (generator.below(20) == 0 ? 10 * generator.uniform() : 0)
      // Of the count of a rare event in twenty.
      case .tied: 0.4 - (0..<20).reduce(0) { sum, _ in sum + (generator.below(50) == 0 ? 1 : 0) }
      }
    }
  }

  /// No interval of a few values knows of a tail that they do not show. That of Student's t, with quantiles from tables, falls
  /// short by as much.
  @Test(arguments: Shape.allCases, [(6, 2.5706), (10, 2.2622), (20, 2.0930)])
  func coversOtherMeansAsStudentsTDoes(shape: Shape, row: (count: Int, quantile: Double)) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let bootstrap = ReplicateBootstrap(replicates: .independent(row.count), seed: seed)
    let studies = 2000
    var (covered, byStudent) = (0, 0)
    for _ in 0..<studies {
      let values = (0..<row.count).map { _ in shape.value(&generator) }
      let interval = try #require(bootstrap.interval(values))
      if interval.low <= 0 && interval.high >= 0 { covered += 1 }
      let mean = values.reduce(0, +) / Double(row.count)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = (squares / Double(row.count - 1) / Double(row.count)).squareRoot()
      if abs(mean) <= row.quantile * error { byStudent += 1 }
    }
    print(
      "bootstrap: \(row.count) replicates, \(shape.rawValue): covered in \(covered) of \(studies), by t in \(byStudent)"
    )
    #expect(abs(covered - byStudent) < studies * 4 / 100, "seed \(seed): \(covered), by t \(byStudent)")
  }
}
