import Analysis
import CurveFitting
import NeuralNetwork
import Study

/// `fits.tsv`: the fit of each family of learning curves to every curve with enough sizes, the best prediction first.
///
/// Parameters are those of the distance from the metric's best value (of accuracy the error, 1 − test accuracy) as a
/// function of the training-set size; see `CurveFamily`.
enum FitsTable {
  /// A family on a curve.
  private struct Row {
    var curve: FittedCurve
    var fit: FittedCurve.Fit
    var isBest: Bool { fit.curve == curve.best?.curve }
  }

  static func table(_ analysis: StudyAnalysis) -> Table {
    let display = analysis.study.metric.display
    let rows = analysis.curvesWithAsymptotes().flatMap { curve in curve.fits.map { Row(curve: curve, fit: $0) } }
    return Table(rows) {
      RowColumn.model(analysis.study, \.curve.key)
      RowColumn.varied(analysis.study, \.curve.key.varied)
      RowColumn.rule(\.curve.key.rule)
      RowColumn("n", \.curve.replicates)
      RowColumn("sizes", \.curve.sizes.count)
      RowColumn("held_out", \.curve.heldOut)
      RowColumn("family", \.fit.curve.family.rawValue)
      RowColumn("residual_sd", display) { $0.curve.residualDeviation(of: $0.fit) }
      RowColumn("reduced_chi_squared", .decimals(2), \.fit.reducedChiSquared)
      RowColumn("hold_out_error", display, \.fit.holdOutError)
      RowColumn("flat_hold_out_error", display, \.curve.flatHoldOutError)
      RowColumn("back_tests", \.curve.backTests.count)
      RowColumn("back_test_error", display, \.curve.backTestError)
      RowColumn("best") { $0.isBest ? "yes" : "no" }
      RowColumn("asymptote", display) { $0.curve.metric.value(atError: $0.fit.curve.asymptote) }
      RowColumn("asymptote_low", display) { $0.isBest ? $0.curve.asymptote?.low : nil }
      RowColumn("asymptote_high", display) { $0.isBest ? $0.curve.asymptote?.high : nil }
      ["a", "b", "c", "s", "d"].map { name in
        RowColumn(name, .significant) { $0.fit.curve.parameters.first { $0.name == name }?.value }
      }
    }
  }
}
