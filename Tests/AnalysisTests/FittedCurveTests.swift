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
    // A Weibull curve through a power law is one.
    #expect(Set(fitted.fits.map(\.curve.family)) == [.powerLaw, .exponential, .mmf])
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

  /// Line through (0, 0) and (log 4, log 4) for the logarithm of the variances: the smoothed ones are its.
  @Test func variancesAreSmoothed() throws {
    // Two replicates ± d around the mean have the variance 2d², their mean half of that.
    let values: [[Double?]] = [1.0, 4, 16].map { variance in
      let d = (variance / 2).squareRoot()
      return [d, -d]
    }
    let variances = try #require(FittedCurve.variances(sizes: [1, 4, 16], values))
    for (variance, expected) in zip(variances, [0.5, 2, 8]) { #expect(abs(variance - expected) < 1e-12) }
    #expect(FittedCurve.variances(sizes: [1, 4, 16], [[1, 1], [2, 2], [3, nil]]) == nil)
  }

  /// Misses of noise alone have a χ² of about their degrees of freedom, and the standard deviation of the means' noise; of
  /// a curve that no family has, more. Back-tests see that too.
  @Test func goodnessOfFit() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let studies = 100
    func mean(_ error: (Double) -> Double) throws -> (chi: Double, deviation: Double, backTest: Double) {
      var sum = (chi: 0.0, deviation: 0.0, backTest: 0.0)
      for study in 0..<studies {
        let curve = MeasuredCurve(
          key: CurveKey(SmallStudy.configuration(model: 0, size: 1), .none),
          cells: (0..<10).map { 50 << $0 }.map { size in
            MeasuredCurve.Cell(
              size: size, test: (0..<10).map { _ in 1 - error(Double(size)) - 0.01 * generator.normal() })
          })
        let fitted = try #require(
          FittedCurve(curve, metric: .accuracy, bootstrap: ReplicateBootstrap(replicates: 10, seed: UInt64(study))))
        let fit = try #require(fitted.fits.first { $0.curve.family == .powerLaw })
        sum.chi += try #require(fit.reducedChiSquared) / Double(studies)
        sum.deviation += fitted.residualDeviation(of: fit) / Double(studies)
        sum.backTest += (fitted.backTestError ?? 0) / Double(studies)
      }
      return sum
    }
    let right = try mean(Self.power)
    // The variances are estimated, which makes their inverse a little larger: by 9/7 if each stood for itself.
    #expect((0.9...1.3).contains(right.chi), "seed \(seed): \(right)")
    #expect((0.0026...0.0036).contains(right.deviation), "seed \(seed): \(right)")
    let wrong = try mean { Self.power($0) * (1 + 0.2 * sin(2 * log($0))) }
    #expect(
      wrong.chi > 5 * right.chi && wrong.deviation > 2 * right.deviation && wrong.backTest > 2 * right.backTest,
      "seed \(seed): \(right), \(wrong)")
  }

  /// A power law without noise: every smaller size finds every larger one, as far as four times itself.
  @Test func backTestsOfACurveWithoutNoise() throws {
    var generator = SeededGenerator(key: 1)
    let curve = Planted(noise: 0, error: Self.power).curve(&generator)
    let fitted = try #require(
      FittedCurve(curve, metric: .accuracy, bootstrap: ReplicateBootstrap(replicates: 10, seed: 1)))
    #expect(
      fitted.backTests.map { [$0.origin, $0.size] } == [
        [320, 500], [320, 800], [320, 1250], [500, 800], [500, 1250], [800, 1250],
      ])
    for test in fitted.backTests {
      #expect(abs(test.predicted / Double(test.size) - 1) < 1e-3 && abs(test.difference) < 1e-5)
    }
  }

  /// By hand: misses of log 2, log 1 and log 1/2 over distances of log 4, log 2 and log 4 are √(2/9) of those in root mean
  /// square; Student's t with three degrees of freedom is 3.182446 (SciPy).
  @Test func backTestsWidenInProportionToTheDistance() throws {
    func test(_ origin: Int, _ size: Int, _ predicted: Double) -> BackTest {
      BackTest(origin: origin, size: size, predicted: predicted, difference: 0)
    }
    let tests = [test(200, 800, 400), test(400, 800, 800), test(100, 400, 200)]
    // Less than the size known counts as that size: 1/4, log 1/4 over log 4.
    let low = test(300, 1200, 7)
    // What is too far would not have been answered.
    let unanswered = [test(200, 400, 801), test(150, 300, .infinity)]
    let error = try #require(BackTestError(tests + unanswered))
    #expect(error.origins == 3 && abs(error.furthest - log(4)) < 1e-12)
    #expect(abs(error.ratio - (2.0 / 9).squareRoot()) < 1e-12)
    let margin = try #require(error.margin(over: log(3)))
    #expect(abs(margin - 3.182446 * (2.0 / 9).squareRoot() * log(3)) < 1e-6)
    #expect(error.margin(over: log(4)) != nil && error.margin(over: log(4.1)) == nil && error.margin(over: 0) == 0)
    let lower = try #require(BackTestError(tests + [low]))
    #expect(lower.origins == 4 && abs(lower.ratio - (6.0 / 13).squareRoot()) < 1e-12)
    #expect(BackTestError(Array(tests.prefix(2)) + unanswered) == nil && BackTestError([]) == nil)
  }

  /// How often the interval of an extrapolation holds the true number. Fits are known for intervals that are too short (T.
  /// Viering and M. Loog, "The shape of learning curves: a review", 2021); where a curve has levelled off, no number of
  /// samples can be told, and none should be.
  @Test(
    .enabled(if: runsLongTests),
    arguments: [
      ("power law", 0.01), ("power law", 0.02), ("power law to zero", 0.01), ("power law that bends", 0.003),
      ("power law that bends late", 0.003),
      ("exponential", 0.01),
    ])
  func coverage(name: String, noise: Double) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    func truth(_ n: Double) -> Double {
      switch name {
      case "power law": Self.power(n)
      case "power law to zero": 1.2 * pow(n, -0.35)
      // Of no family: its exponent goes from 0.7 to 0.2, within the sizes or just at their end.
      case "power law that bends": 3 * pow(n, -0.7) * pow(1 + pow(n / 300, 2), 0.25)
      case "power law that bends late": 3 * pow(n, -0.7) * pow(1 + pow(n / 1000, 2), 0.25)
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
        // Of what a curve does after its back-tests they cannot know, and where it bends they refuse the most.
        let bends = name.contains("bends")
        #expect(Double(covered[index]) >= (bends ? 0.7 : 0.85) * Double(answered[index]), "seed \(seed)")
        #expect(bends || answered[index] >= studies / 10, "seed \(seed)")
      } else {
        #expect(answered[index] <= studies / 10, "seed \(seed)")
      }
    }
  }
}
