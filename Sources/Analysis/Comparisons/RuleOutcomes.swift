import NeuralNetwork
public import Study

/// What the trials of a study show under its rules: learning curves, and which model is better where.
///
/// It is the part of a ``StudyAnalysis`` that depends on nothing but where training stops.
public struct RuleOutcomes: Sendable {
  /// As ``StudyAnalysis/curves``.
  public let curves: [CurvePoint]
  /// As ``StudyAnalysis/comparisons``.
  public let comparisons: [Comparison]
  let cells: [ConfigurationRuns]
  let lost: LostRuns
  let paired: [PairedCurve]

  /// Sums up the trials of `results`, with resamples of the same study, however it stops.
  ///
  /// `measures` are those that the curves have; nil for all.
  public init(_ results: StudyResults, _ resamples: StudyResamples, measures: [Measure]? = nil) {
    let study = results.study
    cells = results.byConfiguration
    curves = CurvePoint.byCurve(
      cells.concurrentMap {
        CurvePoint.points(
          of: $0, study: study, measures: measures ?? Measure.all(study.metrics), bootstrap: resamples.bootstrap)
      }.flatMap { $0 })
    lost = LostRuns(cells, of: study)
    paired = PairedCurve.curves(cells, of: study, lost, mayBeUnpaired: results.mayBeUnpaired)
    // Means over replicates are compared by nothing.
    comparisons =
      study.origin?.hasMeansOnly == true
      ? [] : Comparison.comparisons(paired, metric: study.metric, test: resamples.test)
  }
}

/// The resamples that all intervals and verdicts of a study rest on, drawn once.
public struct StudyResamples: Sendable {
  let bootstrap: ReplicateBootstrap
  let test: MeanTest

  /// Draws the resamples for these results; the same replicates, seed and looks give the same ones.
  public init(_ results: StudyResults) {
    let study = results.withSizeOfQuantity.study
    bootstrap = ReplicateBootstrap(replicates: study.replicates, seed: study.seed)
    test = MeanTest(bootstrap: bootstrap, seed: study.seed, looks: results.looks, rounding: study.rounding)
  }
}
