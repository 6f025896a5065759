public import NeuralNetwork
public import Study

/// All values that figures and tables are drawn from, computed once from a study's results.
///
/// Fits take the longest, so they are computed only when they are first read.
public struct StudyAnalysis: Sendable {
  /// The study that was analysed.
  public var study: StudyDescription
  /// Points of all learning curves, curve by curve (sorted by model, varied settings and rule), each curve by size.
  public var curves: [CurvePoint]
  /// Mean training histories at the largest size, sorted by model and varied settings.
  public var epochCurves: [EpochCurve]
  /// Batch losses at the largest size, where they were recorded, sorted by model and varied settings.
  public var batchLossCurves: [BatchLossCurve]
  /// Shares of dead neurons at the largest size, where they were recorded, sorted by model, varied settings and layer.
  public var deadNeuronCurves: [DeadNeuronCurve]
  /// Pictures of trained models at the largest size, sorted by model and varied settings.
  public var portraits: [ModelPortrait]
  /// The paired difference in the leading metric on test data for each size, each rule and each pair of models.
  public var comparisons: [Comparison]
  /// Numbers of replicates, ascending, of earlier looks at the verdicts, which the tests account for.
  public var looks: [Int] = []
  /// How unequal the classes of the test sets are, on average; nil if that is not known.
  public var classBalance: ClassBalance?
  /// Whether no trial at the largest size has a better value of the leading metric on test data than a model that knows nothing
  /// may have by chance; false where that is not known.
  public var isWithinChance = false
  /// Whether the study is finished, so that its verdicts count.
  public var isFinal = true
  /// How precisely differences are known; nil unless the study asks for a precision.
  public var precision: AchievedPrecision?
  /// Which model or setting is best at the largest size; nil with only one, or with too many or too few replicates to
  /// tell.
  public var standing: Standing?
  /// All ways to compare two models, for each pair of models and each size; empty unless a key is varied or tuned.
  public var specifications: [SpecificationCurve]
  /// What was chosen of the settings under `tune`, in the order of the study; empty if nothing is tuned.
  public var choices: [TunedChoice]
  /// Where the curves cross, for each rule and each pair of models that have at least two sizes in common.
  public var crossovers: [Crossover]
  /// The test values of every replicate that `curves` are made of, in the same order.
  public var measuredCurves: [MeasuredCurve]
  /// A value of the leading metric on test data to mark in the figure `errors`, or nil for none.
  public var target: Double?
  /// How figures are drawn.
  public var style = FigureStyle()
  /// The models of the whole study, where this is a selection of it, so that each keeps its colour; nil for those of
  /// `curves`.
  public var allModels: [CurveKey]?
  /// The points by which figures find the best models and settings, where `curves` are those of some panels; nil for `curves`.
  public var rankedCurves: [CurvePoint]?
  /// The learning-curve families fitted to each curve with enough sizes, in the order of `curves`.
  public var fittedCurves: [FittedCurve] {
    get { fits.all }
    set { fits = FittedCurves(newValue) }
  }
  var fits: FittedCurves

  /// Returns the curves of ``fittedCurves``, or those under one rule, with their asymptotes computed on all cores.
  public func curvesWithAsymptotes(under rule: StoppingRule? = nil) -> [FittedCurve] { fits.refitted(under: rule) }
  /// Curves on which more training data make the leading metric significantly worse.
  public var drops: [CurveDrop]
  /// Widths at which wider networks are significantly worse in the leading metric.
  public var widthDrops: [WidthDrop]
  /// What each stopping rule costs and saves, for each network and size.
  public var costs: [RuleCost]
  /// The parts of the test error, for each configuration and rule; empty unless replicates are crossed.
  public var biasVariances: [BiasVariance]

  /// Creates an analysis from its parts. The fits are evaluated only when ``fittedCurves`` is first read.
  public init(
    study: StudyDescription, curves: [CurvePoint], epochCurves: [EpochCurve], comparisons: [Comparison],
    standing: Standing? = nil, specifications: [SpecificationCurve] = [],
    choices: [TunedChoice] = [], crossovers: [Crossover] = [],
    measuredCurves: [MeasuredCurve] = [],
    fittedCurves: [FittedCurve] = [],
    drops: [CurveDrop] = [], widthDrops: [WidthDrop] = [], costs: [RuleCost] = [], biasVariances: [BiasVariance] = [],
    batchLossCurves: [BatchLossCurve] = [],
    deadNeuronCurves: [DeadNeuronCurve] = [],
    portraits: [ModelPortrait] = []
  ) {
    self.study = study
    self.curves = curves
    self.epochCurves = epochCurves
    self.comparisons = comparisons
    self.standing = standing
    self.specifications = specifications
    self.choices = choices
    self.crossovers = crossovers
    self.measuredCurves = measuredCurves
    fits = FittedCurves(fittedCurves)
    self.drops = drops
    self.widthDrops = widthDrops
    self.costs = costs
    self.biasVariances = biasVariances
    self.batchLossCurves = batchLossCurves
    self.deadNeuronCurves = deadNeuronCurves
    self.portraits = portraits
  }
}
