import NeuralNetwork

/// A learning curve that gets worse: with more training data the leading metric is significantly worse on test data.
///
/// All pairs of sizes of every curve (up to sixteen sizes, evenly chosen) are compared, paired by replicate, by
/// ``MeanTest``, corrected for all curves. The largest significant drop of a curve is
/// reported. Two sizes are not compared if no replicate at either is distinguishable from chance, as nothing learnt is
/// lost there. On how common such curves are: T. Viering, M. Loog and others, LCDB 1.1 (2025).
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
  /// The first larger size at which the metric is significantly better than at `to`; nil if there is none.
  public var recovery: Int?
}

extension CurveDrop {
  /// Sizes of a curve that are compared: pairs of them grow with their square, and a dip that shows only between close
  /// neighbours is hard to find among many.
  static let mostSizes = 16

  static func drops(
    _ curves: [MeasuredCurve], metric: Metric, test: MeanTest
  ) -> [CurveDrop] {
    let steps = Array(curves.indices).concurrentMap { Step.steps(of: curves[$0], $0) }.flatMap { $0 }
    let values = test.values(steps.map(\.differences))
    let significant = Dictionary(
      grouping: zip(steps, values).filter { $1.corrected <= Comparison.level }, by: \.0.curve)
    return curves.indices.compactMap { index -> CurveDrop? in
      let changes = significant[index] ?? []
      // Most steps are gains, and intervals take time.
      let falls = changes.filter { metric.isBetter(0, than: $0.0.differences.mean) }.compactMap { step, values in
        test.interval(step.differences).map { (step: step, change: $0, p: values.corrected) }
      }.filter { $0.change.side(for: metric) < 0 }
      guard let worst = falls.min(by: { metric.isBetter($1.change.mean, than: $0.change.mean) }) else { return nil }
      let recovery = changes.first { step, _ in
        step.from == worst.step.to && (test.interval(step.differences)?.side(for: metric) ?? 0) > 0
      }
      return CurveDrop(
        key: curves[index].key, from: worst.step.from, to: worst.step.to, change: worst.change, p: worst.p,
        recovery: recovery?.0.to)
    }
  }

  /// From one size of a curve to a larger.
  private struct Step {
    var curve: Int
    var from: Int
    var to: Int
    var differences: ReplicateValues

    static func steps(of curve: MeasuredCurve, _ index: Int) -> [Step] {
      let cells = curve.cells.evenlySpaced(CurveDrop.mostSizes)
      return cells.indices.flatMap { first in
        cells[(first + 1)...].filter { !(cells[first].isAtChance && $0.isAtChance) }.map {
          Step(
            curve: index, from: cells[first].size, to: $0.size,
            differences: ReplicateValues(
              zip(cells[first].test, $0.test).map { before, after in
                before.flatMap { before in after.map { $0 - before } }
              },
              terms: zip(cells[first].values, $0.values).map { before, after in
                before.flatMap { before in after.map { [(1, $0), (-1, before)] } }
              }))
        }
      }
    }
  }
}
