import NeuralNetwork

/// A learning curve that is not what it should be: with more training data the leading metric is significantly worse on
/// test data.
///
/// Every two sizes of every curve (of up to sixteen, evenly chosen) are compared, paired by replicate, by the sign-flip
/// test corrected for all of them that have the same varied settings; of a curve the largest significant drop is told. Two
/// sizes at which no replicate is distinguishable from chance are not compared: nothing learnt is lost. How common such
/// curves are: T. Viering, M. Loog and others, LCDB 1.1 (2025).
public struct CurveDrop: Sendable, Equatable {
  public var key: CurveKey
  /// The sizes, the metric at the second worse than that at the first.
  public var from: Int
  public var to: Int
  /// The metric on test data at `to` − at `from`.
  public var change: Interval
  /// Corrected.
  public var p: Double
  /// The size at which the metric is significantly better than at `to` again, so that the curve dips; nil if there is none.
  public var recovery: Int?
}

extension CurveDrop {
  /// Sizes of a curve that are compared: pairs of them grow with their square, and a dip that shows only between close
  /// neighbours is hard to find among many.
  static let mostSizes = 16

  static func drops(
    _ curves: [MeasuredCurve], metric: Metric, bootstrap: ReplicateBootstrap, test: SignFlipTest
  ) -> [CurveDrop] {
    let groups = Dictionary(grouping: curves.indices) { curves[$0].key.varied }
    var drops: [Int: CurveDrop] = [:]
    for group in groups.values {
      let steps = group.flatMap { index in Step.steps(of: curves[index], index) }
      let values = test.values(steps.map(\.differences))
      for index in group {
        let significant = zip(steps, values).filter { $0.curve == index && $1.corrected <= Comparison.level }
          .compactMap { step, values in
            bootstrap.interval(step.differences).map { (step: step, change: $0, p: values.corrected) }
          }
        let falls = significant.filter { $0.change.side(for: metric) < 0 }
        guard let worst = falls.min(by: { metric.isBetter($1.change.mean, than: $0.change.mean) }) else { continue }
        let recovery = significant.first { $0.step.from == worst.step.to && $0.change.side(for: metric) > 0 }
        drops[index] = CurveDrop(
          key: curves[index].key, from: worst.step.from, to: worst.step.to, change: worst.change, p: worst.p,
          recovery: recovery?.step.to)
      }
    }
    return curves.indices.compactMap { drops[$0] }
  }

  /// From one size of a curve to a larger.
  private struct Step {
    var curve: Int
    var from: Int
    var to: Int
    /// By replicate.
    var differences: [Double?]

    static func steps(of curve: MeasuredCurve, _ index: Int) -> [Step] {
      let cells = curve.cells.evenlyChosen(CurveDrop.mostSizes)
      return cells.indices.flatMap { first in
        cells[(first + 1)...].filter { !(cells[first].isAtChance && $0.isAtChance) }.map { last in
          Step(
            curve: index, from: cells[first].size, to: last.size,
            differences: zip(cells[first].test, last.test).map { before, after in
              before.flatMap { before in after.map { $0 - before } }
            })
        }
      }
    }
  }
}
