public import Study
import Threads

/// Everything that figures and tables are drawn from: values computed once from a study's results. Fits take longest; they
/// are computed when they are first asked for.
public struct StudyAnalysis: Sendable {
  public var study: StudyDescription
  /// Curve by curve (sorted by model, varied settings and rule), each by size.
  public var curves: [CurvePoint]
  /// Those of the largest size, sorted by model and varied settings.
  public var epochCurves: [EpochCurve]
  /// Of the largest size, where batch losses were recorded, sorted by model and varied settings.
  public var batchLossCurves: [BatchLossCurve]
  /// Of the largest size, where dead neurons were recorded, sorted by model, varied settings and layer.
  public var deadNeuronCurves: [DeadNeuronCurve]
  /// Of the largest size, sorted by model and varied settings.
  public var portraits: [ModelPortrait]
  /// For each size, each rule and each pair of models, the paired difference in the leading metric on test data.
  public var comparisons: [Comparison]
  /// Which model, or setting, is ahead at the largest size; nil with one, or with too many or too few replicates to tell.
  public var standing: Standing?
  /// For each rule and each pair of models that have two sizes in common, where their curves cross.
  public var crossovers: [Crossover]
  /// The values on test data that curves are made of, in the order of `curves`.
  public var measuredCurves: [MeasuredCurve]
  /// A value of the leading metric on test data that the figure `errors` marks; nil for none.
  public var target: Double?
  /// Every curve of enough sizes with what families of learning curves make of it, in the order of `curves`.
  public var fittedCurves: [FittedCurve] {
    get { lazyFits.value }
    set { lazyFits = Lazy { newValue } }
  }
  private var lazyFits: Lazy<[FittedCurve]>
  /// Curves that get significantly worse as training data grow.
  public var drops: [CurveDrop]
  /// For each network, size and rule, what it costs and saves to stop by it.
  public var costs: [RuleCost]
  /// For each configuration and rule, where its test error comes from; empty unless replicates are crossed.
  public var biasVariances: [BiasVariance]

  public init(
    study: StudyDescription, curves: [CurvePoint], epochCurves: [EpochCurve], comparisons: [Comparison],
    standing: Standing? = nil, crossovers: [Crossover] = [], measuredCurves: [MeasuredCurve] = [],
    fittedCurves: @autoclosure @escaping @Sendable () -> [FittedCurve] = [],
    drops: [CurveDrop] = [], costs: [RuleCost] = [], biasVariances: [BiasVariance] = [],
    batchLossCurves: [BatchLossCurve] = [],
    deadNeuronCurves: [DeadNeuronCurve] = [],
    portraits: [ModelPortrait] = []
  ) {
    self.study = study
    self.curves = curves
    self.epochCurves = epochCurves
    self.comparisons = comparisons
    self.standing = standing
    self.crossovers = crossovers
    self.measuredCurves = measuredCurves
    lazyFits = Lazy(fittedCurves)
    self.drops = drops
    self.costs = costs
    self.biasVariances = biasVariances
    self.batchLossCurves = batchLossCurves
    self.deadNeuronCurves = deadNeuronCurves
    self.portraits = portraits
  }
}
