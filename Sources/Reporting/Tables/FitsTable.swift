import Analysis
import CurveFitting
import NeuralNetwork
import Study

/// `fits.tsv`: what each family of learning curves makes of every curve with enough sizes, the best prediction first.
///
/// Parameters are those of the distance from the metric's best value (of accuracy the error, 1 − test accuracy) as a function of the training-set size; see `CurveFamily`.
enum FitsTable {
  static func table(_ analysis: StudyAnalysis) -> Table {
    let display = analysis.study.metric.display
    let parameters = ["a", "b", "c", "s", "d"]
    return Table(
      columns: ["model", "hidden_layers", "parameters"].map { Table.Column($0) } + analysis.study.variedColumns
        + ["rule", "threshold", "n", "sizes", "held_out", "family"].map { Table.Column($0) }
        + [
          Table.Column("hold_out_error", display), Table.Column("flat_hold_out_error", display), Table.Column("best"),
        ]
        + ["asymptote", "asymptote_low", "asymptote_high"].map { Table.Column($0, display) }
        + parameters.map { Table.Column($0, .significant) },
      rows: analysis.fittedCurves.flatMap { curve in
        curve.fits.map { fit in
          let isBest = fit.curve == curve.best?.curve
          let values = Dictionary(fit.curve.parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
          return [.text(curve.key.model), Table.Cell(curve.key.hidden?.count), Table.Cell(curve.key.parameters)]
            + curve.key.varied.map(Table.Cell.text)
            + [
              .text(curve.key.rule.name), .threshold(curve.key.rule), .integer(curve.replicates),
              .integer(curve.sizes.count), .integer(curve.heldOut), .text(fit.curve.family.rawValue),
              .number(fit.holdOutError), .number(curve.flatHoldOutError), .text(isBest ? "yes" : "no"),
              Table.Cell(curve.metric.value(atError: fit.curve.asymptote)),
            ]
            + (isBest ? [curve.asymptote?.low, curve.asymptote?.high] : [nil, nil]).map { Table.Cell($0) }
            + parameters.map { Table.Cell(values[$0]) }
        }
      })
  }
}
