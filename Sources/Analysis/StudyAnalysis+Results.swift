import NeuralNetwork
public import Study

extension StudyAnalysis {
  /// Analyses the finished part of a study. Unfinished cells are left out, not guessed.
  public init(_ finished: StudyResults) {
    let results = finished.withSizeOfQuantity
    let (rules, metric) = (results.study.rules, results.study.metric)
    let resamples = StudyResamples(results)
    let (bootstrap, test) = (resamples.bootstrap, resamples.test)
    let outcomes = RuleOutcomes(results, resamples)
    let (cells, lost, paired, comparisons) = (outcomes.cells, outcomes.lost, outcomes.paired, outcomes.comparisons)
    let largest = cells.map(\.configuration.size).max()
    let largestCells = cells.filter { $0.configuration.size == largest }
    let epochCurves = largestCells.concurrentMap {
      EpochCurve.curve(of: $0, rules: rules, metric: metric, bootstrap: bootstrap)
    }
    let measured = MeasuredCurve.curves(cells, of: results.study)
    self.init(
      study: results.study, curves: outcomes.curves, epochCurves: epochCurves,
      comparisons: comparisons,
      standing: Standing.standing(results, lost, comparisons: comparisons, bootstrap: bootstrap, test: test),
      specifications: SpecificationCurve.curves(
        tuned: paired,
        combinations: results.study.tune.isEmpty ? paired : PairedCurve.combinations(results),
        of: results.study, test: test),
      choices: TunedChoice.all(cells, of: results.study, bootstrap: bootstrap),
      crossovers: Crossover.crossovers(
        paired, comparisons: comparisons, metric: metric, bootstrap: bootstrap, test: test),
      measuredCurves: measured,
      drops: CurveDrop.drops(measured, metric: metric, test: test, mayBeUnpaired: results.mayBeUnpaired),
      widthDrops: WidthDrop.drops(
        measured, of: results.study, metric: metric, test: test, mayBeUnpaired: results.mayBeUnpaired),
      costs: RuleCost.costs(results, bootstrap: bootstrap, test: test),
      biasVariances: BiasVariance.all(results, bootstrap: bootstrap),
      batchLossCurves: largestCells.compactMap { BatchLossCurve.curve(of: $0, bootstrap: bootstrap) },
      deadNeuronCurves: largestCells.flatMap { DeadNeuronCurve.curves(of: $0, bootstrap: bootstrap) },
      portraits: largestCells.compactMap(ModelPortrait.portrait))
    looks = test.looks
    isFinal = results.isFinal
    classBalance = ClassBalance(mean: results.trajectories.compactMap(\.chance.balance))
    isWithinChance = results.isWithinChance
    precision = precision(results)
    fits = FittedCurves(measured, metric: metric, bootstrap: bootstrap)
  }
}

extension StudyDescription {
  /// Tolerance for comparing means of the first metric: of a quantity, in proportion to its errors, so that results do not
  /// depend on the unit.
  var rounding: Double { Interval.rounding * (metric.isInUnitOfData ? sizeOfQuantity ?? 1 : 1) }
}

extension StudyResults {
  /// These results with how large errors of a predicted quantity are: the median of what was measured last. What a run had before
  /// it diverged is beyond all measure; of such a run the last epoch counts that a trial reports.
  public var withSizeOfQuantity: StudyResults {
    guard study.predictsQuantity else { return self }
    let metric = study.metrics.first { $0 == .rmse || $0 == .mae } ?? .rmse
    let errors = trajectories.compactMap { trajectory -> Double? in
      let last =
        trajectory.diverged
        ? trajectory.trials.compactMap(trajectory.reported(by:)).max { $0.epoch < $1.epoch } : trajectory.history.last
      return last?.test[metric]
    }.filter { $0.isFinite && $0 > 0 }.sorted()
    var results = self
    results.study.sizeOfQuantity = errors.isEmpty ? nil : errors[errors.count / 2]
    return results
  }
}

extension StudyResults {
  /// Whether no trial at the largest size is beyond its limit of chance in the leading metric on test data.
  fileprivate var isWithinChance: Bool {
    let metric = study.metric
    let largest = trajectories.map(\.configuration.size).max()
    let areBeyond = trajectories.filter { $0.configuration.size == largest }.flatMap { trajectory in
      trajectory.trials.compactMap { trial -> Bool? in
        guard let value = trajectory.reported(by: trial)?.test[metric], let limit = trajectory.chance.test[metric]
        else {
          return nil
        }
        return metric.isBeyondChance(value, limit: limit)
      }
    }
    return !areBeyond.isEmpty && !areBeyond.contains(true)
  }
}
