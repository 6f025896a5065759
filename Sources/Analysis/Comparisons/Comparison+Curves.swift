import NeuralNetwork
import Study

extension Comparison {
  /// Compares the two sides of each curve at each of its sizes, corrected for all that answer the same question.
  static func comparisons(
    _ curves: [PairedCurve], metric: Metric, test: MeanTest
  ) -> [Comparison] {
    var comparisons = curves.concurrentMap { curve in
      curve.cells.map { cell in
        var comparison = Comparison(
          metric: metric, contrast: curve.contrast, size: cell.size, rule: curve.rule, pairs: cell.pairs,
          independentPairs: cell.difference.isPaired ? test.independentCount(cell.difference.values) : 0,
          firstRuns: cell.firstRuns,
          secondRuns: cell.secondRuns,
          difference: cell.interval(test, of: metric),
          gapDifference: test.interval(cell.gap, within: metric.bounds.differences.differences),
          pairwise: MeanTest.Values(single: 1, corrected: 1))
        comparison.isPaired = cell.difference.isPaired
        (comparison.firstCount, comparison.secondCount) = cell.difference.sideCounts
        return comparison
      }
    }.flatMap { $0 }
    let cells = curves.flatMap { $0.cells.map(\.difference) }
    // What is asked about a setting makes no answer about depth less certain.
    let questions = comparisons.map(\.contrast.kind.question)
    for (_, family) in Dictionary(grouping: comparisons.indices, by: { questions[$0] }) {
      for (index, values) in zip(family, test.values(family.map { cells[$0] })) {
        let pairs = cells[index].isPaired ? cells[index].values : []
        let signs = test.signs(pairs.map { $0.map { metric.sign * $0 } })
        comparisons[index].pairwise = values
        if comparisons[index].difference == nil { comparisons[index].pairwise.detectable = nil }
        comparisons[index].familySize = family.count
        comparisons[index].coversTestSamples = cells[index].sampling != nil
        (comparisons[index].firstAhead, comparisons[index].secondAhead) = (signs.above, signs.below)
      }
    }
    addVerdictsAgainstFirst(&comparisons, cells, test)
    return comparisons
  }

  /// Corrects comparisons of depth with the first model for these alone.
  private static func addVerdictsAgainstFirst(
    _ comparisons: inout [Comparison], _ cells: [ReplicateValues], _ test: MeanTest
  ) {
    let ofDepth = comparisons.indices.filter { comparisons[$0].contrast.isOfDepth }
    let first = ofDepth.flatMap { comparisons[$0].contrast.sides.map(\.modelIndex) }.min()
    let withFirst = ofDepth.filter { index in
      first.map(comparisons[index].contrast.contains(modelAt:)) ?? false
    }
    // With two models both families are one.
    let values =
      withFirst.count == ofDepth.count
      ? withFirst.map { comparisons[$0].pairwise } : test.values(withFirst.map { cells[$0] })
    for (index, values) in zip(withFirst, values) { comparisons[index].againstFirst = values.corrected }
  }
}
