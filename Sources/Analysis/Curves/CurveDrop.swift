import NeuralNetwork

/// A learning curve that gets worse: with more training data the leading metric is significantly worse on test data.
///
/// The largest significant drop of a curve is reported, corrected for all pairs of sizes of all curves. On how common such curves are: T. Viering, M. Loog and others, LCDB 1.1 (2025).
public struct CurveDrop: Sendable, Equatable {
  /// The curve: a model, its varied settings and the stopping rule.
  public var key: CurveKey
  /// The size before the drop.
  public var from: Int
  /// The larger size, at which the metric is worse.
  public var to: Int
  /// The metric on test data at `to` minus that at `from`, paired by replicate.
  public var change: Interval
  /// The p-value of the drop, corrected.
  public var p: Double
  /// The first larger size at which the drop is made good: the metric is significantly better than at `to`, and its interval
  /// does not lie below what it was at `from`. Nil if there is none.
  public var recovery: Int?
}

extension CurveDrop {
  static func drops(
    _ curves: [MeasuredCurve], metric: Metric, test: MeanTest, mayBeUnpaired: Bool = false
  ) -> [CurveDrop] {
    let descents = Descent.worst(
      curves.map(\.cells), endingWhere: .back, metric: metric, test: test, mayBeUnpaired: mayBeUnpaired)
    return zip(curves, descents).compactMap { curve, descent in
      descent.map {
        CurveDrop(
          key: curve.key, from: curve.cells[$0.from].size, to: curve.cells[$0.to].size, change: $0.change, p: $0.p,
          recovery: $0.recovery.map { curve.cells[$0].size })
      }
    }
  }
}
