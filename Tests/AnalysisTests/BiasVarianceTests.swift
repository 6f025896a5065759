import Foundation
import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

@Suite struct BiasVarianceTests {
  /// Two data draws × two initial weights and two samples, by hand.
  ///
  /// The first sample is right for the first data draw and wrong (class 1) for the second: as vectors the predictions lie
  /// ±½ about their mean in two classes, so that MS(data) = 2·2·2·¼ = 2, all else is 0, and the variance of the data is 2/2
  /// = 1; the squared distance of the mean from the truth is ½, of which 1/2 is expected from the draw of two, so that no
  /// bias is left. The second sample is wrong throughout: a distance of 2. Halved and over two samples, bias ½ and data ¼.
  @Test func anExampleByHand() throws {
    let predictions: [[Data]] = [[Data([0, 3]), Data([0, 3])], [Data([1, 3]), Data([1, 3])]]
    let parts = try #require(CrossedPredictions(predictions)).parts()
    #expect(parts == CrossedPredictions.Parts(bias: 0.5, data: 0.25, initial: 0, interaction: 0))
    // The other way round it is the initial weights.
    let turned = try #require(
      CrossedPredictions([[predictions[0][0], predictions[1][0]], [predictions[0][1], predictions[1][1]]]))
    #expect(turned.parts() == CrossedPredictions.Parts(bias: 0.5, data: 0, initial: 0.25, interaction: 0))
  }

  @Test(arguments: [(2, 2), (3, 4), (5, 4), (6, 2)]) func agreesWithAnAnalysisOfVariance(data: Int, initial: Int) throws
  {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for _ in 0..<20 {
      let predictions = Self.draw(data: data, initial: initial, samples: 30, classes: 4, &generator)
      let crossed = try #require(CrossedPredictions(predictions))
      let parts = crossed.parts()
      let expected = Self.naive(predictions, classes: 4)
      for (part, value) in zip([parts.bias, parts.data, parts.initial, parts.interaction], expected) {
        #expect(abs(part - value) < 1e-12, "seed \(seed)")
      }
      // The parts are all of the test error.
      let cells = predictions.joined()
      let wrong = cells.reduce(0) { $0 + $1.count { $0 != 0 } }
      #expect(abs(parts.testError - Double(wrong) / Double(30 * cells.count)) < 1e-12, "seed \(seed)")
      // Leaving out is the same as never having had.
      if data > 2 {
        let without = try #require(CrossedPredictions(Array(predictions.dropFirst()))).parts()
        #expect(abs(crossed.parts(leavingOutData: 0).data - without.data) < 1e-12, "seed \(seed)")
      }
      if initial > 2 {
        let without = try #require(CrossedPredictions(predictions.map { Array($0.dropLast()) })).parts()
        #expect(abs(crossed.parts(leavingOutInitial: initial - 1).initial - without.initial) < 1e-12, "seed \(seed)")
      }
    }
  }

  /// Predictions of a sample are right or wrong by the sign of a sum of normal numbers for the sample, the data draw, the
  /// initial weights and both: the true parts follow by integration, estimates scatter about them, and intervals cover
  /// them. Data draws vary predictions more than initial weights do. Each sample has numbers of its own, or all have the
  /// same (a draw is good or bad for all samples alike), which is as hard as it gets: then a variance is told from four or
  /// five numbers.
  @Test(.enabled(if: runsLongTests), arguments: [(5, 4), (10, 10)], [false, true])
  func findsKnownParts(draws: (Int, Int), isShared: Bool) throws {
    let (data, initial) = draws
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let model = Self.Model(samples: 400, isShared: isShared, &generator)
    let truth = model.truth
    let studies = 400
    var means = Array(repeating: 0.0, count: 4)
    var covered = Array(repeating: 0, count: 4)
    for _ in 0..<studies {
      let crossed = try #require(CrossedPredictions(model.draw(data: data, initial: initial, &generator)))
      let intervals = CrossedJackknife(dataDraws: data, initialWeights: initial).intervals {
        let parts = crossed.parts(leavingOutData: $0, leavingOutInitial: $1)
        return [parts.bias, parts.data, parts.initial, parts.interaction]
      }
      for (index, interval) in intervals.enumerated() {
        means[index] += interval.mean / Double(studies)
        if interval.low <= truth[index], truth[index] <= interval.high { covered[index] += 1 }
      }
    }
    print(
      "bias and variance: \(data) × \(initial), shared \(isShared): truth \(truth), means \(means), covered \(covered) of \(studies)"
    )
    for index in 0..<4 {
      #expect(abs(means[index] - truth[index]) < (isShared ? 0.03 : 0.004), "seed \(seed): \(means) for \(truth)")
      #expect(Double(covered[index]) / Double(studies) > (isShared ? 0.85 : 0.95), "seed \(seed): \(covered)")
    }
  }

  /// Without three draws of either there is nothing to leave out.
  @Test func twoDrawsHaveNoIntervals() {
    let intervals = CrossedJackknife(dataDraws: 5, initialWeights: 2).intervals { data, _ in [data == nil ? 1 : 2] }
    #expect(intervals == [Interval(mean: 1)])
  }

  /// The variance of a mean of a crossed table, by hand: rows 1, 2, 3 and columns without effect have a jackknife variance
  /// of s²/n = 1/3.
  @Test func theJackknifeOfAMean() {
    let table = [[1.0, 1, 1], [2, 2, 2], [3, 3, 3]]
    let interval = CrossedJackknife(dataDraws: 3, initialWeights: 3).intervals { data, initial in
      let values = table.enumerated().filter { $0.offset != data }.flatMap { row in
        row.element.enumerated().filter { $0.offset != initial }.map(\.element)
      }
      return [values.reduce(0, +) / Double(values.count)]
    }[0]
    #expect(interval.mean == 2)
    #expect(abs(interval.high - 2 - 4.302652729911275 / 3.0.squareRoot()) < 1e-9)
    #expect(abs(interval.low + interval.high - 4) < 1e-12)
  }

  @Test func whatIsNotACompleteTableIsRefused() {
    #expect(CrossedPredictions([]) == nil)
    #expect(CrossedPredictions([[Data([0]), Data([1])]]) == nil)
    #expect(CrossedPredictions([[Data([0])], [Data([1])]]) == nil)
    #expect(CrossedPredictions([[Data([0]), Data([1])], [Data([0])]]) == nil)
    #expect(CrossedPredictions([[Data([0]), Data([1])], [Data([0]), Data([0, 1])]]) == nil)
    #expect(CrossedPredictions([[Data(), Data()], [Data(), Data()]]) == nil)
  }

  // MARK: From results

  /// Data draws with a trial that diverged or is not there yet are left out of every part.
  @Test func incompleteDrawsAreLeftOut() throws {
    func trajectory(_ replicate: Int, _ predictions: [UInt8], diverged: Bool = false) -> TrajectoryResult {
      let wrong = Double(predictions.count { $0 != 0 })
      let epoch = SmallStudy.epoch(
        1, train: (0.1, 0.75), validation: (1, 0.5), test: (1, 1 - wrong / Double(predictions.count)))
      var result = SmallStudy.trajectory(replicate: replicate, diverged ? [] : [epoch], diverged: diverged)
      result.recordings.predictions = Predictions(byEpoch: diverged ? [:] : [1: Data(predictions)])
      return result
    }
    let small = SmallStudy(replicates: .crossed(data: 4, initialWeights: 2))
    let trajectories = [
      trajectory(1, [0, 3]), trajectory(2, [0, 3]), trajectory(3, [1, 3]), trajectory(4, [1, 3]),
      trajectory(5, [0, 0]), trajectory(6, [], diverged: true), trajectory(7, [0, 0]),
    ]
    let analysis = StudyAnalysis(small.results(trajectories))
    let found = try #require(analysis.biasVariances.first { $0.rule == .none })
    #expect((found.dataDraws, found.initialWeights) == (2, 2))
    #expect(!found.hasIntervals)
    #expect(found.testError.mean == 0.75)
    #expect(found.trainError.mean == 0.25)
    #expect(found.bias == Interval(mean: 0.5))
    #expect(found.data.mean == 0.25)
    #expect((found.initial.mean, found.interaction.mean) == (0, 0))
    #expect(found.difference.mean == 0.25)
    // Replicates that are not crossed tell nothing of where the error comes from.
    #expect(StudyAnalysis(SmallStudy(replicates: 8).results(trajectories)).biasVariances.isEmpty)
  }

  // MARK: Oracles

  /// Means and mean squares of the vectors themselves: bias, data, initial weights, interaction.
  private static func naive(_ predictions: [[Data]], classes: Int) -> [Double] {
    let (d, w) = (predictions.count, predictions[0].count)
    let samples = predictions[0][0].count
    var parts = Array(repeating: 0.0, count: 4)
    for sample in 0..<samples {
      for label in 0..<classes {
        let y = predictions.map { $0.map { Int($0[sample]) == label ? 1.0 : 0 } }
        let rows = y.map { $0.reduce(0, +) / Double(w) }
        let columns = (0..<w).map { column in y.reduce(0) { $0 + $1[column] } / Double(d) }
        let mean = rows.reduce(0, +) / Double(d)
        let meanSquareData = Double(w) * rows.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(d - 1)
        let meanSquareInitial = Double(d) * columns.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(w - 1)
        var residual = 0.0
        for (row, values) in y.enumerated() {
          for (column, value) in values.enumerated() {
            residual += (value - rows[row] - columns[column] + mean) * (value - rows[row] - columns[column] + mean)
          }
        }
        residual /= Double((d - 1) * (w - 1))
        let data = (meanSquareData - residual) / Double(w)
        let initial = (meanSquareInitial - residual) / Double(d)
        let truth = label == 0 ? 1.0 : 0
        let expected = data / Double(d) + initial / Double(w) + residual / Double(d * w)
        let bias = (mean - truth) * (mean - truth) - expected
        for (index, part) in [bias, data, initial, residual].enumerated() {
          parts[index] += part / Double(2 * samples)
        }
      }
    }
    return parts
  }

  private static func draw(
    data: Int, initial: Int, samples: Int, classes: Int, _ generator: inout SeededGenerator
  ) -> [[Data]] {
    (0..<data).map { _ in
      (0..<initial).map { _ in
        Data((0..<samples).map { _ in generator.below(3) == 0 ? 0 : UInt8(generator.below(classes)) })
      }
    }
  }

  /// Samples of two classes that are wrong where a sum of four normal numbers is over a limit of the sample.
  private struct Model {
    let limits: [Double]
    /// Whether all samples have the same effects.
    let isShared: Bool
    static let scales = (data: 0.6, initial: 0.35, both: 0.5)

    init(samples: Int, isShared: Bool, _ generator: inout SeededGenerator) {
      self.isShared = isShared
      limits = (0..<samples).map { _ in 0.6 + generator.normal() }
    }

    /// Draws [data][initial] of predictions.
    func draw(data: Int, initial: Int, _ generator: inout SeededGenerator) -> [[Data]] {
      var columns = Array(
        repeating: Array(repeating: [UInt8](), count: initial), count: data)
      var effects: [[Double]] = []
      for limit in limits {
        if effects.isEmpty || !isShared {
          let ofData = (0..<data).map { _ in Self.scales.data * generator.normal() }
          let ofInitial = (0..<initial).map { _ in Self.scales.initial * generator.normal() }
          effects = ofData.map { x in ofInitial.map { x + $0 + Self.scales.both * generator.normal() } }
        }
        for (row, values) in effects.enumerated() {
          for (column, value) in values.enumerated() { columns[row][column].append(value > limit ? 1 : 0) }
        }
      }
      return columns.map { $0.map { Data($0) } }
    }

    /// With p the probability of being wrong and p₂ that of two networks with a draw in common both being wrong, the parts
    /// for a sample with two classes are p², p₂(data) − p², p₂(initial) − p² and p − p₂(data) − p₂(initial) + p².
    var truth: [Double] {
      let total =
        Self.scales.data * Self.scales.data + Self.scales.initial * Self.scales.initial
        + Self.scales.both * Self.scales.both
      var parts = Array(repeating: 0.0, count: 4)
      for limit in limits {
        let p = Self.above(limit, total.squareRoot())
        let data = Self.both(limit, shared: Self.scales.data, total: total)
        let initial = Self.both(limit, shared: Self.scales.initial, total: total)
        for (index, part) in [p * p, data - p * p, initial - p * p, p - data - initial + p * p].enumerated() {
          parts[index] += part / Double(limits.count)
        }
      }
      return parts
    }

    private static func above(_ limit: Double, _ scale: Double) -> Double { erfc(limit / scale / 2.0.squareRoot()) / 2 }

    /// ∫ φ(z) P(rest > limit − shared·z)² dz by the trapezoidal rule.
    private static func both(_ limit: Double, shared: Double, total: Double) -> Double {
      let rest = (total - shared * shared).squareRoot()
      let step = 0.02
      return stride(from: -8.0, through: 8, by: step).reduce(0) { sum, z in
        let p = above(limit - shared * z, rest)
        return sum + step * exp(-z * z / 2) / (2 * Double.pi).squareRoot() * p * p
      }
    }
  }
}
