import Analysis
import Study

/// `gaps.tsv`: the overfitting gap at every point.
enum GapsTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    let accuracies: [Measure] = [.trainAccuracy, .testAccuracy]
    let gaps: [Measure] = [.gap, .lossGap]
    return Table(
      columns: CurvesTable.leadingColumns(analysis.study)
        + accuracies.map { Table.Column($0.rawValue, $0.display) } + gaps.flatMap(intervalColumns),
      rows: analysis.curves.map { point in
        CurvesTable.leadingCells(point) + accuracies.map { Table.Cell(point[$0]?.mean) }
          + gaps.flatMap {
            intervalCells(point[$0])
          }
      })
  }
}
