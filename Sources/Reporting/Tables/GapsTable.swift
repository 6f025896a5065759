import Analysis
import Study

/// `gaps.tsv`: the overfitting gap at every point.
enum GapsTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    let metric = analysis.study.metric
    let means: [Measure] = [.train(metric), .test(metric)]
    let gaps: [Measure] = [.gap(metric), .lossGap]
    return Table(
      columns: CurvesTable.leadingColumns(analysis.study)
        + means.map { Table.Column($0.name, $0.display) } + gaps.flatMap(intervalColumns),
      rows: analysis.curves.map { point in
        CurvesTable.leadingCells(point) + means.map { Table.Cell(point[$0]?.mean) }
          + gaps.flatMap {
            intervalCells(point[$0])
          }
      })
  }
}
