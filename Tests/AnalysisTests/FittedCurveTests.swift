import CurveFitting
import Foundation
import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

@Suite struct FittedCurveTests {
  /// Test accuracies around a known curve, noise partly that of the whole replicate and smaller at large sizes.
  private struct Planted {
    var sizes = [50, 80, 125, 200, 320, 500, 800, 1250]
    var replicates = 10
    var noise = 0.01
    var error: (Double) -> Double

    func curve(_ generator: inout SeededGenerator) -> MeasuredCurve {
      let shared = (0..<replicates).map { _ in generator.normal() }
      return MeasuredCurve(
        key: CurveKey(SmallStudy.configuration(model: 0, size: 1), .none),
        cells: sizes.map { size in
          let deviation = noise * pow(Double(size) / 50, -0.3)
          return MeasuredCurve.Cell(
            size: size,
            test: shared.map { 1 - error(Double(size)) - deviation * (0.6 * $0 + 0.8 * generator.normal()) })
        })
    }
  }

  private static func power(_ n: Double) -> Double { 0.06 + 3 * pow(n, -0.6) }

  @Test func findsTheFamilyOfACurveWithoutNoise() throws {
    var generator = SeededGenerator(key: 1)
    let curve = Planted(noise: 0, error: Self.power).curve(&generator)
    let fitted = try #require(
      FittedCurve(curve, metric: .accuracy, bootstrap: ReplicateBootstrap(replicates: 10, seed: 1)))
    #expect(fitted.sizes == [50, 80, 125, 200, 320, 500, 800, 1250] && fitted.heldOut == 2 && fitted.replicates == 10)
    #expect(fitted.fits.count == 4)
    let best = try #require(fitted.best)
    #expect(best.curve.family == .powerLaw && best.holdOutError < 1e-6)
    // The mean of the last two errors from the one before: by hand.
    let flat = (pow(Self.power(800) - Self.power(500), 2) + pow(Self.power(1250) - Self.power(500), 2)) / 2
    #expect(abs(fitted.flatHoldOutError - flat.squareRoot()) < 1e-12)
    let asymptote = try #require(fitted.asymptote)
    #expect(abs(asymptote.mean - 0.94) < 1e-6)
    let beyond = try #require(fitted.extrapolation(target: 1 - Self.power(4000)))
    #expect(abs(beyond.samples - 4000) < 1 && beyond.family == .powerLaw)
    // No fit is believed beyond four times the largest size, nor does this one ever come to 95 %.
    #expect(fitted.extrapolation(target: 1 - Self.power(5100)) == nil)
    #expect(fitted.extrapolation(target: 0.95) == nil)
  }

  @Test func tooLittleToFit() throws {
    var generator = SeededGenerator(key: 1)
    let bootstrap = ReplicateBootstrap(replicates: 10, seed: 1)
    #expect(
      FittedCurve(
        Planted(sizes: [50, 100, 200, 400], error: Self.power).curve(&generator), metric: .accuracy,
        bootstrap: bootstrap) == nil
    )
    let one = Planted(replicates: 1, error: Self.power).curve(&generator)
    let fitted = try #require(
      FittedCurve(one, metric: .accuracy, bootstrap: ReplicateBootstrap(replicates: 1, seed: 1)))
    #expect(!fitted.fits.isEmpty && fitted.asymptote == nil)
    #expect(fitted.extrapolation(target: 0.9) == nil)
  }

  /// A curve that no longer falls, in noise: what lies beyond is not told.
  @Test func aFlatCurveIsNotExtrapolated() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    var answers = 0
    for study in 0..<50 {
      let curve = Planted(noise: 0.03) { _ in 0.3 }.curve(&generator)
      let fitted = try #require(
        FittedCurve(curve, metric: .accuracy, bootstrap: ReplicateBootstrap(replicates: 10, seed: UInt64(study))))
      if fitted.extrapolation(target: 0.8) != nil { answers += 1 }
    }
    #expect(answers <= 2, "seed \(seed): \(answers)")
  }

  /// Line through (0, 0) and (log 4, log 4) for the logarithm of the variances: the smoothed weights are its.
  @Test func weightsSmoothVariances() {
    // Two replicates ± d around the mean have the variance 2d².
    let values: [[Double?]] = [1.0, 4, 16].map { variance in
      let d = (variance / 2).squareRoot()
      return [d, -d]
    }
    let weights = FittedCurve.weights(sizes: [1, 4, 16], values)
    for (weight, expected) in zip(weights, [2, 0.5, 0.125]) { #expect(abs(weight - expected) < 1e-12) }
    #expect(FittedCurve.weights(sizes: [1, 4, 16], [[1, 1], [2, 2], [3, nil]]) == [1, 1, 1])
  }

  /// How often the interval of an extrapolation holds the true number. Fits are known for intervals that are too short (T.
  /// Viering and M. Loog, "The shape of learning curves: a review", 2021); where a curve has levelled off, no number of
  /// samples can be told, and none should be.
  @Test(
    .enabled(if: runsLongTests),
    arguments: [("power law", 0.01), ("power law", 0.02), ("power law to zero", 0.01), ("exponential", 0.01)])
  func coverage(name: String, noise: Double) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    func truth(_ n: Double) -> Double {
      switch name {
      case "power law": Self.power(n)
      case "power law to zero": 1.2 * pow(n, -0.35)
      default: 0.08 + 0.4 * exp(-n / 400)
      }
    }
    let targets = [2500.0, 4000]
    let studies = 200
    var (answered, covered) = (Array(repeating: 0, count: targets.count), Array(repeating: 0, count: targets.count))
    for study in 0..<studies {
      let curve = Planted(noise: noise, error: truth).curve(&generator)
      let bootstrap = ReplicateBootstrap(replicates: 10, seed: UInt64(study))
      let fitted = FittedCurve(curve, metric: .accuracy, bootstrap: bootstrap)
      for (index, size) in targets.enumerated() {
        let need = try #require(
          DataNeed(curve, metric: .accuracy, target: 1 - truth(size), fitted: fitted, bootstrap: bootstrap))
        guard need.answer == .extrapolated, let low = need.low, let high = need.high else { continue }
        answered[index] += 1
        if low <= size && size <= high { covered[index] += 1 }
      }
    }
    print("extrapolated: \(name), noise \(noise): n = \(targets): covered \(covered) of \(answered) answers")
    for index in targets.indices {
      if name.hasPrefix("power law") {
        #expect(Double(covered[index]) >= 0.85 * Double(answered[index]), "seed \(seed)")
        #expect(answered[index] >= studies / 10, "seed \(seed)")
      } else {
        #expect(answered[index] <= studies / 10, "seed \(seed)")
      }
    }
  }
}
