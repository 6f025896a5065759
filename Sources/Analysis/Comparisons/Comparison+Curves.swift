import NeuralNetwork
import Study

extension Comparison {
  /// Compares the models of each curve at each of its sizes, corrected for all of them.
  static func comparisons(
    _ curves: [PairedCurve], metric: Metric, test: MeanTest
  ) -> [Comparison] {
    var comparisons = curves.concurrentMap { curve in
      curve.cells.map { cell in
        Comparison(
          metric: metric, contrast: curve.contrast, size: cell.size, rule: curve.rule, pairs: cell.pairs,
          independentPairs: test.independentCount(cell.difference), firstRuns: cell.firstRuns,
          secondRuns: cell.secondRuns, difference: test.interval(cell.difference),
          gapDifference: test.interval(cell.gap), pairwise: MeanTest.Values(single: 1, corrected: 1))
      }
    }.flatMap { $0 }
    let cells = curves.flatMap { $0.cells.map(\.difference) }
    let first = comparisons.flatMap(\.contrast.sides).map(\.modelIndex).min()
    let pairwise = test.values(cells)
    for (index, values) in pairwise.enumerated() {
      let signs = test.signs(cells[index].map { $0.map { metric.sign * $0 } })
      comparisons[index].pairwise = values
      comparisons[index].familySize = cells.count
      (comparisons[index].firstAhead, comparisons[index].secondAhead) = (signs.above, signs.below)
    }
    let withFirst = comparisons.indices.filter { index in
      first.map(comparisons[index].contrast.contains(modelAt:)) ?? false
    }
    // With two models both families are one.
    let againstFirst = withFirst.count == cells.count ? pairwise : test.values(withFirst.map { cells[$0] })
    for (index, values) in zip(withFirst, againstFirst) { comparisons[index].againstFirst = values.corrected }
    return comparisons
  }
}
