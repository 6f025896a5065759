import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import CurveFitting

@Suite struct CurveFitTests {
  private static let sizes = [50.0, 80, 125, 200, 320, 500, 800, 1250]

  /// Errors of no family in particular, and `scipy.optimize.least_squares` on the same weighted residuals (SciPy 1.x, all
  /// tolerances 1e-15).
  @Test(
    arguments: [
      (.powerLaw, [0.07919709861168826, 5.17897911273626, 0.7889804289489674], 0.9149168272804467),
      (.exponential, [0.10260999709432926, 0.2735989795706395, 0.007391226850803906], 5.131149707397983),
      (.mmf, [0.08877215594730663, 0.4971647545209854, 41.357690315869185, 1.1412334837250782], 0.5347202347156241),
      (
        .weibull, [0.09325617057645605, 2.6520006944596064, 1.8992302534547965, 0.2800310268216777], 0.5291551822687313
      ),
    ] as [(CurveFamily, [Double], Double)])
  func agreesWithSciPy(family: CurveFamily, parameters: [Double], squares: Double) throws {
    let deviations = [0.02, 0.02, 0.015, 0.01, 0.008, 0.006, 0.005, 0.004]
    let points = CurvePoints(
      sizes: Self.sizes, errors: [0.312, 0.241, 0.205, 0.158, 0.131, 0.118, 0.104, 0.099],
      weights: deviations.map { 1 / ($0 * $0) }, unit: 250)
    let fit = try #require(CurveFit(family, points))
    #expect(abs(fit.weightedSquares - squares) < 1e-7 * squares)
    for (parameter, expected) in zip(fit.parameters, parameters) {
      // The Weibull amplitude and scale all but cancel each other.
      #expect(abs(parameter.value - expected) < (family == .weibull ? 0.02 : 1e-4) * expected, "\(parameter.name)")
    }
  }

  /// The formula of each family, written again, for its parameters by name.
  private func error(_ family: CurveFamily, _ p: [Double], _ n: Double) -> Double {
    switch family {
    case .powerLaw: p[0] + p[1] * pow(n, -p[2])
    case .exponential: p[0] + p[1] * exp(-p[2] * n)
    case .mmf: p[0] + p[1] / (1 + pow(n / p[2], p[3]))
    case .weibull: p[0] + p[1] * exp(-pow(n / p[2], p[3]))
    }
  }

  /// Curves without noise are found again, from the shapes tried and from a fit nearby; their inverse is theirs.
  @Test(arguments: CurveFamily.allCases) func findsWhatMadeTheCurve(family: CurveFamily) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for _ in 0..<50 {
      let a = generator.uniform(from: 0.01, to: 0.2)
      let b = generator.uniform(from: 0.2, to: 0.6)
      let parameters =
        switch family {
        case .powerLaw: [a, b * 20, generator.uniform(from: 0.4, to: 1.2)]
        case .exponential: [a, b, generator.uniform(from: 0.002, to: 0.02)]
        case .mmf: [a, b, generator.uniform(from: 60, to: 400), generator.uniform(from: 0.7, to: 2)]
        case .weibull: [a, b, generator.uniform(from: 60, to: 400), generator.uniform(from: 0.5, to: 1.5)]
        }
      let points = CurvePoints(
        sizes: Self.sizes, errors: Self.sizes.map { error(family, parameters, $0) },
        weights: Self.sizes.map { _ in 1e4 }, unit: 250)
      let fit = try #require(CurveFit(family, points), "seed \(seed): \(parameters)")
      #expect(fit.weightedSquares < 1e-8, "seed \(seed): \(parameters) became \(fit.parameters)")
      for size in [50.0, 300, 5000] {
        let expected = error(family, parameters, size)
        #expect(abs(fit.error(at: size) - expected) < 1e-3, "seed \(seed): \(parameters) at \(size)")
        // Where the curve has all but reached its asymptote, no digits are left to invert.
        guard expected > a + 1e-6 else { continue }
        #expect(
          abs(fit.size(error: fit.error(at: size)) - size) < 1e-4 * size, "seed \(seed): \(parameters) at \(size)")
      }
      let again = try #require(CurveFit(family, points, from: fit))
      #expect(again.weightedSquares <= fit.weightedSquares + 1e-9)
    }
  }

  @Test(arguments: CurveFamily.allCases) func gradientsAreThoseOfFiniteDifferences(family: CurveFamily) {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for _ in 0..<50 {
      let numbers = (0..<family.parameterCount).map { _ in generator.uniform(from: -1, to: 1) }
      let x = exp(generator.uniform(from: -2, to: 2))
      var gradient = Array(repeating: 0.0, count: numbers.count)
      family.gradient(numbers, x: x, logX: log(x)) { gradient[$0] = $1 }
      for index in numbers.indices {
        let step = 1e-6
        let ends = [-step, step].map { change in
          var moved = numbers
          moved[index] += change
          return family.value(moved, x: x, logX: log(x))
        }
        #expect(
          abs((ends[1] - ends[0]) / (2 * step) - gradient[index]) < 1e-7 * max(1, abs(gradient[index])),
          "seed \(seed), number \(index)")
      }
    }
  }

  @Test(arguments: CurveFamily.allCases) func errorsThatAreNeverReached(family: CurveFamily) throws {
    let points = CurvePoints(
      sizes: Self.sizes, errors: Self.sizes.map { 0.1 + 0.4 * exp(-$0 / 100) }, weights: Self.sizes.map { _ in 1 },
      unit: 250)
    let fit = try #require(CurveFit(family, points))
    #expect(fit.size(error: fit.asymptote) == .infinity)
    #expect(fit.size(error: 0.9 * fit.asymptote) == .infinity)
    // A power law rises without bound towards n = 0.
    #expect(family == .powerLaw ? fit.size(error: 10) < 1 : fit.size(error: 10) == 0)
  }

  /// Of errors of a power law the best Weibull curves have exponents towards 0, and are power laws, too. Of other errors the
  /// curve found is the best one, also where its exponent is small: the least squares are those of
  /// `scipy.optimize.least_squares` from 300 random starts, all tolerances 1e-15.
  @Test func weibullCurvesThatArePowerLaws() throws {
    let sizes = [50.0, 100, 200, 400, 800, 1600, 3200, 6400]
    func points(_ error: (Double) -> Double) -> CurvePoints {
      CurvePoints(sizes: sizes, errors: sizes.map(error), weights: sizes.map { _ in 1e4 }, unit: 500)
    }
    #expect(CurveFit(.weibull, points { 0.05 + 2 * pow($0, -0.6) }) == nil)
    #expect(CurveFit(.powerLaw, points { 0.05 + 2 * pow($0, -0.6) })?.weightedSquares ?? 1 < 1e-12)
    for (errors, squares) in [
      ([0.31, 0.222, 0.171, 0.127, 0.101, 0.0845, 0.0712, 0.0655], 0.271016713949281),
      ([0.402, 0.31, 0.251, 0.181, 0.149, 0.113, 0.0988, 0.0821], 1.5054308646042782),
    ] {
      let points = CurvePoints(sizes: sizes, errors: errors, weights: sizes.map { _ in 1e4 }, unit: 500)
      let fit = try #require(CurveFit(.weibull, points))
      #expect(abs(fit.weightedSquares - squares) < 1e-6 * squares)
    }
  }
  @Test func whatCannotBeFitted() {
    let few = CurvePoints(sizes: [50, 100, 200], errors: [0.3, 0.2, 0.15], weights: [1, 1, 1], unit: 100)
    let rising = CurvePoints(sizes: Self.sizes, errors: Self.sizes.map { $0 / 2000 }, weights: Self.sizes, unit: 100)
    let flat = CurvePoints(sizes: Self.sizes, errors: Self.sizes.map { _ in 0.25 }, weights: Self.sizes, unit: 100)
    for family in CurveFamily.allCases {
      #expect(CurveFit(family, few) == nil)
      #expect(CurveFit(family, rising) == nil)
      #expect(CurveFit(family, flat) == nil)
    }
    #expect(CurveFit(.powerLaw, few.prefix(0)) == nil)
  }
}
