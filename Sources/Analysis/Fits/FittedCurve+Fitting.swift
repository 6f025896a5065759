import CurveFitting
import Foundation
import NeuralNetwork
import Study
import Threads

extension FittedCurve {
  /// Number of resamples that are refitted.
  static let resamples = 400
  /// The fewest sizes that are fitted: enough for a family of three parameters, a size to hold out and one to spare.
  public static let fewestSizes = FigureName.fewestFittedSizes

  /// Nil with fewer than ``fewestSizes`` sizes that have results, and of a metric without a best value.
  init?(_ curve: MeasuredCurve, metric: Metric, bootstrap: ReplicateBootstrap) {
    let cells = curve.cells.filter { $0.count > 0 }
    guard metric.best != nil, cells.count >= Self.fewestSizes, let first = cells.first, let last = cells.last else {
      return nil
    }
    let values = cells.map { cell in cell.test.map { $0.flatMap(metric.error) } }
    let sizes = cells.map { Double($0.size) }
    let unit = (Double(first.size) * Double(last.size)).squareRoot()
    let variances = Self.variances(sizes: sizes, values)
    // Equal weights where there is no spread to go by.
    let weights = variances?.map { 1 / $0 } ?? sizes.map { _ in 1 }
    @Sendable func points(_ errors: [Double]) -> CurvePoints {
      CurvePoints(sizes: sizes, errors: errors, weights: weights, unit: unit)
    }
    let errors = values.map { cell in
      let present = cell.compactMap { $0 }
      return present.reduce(0, +) / Double(present.count)
    }
    let heldOut = Self.heldOut(sizes)
    let measured = HoldOut(points(errors), heldOut: heldOut)
    let attempts = CurveFamily.allCases.compactMap { family -> (fit: Fit, shorter: CurveFit)? in
      guard let whole = CurveFit(family, measured.points), let shorter = CurveFit(family, measured.kept) else {
        return nil
      }
      let fit = Fit(
        curve: whole, holdOutError: measured.error(of: shorter),
        reducedChiSquared: variances.map { _ in whole.weightedSquares / Double(whole.degreesOfFreedom) })
      return (fit, shorter)
    }
    // Of families that fit alike, as one can be the limit of another, the one with the fewest parameters comes first.
    let least = attempts.map(\.fit.holdOutError).min() ?? 0
    func order(_ fit: Fit) -> (Int, Double) {
      let isBest = fit.holdOutError - least <= 1e-6 * max(least, measured.flatError)
      return (isBest ? fit.curve.family.parameterCount : .max, fit.holdOutError)
    }
    let fits = attempts.sorted { order($0.fit) < order($1.fit) }
    let replicates = cells.map(\.count).min() ?? 0

    let best = Self.best(of: fits.map(\.fit), flatHoldOutError: measured.flatError)
    self.init(
      key: curve.key, metric: metric, sizes: cells.map(\.size), errors: errors, replicates: replicates,
      heldOut: heldOut,
      fits: fits.map(\.fit), flatHoldOutError: measured.flatError,
      backTests: Lazy {
        (0..<cells.count).dropFirst(Self.fewestSizes).flatMap { count in
          let known = MeasuredCurve(key: curve.key, cells: Array(cells.prefix(count)))
          let fitted = FittedCurve(known, metric: metric, bootstrap: bootstrap)
          return fitted?.backTests(at: cells.dropFirst(count).map(\.size), errors: errors.dropFirst(count)) ?? []
        }
      },
      refits: Lazy {
        guard bootstrap.hasIntervals(replicates), !fits.isEmpty else { return Refits() }
        var refits = Refits(tail: bootstrap.tail(replicates))
        // Other test samples change errors as they change the metric, up to a sign that all sizes share.
        let replicates = zip(values, cells).map { ReplicateValues($0, sampling: $1.replicates.sampling) }
        refits.resampled = bootstrap.means(replicates, first: Self.resamples).map { errors in
          (errors, Self.best(HoldOut(points(errors), heldOut: heldOut), fits))
        }
        refits.asymptote = refits.asymptote(of: best, metric: metric, error: errors.last)
        return refits
      })
  }

  /// How many of the largest sizes are held out: those beyond half the largest, so that the fit to the others must
  /// extrapolate by a factor of two, but leaving as many sizes as the smallest families need.
  static func heldOut(_ sizes: [Double]) -> Int {
    let beyond = sizes.count { 2 * $0 > sizes.last ?? 0 }
    return max(1, min(beyond, sizes.count - fewestSizes + 1))
  }

  /// The fit of the family that predicts best in a resample; nil if none fits.
  private static func best(_ resample: HoldOut, _ fits: [(fit: Fit, shorter: CurveFit)]) -> CurveFit? {
    let predictions = fits.compactMap { fit, shorter -> (fit: CurveFit, error: Double)? in
      CurveFit(shorter.family, resample.kept, from: shorter).map { (fit.curve, resample.error(of: $0)) }
    }
    for (fit, _) in predictions.sorted(by: { $0.error < $1.error }) {
      if let refit = CurveFit(fit.family, resample.points, from: fit) { return refit }
    }
    return nil
  }

  /// Where the best fit puts the errors measured at larger `sizes`, as far as fits are extrapolated at all.
  private func backTests(at sizes: [Int], errors: ArraySlice<Double>) -> [BackTest] {
    guard let best, let origin = self.sizes.last else { return [] }
    return zip(sizes, errors).filter { Double($0.0) <= Self.furthest * Double(origin) }.map { size, error in
      BackTest(
        origin: origin, size: size, predicted: best.curve.size(error: error),
        difference: best.curve.error(at: Double(size)) - error)
    }
  }

  /// Variances of the means. As those of few replicates are rough, their logarithm is smoothed by a line in log n; nil
  /// where there is no spread to go by.
  static func variances(sizes: [Double], _ values: [[Double?]]) -> [Double]? {
    let spreads = zip(sizes, values).compactMap { size, cell -> (x: Double, y: Double)? in
      let present = cell.compactMap { $0 }
      let mean = present.reduce(0, +) / Double(max(present.count, 1))
      let squares = present.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      guard present.count > 1, squares > 0 else { return nil }
      return (log(size), log(squares / Double(present.count - 1)))
    }
    guard spreads.count > 2 else { return nil }
    let count = Double(spreads.count)
    let meanX = spreads.reduce(0) { $0 + $1.x } / count
    let meanY = spreads.reduce(0) { $0 + $1.y } / count
    let slope =
      spreads.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) }
      / spreads.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
    return zip(sizes, values).map { size, cell in
      exp(meanY + slope * (log(size) - meanX)) / Double(cell.count { $0 != nil })
    }
  }

  /// A curve with its largest sizes held out.
  private struct HoldOut {
    var points: CurvePoints
    var kept: CurvePoints
    private var heldOut: Int

    init(_ points: CurvePoints, heldOut: Int) {
      self.points = points
      self.heldOut = heldOut
      kept = points.prefix(points.sizes.count - heldOut)
    }

    /// Root mean square error of a fit to the sizes kept at those held out.
    func error(of fit: CurveFit) -> Double { rootMeanSquare { fit.error(at: $0) } }

    var flatError: Double { rootMeanSquare { _ in kept.errors.last ?? 0 } }

    private func rootMeanSquare(_ prediction: (Double) -> Double) -> Double {
      let squares = zip(points.sizes, points.errors).suffix(heldOut).map { size, error in
        let difference = prediction(size) - error
        return difference * difference
      }
      return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
    }
  }
}

extension FittedCurve.Refits {
  /// The asymptote of the best fit with the interval of those of the resamples; nil if it says nothing. `error` is the mean
  /// error at the largest size.
  fileprivate func asymptote(of best: FittedCurve.Fit?, metric: Metric, error: Double?) -> Interval? {
    let asymptotes = resampled.compactMap { $0.fit.flatMap { metric.value(atError: $0.asymptote) } }
    guard let best, asymptotes.count == resampled.count, !asymptotes.isEmpty else { return nil }
    // A curve that shows no sign of levelling off has no meaningful asymptote; its fits end at no error at all.
    guard let error, best.curve.asymptote > 0.05 * error,
      let asymptote = metric.value(atError: best.curve.asymptote), let nearlyBest = metric.value(atError: 0.05 * error)
    else { return nil }
    let ordered = asymptotes.sorted()
    let (low, high) = (quantile(tail, of: ordered), quantile(1 - tail, of: ordered))
    // Nor has one that might not level off, or whose interval is as wide as what is left to learn at the largest size.
    let better = metric.isBetter(high, than: low) ? high : low
    guard metric.isBetter(nearlyBest, than: better), high - low < error else { return nil }
    return Interval(mean: asymptote, low: low, high: high).kept(within: metric.bounds)
  }
}
