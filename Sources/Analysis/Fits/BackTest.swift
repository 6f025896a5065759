import Foundation

/// An extrapolation that was checked: from the sizes up to one of a study's to a larger size, where the error was
/// measured too.
///
/// How well a fit goes through the means does not tell how well it continues them. So the smaller sizes by themselves
/// are extrapolated by the same method, from each size that leaves enough of them (a rolling origin; L. J. Tashman,
/// "Out-of-sample tests of forecasting accuracy", International Journal of Forecasting 16, 2000).
public struct BackTest: Sendable, Equatable {
  /// The largest size that the fit knew.
  public var origin: Int
  /// The size that was to be found: the fit was asked where the error is the mean error measured there.
  public var size: Int
  /// The size that the fit gave: 0 if it is never above that error, ∞ if it never gets there.
  public var predicted: Double
  /// The error of the fit at `size`, minus the one measured.
  public var difference: Double

  /// Creates a back-test from its parts.
  public init(origin: Int, size: Int, predicted: Double, difference: Double) {
    self.origin = origin
    self.size = size
    self.predicted = predicted
    self.difference = difference
  }

  /// log(size / origin): how far the fit had to be extrapolated.
  var distance: Double { log(Double(size) / Double(origin)) }
  /// log(predicted / size), as `predicted` would have been answered: not below the largest size known.
  var miss: Double { log(max(predicted, Double(origin)) / Double(size)) }
  /// Whether the number would have been an answer.
  var isAnswer: Bool { predicted <= FittedCurve.furthest * Double(origin) }
}

/// How far off back-tests were, in proportion to how far they went.
struct BackTestError: Sendable, Equatable {
  /// The fewest origins that say how far off extrapolations are.
  static let fewestOrigins = 3

  /// Number of sizes that were extrapolated from.
  var origins: Int
  /// The longest distance, log(size / origin).
  var furthest: Double
  /// The root mean square of log(predicted / size), divided by that of log(size / origin).
  var ratio: Double

  /// Of those tests that gave a number; nil with too few origins.
  init?(_ tests: [BackTest]) {
    let answered = tests.filter(\.isAnswer)
    origins = Set(answered.map(\.origin)).count
    guard origins >= Self.fewestOrigins else { return nil }
    furthest = answered.map(\.distance).max() ?? 0
    ratio = (answered.reduce(0) { $0 + $1.miss * $1.miss } / answered.reduce(0) { $0 + $1.distance * $1.distance })
      .squareRoot()
  }

  /// Half the width of the 95 % interval, on log n, of an extrapolation over `distance`; nil if none of the tests went so
  /// far.
  ///
  /// Errors are in proportion to the distance, as those of a wrong slope are (the scaled residuals of conformal
  /// prediction; J. Lei and others, Journal of the American Statistical Association 113, 2018, section 5.2). The tests
  /// from one origin go wrong together, so that Student's t has as many degrees of freedom as there are origins.
  func margin(over distance: Double) -> Double? {
    distance <= furthest + Interval.rounding
      ? studentQuantile(within: 0.95, degrees: origins) * ratio * distance : nil
  }
}
