public import CurveFitting
import Foundation
public import NeuralNetwork
import Study

/// How many training samples a model needs for a value of the leading metric on test data, as far as its learning curve tells.
///
/// Within the sizes of the study it is where the mean curve gets there, interpolated on log n between two sizes; the
/// interval is that of resamples of whole replicates. Beyond the largest size a fitted curve is asked, and the answer says
/// so.
public struct DataNeed: Sendable, Equatable {
  public enum Answer: Sendable {
    /// Within the sizes, and from there on at every larger one.
    case reached
    /// Already at the smallest size, which stands for any below, and at every larger one.
    case reachedAtSmallest
    /// As ``reached``, but it was reached before, and lost again, at smaller sizes.
    case reachedAgain
    /// At some size, but not at the largest.
    case lost
    /// At no size; this is where a fitted curve gets there.
    case extrapolated
    /// At no size, nor in the resamples: it takes more than the largest.
    case moreThanLargest
    /// At no size; whether it takes more than the largest is not certain.
    case notReached

    /// As tables say it of a curve of `metric`.
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

  public var key: CurveKey
  public var answer: Answer
  /// Training samples; nil where it is not reached.
  public var samples: Double?
  /// The ends of the 95 % interval; nil where there is none, and `high` where it is not within the sizes.
  public var low: Double?
  public var high: Double?
  /// The size at which the curve is worse again after it was there.
  public var isLostAt: Int?
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
  /// The samples that each curve of at least two sizes needs to get to `target`, a value of the leading metric
  /// on test data.
  public func dataNeeds(target: Double) -> [DataNeed] {
    let bootstrap = ReplicateBootstrap(replicates: study.replicates, seed: study.seed)
    let fits = Dictionary(fittedCurves.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    return measuredCurves.sideBySide {
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
    var places = bootstrap.means(cells.map(\.test)).map { means in
      // A size of which a resample has no run is not on its curve.
      let points = zip(logarithms, means).compactMap { x, mean in mean.map { (x: x, y: metric.gain($0, over: target)) }
      }
      let crossing = TargetCrossing(x: points.map(\.x), y: points.map(\.y))
      return isLost ? crossing.first : crossing.last
    }
    let ends = bootstrap.ends(of: &places, count: replicates)
    (low, high) = (size(ends.low), size(ends.high))
    guard answer == .notReached else { return }
    if let extrapolation = fitted?.extrapolation(target: target) {
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
