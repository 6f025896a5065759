public import CurveFitting
import Foundation
import Study

/// How many training samples a model needs for a test accuracy, as far as its learning curve tells.
///
/// Within the sizes of the study it is where the mean curve gets there, interpolated on log n between two sizes; the
/// interval is that of resamples of whole replicates. Beyond the largest size a fitted curve is asked, and the answer says
/// so.
public struct DataNeed: Sendable, Equatable {
  public enum Answer: String, Sendable {
    /// Within the sizes, and from there on at every larger one.
    case reached
    /// Already at the smallest size, which stands for any below, and at every larger one.
    case reachedAtSmallest = "reached at the smallest size"
    /// As ``reached``, but it was reached before, and lost again, at smaller sizes.
    case reachedAgain = "reached, after falling below"
    /// At some size, but not at the largest.
    case lost = "reached, but below at the largest size"
    /// At no size; this is where a fitted curve gets there.
    case extrapolated
    /// At no size, nor in the resamples: it takes more than the largest.
    case moreThanLargest = "more than the largest size"
    /// At no size; whether it takes more than the largest is not certain.
    case notReached = "not reached"
  }

  public var key: CurveKey
  public var answer: Answer
  /// Training samples; nil where it is not reached.
  public var samples: Double?
  /// The ends of the 95 % interval; nil where there is none, and `high` where it is not within the sizes.
  public var low: Double?
  public var high: Double?
  /// The size at which the curve is below again after it was there.
  public var fallsBelowAt: Int?
  /// The largest size measured.
  public var largest: Int
  /// What was extrapolated by.
  public var family: CurveFamily?
  /// Runs of the curve that diverged, and are left out.
  public var diverged: Int

  /// How far beyond the largest size an extrapolation is: `samples` / `largest`.
  public var factor: Double? { family == nil ? nil : samples.map { $0 / Double(largest) } }
}

extension StudyAnalysis {
  /// The samples that each curve of at least two sizes needs for `testAccuracy`, a fraction.
  public func dataNeeds(testAccuracy: Double) -> [DataNeed] {
    let bootstrap = ReplicateBootstrap(replicates: study.replicates, seed: study.seed)
    let fits = Dictionary(fittedCurves.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    return measuredCurves.sideBySide {
      DataNeed($0, testAccuracy: testAccuracy, fitted: fits[$0.key], bootstrap: bootstrap)
    }.compactMap { $0 }
  }
}

extension DataNeed {
  /// Nil with fewer than two sizes that have results.
  init?(_ curve: MeasuredCurve, testAccuracy: Double, fitted: FittedCurve?, bootstrap: ReplicateBootstrap) {
    let cells = curve.cells.filter { $0.count > 0 }
    guard cells.count > 1, let smallest = cells.first?.size, let largest = cells.last?.size else { return nil }
    let logarithms = cells.map { log(Double($0.size)) }
    let measured = TargetCrossing(
      x: logarithms, y: cells.map { Self.mean($0.testAccuracy.compactMap { $0 }) - testAccuracy })
    self.init(
      key: curve.key, answer: .notReached, largest: largest, diverged: curve.cells.reduce(0) { $0 + $1.diverged })
    fallsBelowAt = measured.fall.map { cells[$0].size }
    let isLost = measured.last == .infinity && measured.first < .infinity
    if isLost {
      answer = .lost
    } else if measured.last == -.infinity {
      answer = .reachedAtSmallest
    } else if measured.last < .infinity {
      answer = measured.fall == nil ? .reached : .reachedAgain
    }
    func size(_ place: Double) -> Double? { place == .infinity ? nil : max(exp(place), Double(smallest)) }
    samples = size(isLost ? measured.first : measured.last)
    let replicates = cells.map(\.count).min() ?? 0
    guard bootstrap.hasIntervals(replicates) else { return }
    var places = bootstrap.means(cells.map(\.testAccuracy)).map { means in
      // A size of which a resample has no run is not on its curve.
      let points = zip(logarithms, means).compactMap { x, mean in mean.map { (x: x, y: $0 - testAccuracy) } }
      let crossing = TargetCrossing(x: points.map(\.x), y: points.map(\.y))
      return isLost ? crossing.first : crossing.last
    }
    let ends = bootstrap.ends(of: &places, count: replicates)
    (low, high) = (size(ends.low), size(ends.high))
    guard answer == .notReached else { return }
    if let extrapolation = fitted?.extrapolation(testAccuracy: testAccuracy) {
      answer = .extrapolated
      (samples, low, high) = (extrapolation.samples, extrapolation.low, extrapolation.high)
      family = extrapolation.family
    } else if low == nil {
      (answer, low) = (.moreThanLargest, Double(largest))
    }
  }

  private init(key: CurveKey, answer: Answer, largest: Int, diverged: Int) {
    self.key = key
    self.answer = answer
    self.largest = largest
    self.diverged = diverged
  }

  private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
