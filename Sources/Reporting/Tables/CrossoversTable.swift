import Analysis
import Study

/// `crossovers.tsv`: for every two models, rule and threshold, the training-set size from which one is ahead.
///
/// An end beyond the study's sizes is an empty cell; the fractions say on which side it lies.
enum CrossoversTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    Table(
      columns: ["deeper", "shallower"].map { Table.Column($0) } + analysis.study.variedColumns
        + ["rule", "threshold", "pairs", "smallest_size", "largest_size", "leader"].map { Table.Column($0) }
        + ["n", "n_low", "n_high"].map { Table.Column($0, .decimals(0)) }
        + ["below_smallest", "above_largest", "no_crossing", "several"].map { Table.Column($0, .percent) },
      rows: analysis.crossovers.map { crossover in
        [.text(crossover.deeper), .text(crossover.shallower)] + crossover.varied.map(Table.Cell.text)
          + [
            .text(crossover.rule.name), .threshold(crossover.rule), .integer(crossover.pairs),
            .integer(crossover.sizes.lowerBound), .integer(crossover.sizes.upperBound),
            crossover.leader.map(Table.Cell.text) ?? .missing,
          ]
          + [crossover.median, crossover.low, crossover.high].map { Table.Cell($0?.size) }
          + [crossover.belowSmallest, crossover.aboveLargest, crossover.noCrossing, crossover.several].map {
            Table.Cell($0)
          }
      })
  }
}
