import NeuralNetwork

/// The largest significant fall along a row of cells, such as the sizes of a learning curve or the widths of a network.
///
/// All pairs of cells of every row (up to sixteen cells of it, evenly chosen) are compared, paired by replicate, by
/// ``MeanTest``, corrected for all rows. Two cells are not compared if no replicate of either is distinguishable from
/// chance, as nothing learnt is lost there.
struct Descent {
  /// Position in the row before the fall.
  var from: Int
  /// A later position, at which the leading metric is worse.
  var to: Int
  /// The metric on test data at `to` minus that at `from`, paired by replicate.
  var change: Interval
  /// The p-value of the fall, corrected.
  var p: Double
  /// The first later position that ends the fall; nil if there is none.
  var recovery: Int?

  /// What ends a fall. Either way the metric is significantly better than at its lowest.
  enum End {
    /// That is enough, however much of the fall is left.
    case better
    /// It also has to be back where it was: the interval of the difference from there does not lie on the worse side.
    case back
  }

  /// Cells of a row that are compared: pairs of them grow with their square, and a dip that shows only between close
  /// neighbours is hard to find among many.
  static let mostCells = 16

  /// The worst fall of each row; nil where there is none.
  static func worst(
    _ rows: [[MeasuredCurve.Cell]], endingWhere end: End, metric: Metric, test: MeanTest, mayBeUnpaired: Bool
  ) -> [Descent?] {
    func side(_ differences: ReplicateValues) -> Double { test.interval(differences)?.side(for: metric) ?? 0 }
    let steps = Array(rows.indices).concurrentMap { Step.steps(of: rows[$0], $0, mayBeUnpaired: mayBeUnpaired) }.flatMap
    { $0 }
    let values = test.values(steps.map(\.differences))
    let significant = Dictionary(
      grouping: zip(steps, values).filter { $1.corrected <= Comparison.level }, by: \.0.row)
    return rows.indices.map { index -> Descent? in
      let changes = significant[index] ?? []
      // Most steps are gains, and intervals take time.
      let falls = changes.filter { metric.isBetter(0, than: $0.0.differences.mean) }.compactMap { step, values in
        test.interval(step.differences, within: metric.bounds.differences).map {
          (step: step, change: $0, p: values.corrected)
        }
      }.filter { $0.change.side(for: metric) < 0 }
      guard let worst = falls.min(by: { metric.isBetter($1.change.mean, than: $0.change.mean) }) else { return nil }
      let recovery = changes.first { step, _ in
        guard step.from == worst.step.to, side(step.differences) > 0 else { return false }
        return end == .better
          || side(.init(rows[index][step.to], minus: rows[index][worst.step.from], mayBeUnpaired: mayBeUnpaired)) >= 0
      }
      return Descent(
        from: worst.step.from, to: worst.step.to, change: worst.change, p: worst.p, recovery: recovery?.0.to)
    }
  }

  /// From one cell of a row to a later one.
  private struct Step {
    var row: Int
    var from: Int
    var to: Int
    var differences: ReplicateValues

    static func steps(of row: [MeasuredCurve.Cell], _ index: Int, mayBeUnpaired: Bool) -> [Step] {
      let places = Array(row.indices).evenlySpaced(Descent.mostCells)
      return places.indices.flatMap { first in
        places[(first + 1)...].filter { !(row[places[first]].isAtChance && row[$0].isAtChance) }.map {
          Step(
            row: index, from: places[first], to: $0,
            differences: .init(row[$0], minus: row[places[first]], mayBeUnpaired: mayBeUnpaired))
        }
      }
    }
  }
}

extension ReplicateValues {
  /// The differences of what two cells have on test data.
  fileprivate init(_ one: MeasuredCurve.Cell, minus other: MeasuredCurve.Cell, mayBeUnpaired: Bool) {
    self.init(
      SideValues(one.test, samples: one.values), minus: SideValues(other.test, samples: other.values),
      mayBeUnpaired: mayBeUnpaired)
  }
}
