import Analysis
import Study

/// `curves.tsv`: every point of every learning curve, all measures with intervals.
enum CurvesTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    let measures = Measure.all(analysis.study.metrics)
    return Table(
      columns: leadingColumns(analysis.study) + measures.flatMap(intervalColumns),
      rows: analysis.curves.map { point in leadingCells(point) + measures.flatMap { intervalCells(point[$0]) } })
  }

  static func leadingColumns(_ study: StudyDescription) -> [Table.Column] {
    ["model", "hidden_layers", "parameters"].map { Table.Column($0) } + study.variedColumns
      + ["rule", "threshold", "size", "n", "max_epochs", "diverged", "at_chance"].map { Table.Column($0) }
  }

  static func leadingCells(_ point: CurvePoint) -> [Table.Cell] {
    let key = point.key
    return [.text(key.model), Table.Cell(key.hidden?.count), Table.Cell(key.parameters)]
      + key.varied.map(Table.Cell.text)
      + [
        .text(key.rule.name), .threshold(key.rule), .integer(point.size), .integer(point.count),
        .integer(point.maxEpochs), .integer(point.diverged), .integer(point.atChance),
      ]
  }
}
