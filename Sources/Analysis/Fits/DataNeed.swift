public import CurveFitting
import Foundation
public import NeuralNetwork
import Study

/// The number of training samples that a model needs to reach a target value of the leading metric on test data.
///
/// Within the sizes of the study it is where the mean learning curve reaches the target, interpolated on log n between
/// two sizes, with an interval from resamples of whole replicates. Beyond the largest size it comes from a fitted curve,
/// with an interval that is not shorter than back-tests make it, and is marked as extrapolated.
public struct DataNeed: Sendable, Equatable {
  /// How the target is reached, or why there is no number.
  public enum Answer: Sendable {
    /// Within the sizes, and at every larger size from there on.
    case reached
    /// At the smallest size, so perhaps below it too, and at every larger size.
    case reachedAtSmallest
    /// Like ``reached``, but smaller sizes had reached it before and larger ones lost it again.
    case reachedAgain
    /// At some size, but not at the largest.
    case lost
    /// At no size; a fitted curve reaches it beyond the largest.
    case extrapolated
    /// At no size, and the interval lies beyond the largest size: more samples than that are needed.
    case moreThanLargest
    /// At no size; it is uncertain whether more samples than the largest size are needed.
    case notReached

    /// Returns the wording in tables, for a curve of `metric`.
    public func words(_ metric: Metric) -> String {
      switch self {
      case .reached: "reached"
      case .reachedAtSmallest: "reached at the smallest size"
      case .reachedAgain: "reached, after \(metric.worseningParticiple) \(metric.worseSide)"
      case .lost: "reached, but \(metric.worseSide) at the largest size"
      case .extrapolated: "extrapolated"
      case .moreThanLargest: "more than the largest size"
      case .notReached: "not reached"
      }
    }
  }

  /// The curve: a model, its varied settings and the stopping rule.
  public var key: CurveKey
  /// How the target is reached, or why it is not.
  public var answer: Answer
  /// Number of training samples needed; nil where the target is not reached.
  public var samples: Double?
  /// Lower end of the 95 % interval, in training samples; nil without one.
  public var low: Double?
  /// Upper end of the 95 % interval, in training samples; nil without one, or where it lies beyond the sizes of the
  /// study and nothing was extrapolated.
  public var high: Double?
  /// The first size at which the curve is worse than the target again after reaching it; nil if there is none.
  public var isLostAt: Int?
  /// The largest size measured.
  public var largest: Int
  /// The family of the fitted curve that was extrapolated; nil if nothing was.
  public var family: CurveFamily?
  /// The factor by which the same method was off where it could be checked, for an extrapolation as far as this one
  /// (root mean square on log n); nil if nothing was extrapolated.
  public var backTestFactor: Double?
  /// Number of runs of the curve that diverged and are left out.
  public var diverged: Int

  /// How far beyond the largest size an extrapolation goes: `samples` / `largest`; nil if nothing was extrapolated.
  public var factor: Double? { family == nil ? nil : samples.map { $0 / Double(largest) } }
}

extension StudyAnalysis {
  /// Returns the samples that each curve with at least two sizes needs to reach `target`, a value of the leading metric
  /// on test data.
  public func dataNeeds(target: Double) -> [DataNeed] {
    let bootstrap = ReplicateBootstrap(replicates: study.replicates, seed: study.seed)
    let fits = Dictionary(fittedCurves.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    return measuredCurves.concurrentMap {
      DataNeed($0, metric: study.metric, target: target, fitted: fits[$0.key], bootstrap: bootstrap)
    }.compactMap { $0 }
  }
}

extension DataNeed {
  /// Nil with fewer than two sizes that have results.
  init?(
    _ curve: MeasuredCurve, metric: Metric, target: Double, fitted: FittedCurve?, bootstrap: ReplicateBootstrap
  ) {
    let cells = curve.cells.filter { $0.count > 0 }
    guard cells.count > 1, let smallest = cells.first?.size, let largest = cells.last?.size else { return nil }
    let logarithms = cells.map { log(Double($0.size)) }
    let measured = TargetCrossing(
      x: logarithms, y: cells.map { metric.gain(Self.mean($0.test.compactMap { $0 }), over: target) })
    self.init(
      key: curve.key, answer: .notReached, largest: largest, diverged: curve.cells.reduce(0) { $0 + $1.diverged })
    isLostAt = measured.fall.map { cells[$0].size }
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
    var places = bootstrap.means(cells.map(\.replicates)).map { means in
      let crossing = TargetCrossing(x: logarithms, y: means.map { metric.gain($0, over: target) })
      return isLost ? crossing.first : crossing.last
    }
    guard !places.isEmpty else { return }
    let ends = bootstrap.ends(of: &places, count: replicates)
    (low, high) = (size(ends.low), size(ends.high))
    guard answer == .notReached else { return }
    if let extrapolation = fitted?.extrapolation(target: target) {
      answer = .extrapolated
      (samples, low, high) = (extrapolation.samples, extrapolation.low, extrapolation.high)
      (family, backTestFactor) = (extrapolation.family, extrapolation.backTestFactor)
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
