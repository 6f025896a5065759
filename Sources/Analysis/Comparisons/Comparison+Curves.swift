import NeuralNetwork
import Study

extension Comparison {
  /// Compares the models of each curve at each of its sizes.
  ///
  /// Studies that vary further settings are corrected for each of these on its own, as a map of verdicts is drawn for each.
  static func comparisons(
    _ curves: [PairedCurve], metric: Metric, bootstrap: ReplicateBootstrap, test: SignFlipTest
  ) -> [Comparison] {
    var comparisons = curves.flatMap { curve in
      curve.cells.map { cell in
        Comparison(
          metric: metric, contrast: curve.contrast, size: cell.size, rule: curve.rule, pairs: cell.pairs,
          independentPairs: test.independentCount(cell.difference), firstRuns: cell.firstRuns,
          secondRuns: cell.secondRuns, difference: bootstrap.interval(cell.difference),
          gapDifference: bootstrap.interval(cell.gap), pairwise: SignFlipTest.Values(single: 1, corrected: 1))
      }
    }
    let cells = curves.flatMap { $0.cells.map(\.difference) }
    let first = comparisons.flatMap(\.contrast.sides).map(\.modelIndex).min()
    for family in Dictionary(grouping: comparisons.indices, by: { comparisons[$0].contrast.varied }).values {
      let pairwise = test.values(family.map { cells[$0] })
      for (index, values) in zip(family, pairwise) {
        (comparisons[index].pairwise, comparisons[index].familySize) = (values, family.count)
      }
      let withFirst = family.filter { index in first.map(comparisons[index].contrast.contains(modelAt:)) ?? false }
      // With two models both families are one.
      let againstFirst = withFirst.count == family.count ? pairwise : test.values(withFirst.map { cells[$0] })
      for (index, values) in zip(withFirst, againstFirst) {
        comparisons[index].againstFirst = values.corrected
      }
    }
    return comparisons
  }
}
