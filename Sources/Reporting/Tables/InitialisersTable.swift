import Analysis
import NeuralNetwork
import Study

/// `initialisers.tsv`: the results of each initialiser, as means over replicates.
///
/// Trials that diverged or cannot be told from chance are counted; those that diverged are left out of the means.
enum InitialisersTable {
  /// A point of a learning curve of a network, with its trials.
  private struct Row {
    var point: CurvePoint
    var hidden: [Int]
    var settings: TrainingSettings
    var trials: [ConfigurationRuns.Run]

    func mean(_ value: (TrajectoryResult, TrialResult) -> Double?) -> Double? {
      let values = trials.compactMap { value($0.trajectory, $0.trial) }
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// Mean share of dead neurons at an epoch of each trial; nil for a layer that the network does not have.
    func dead(_ layer: Int, _ epoch: (TrialResult) -> Int?) -> Double? {
      guard hidden.indices.contains(layer) else { return nil }
      return mean { trajectory, trial in
        epoch(trial).flatMap {
          trajectory.recordings.deadNeurons?.share(ofLayer: layer, epoch: $0, units: hidden[layer])
        }
      }
    }
  }

  static func table(_ results: StudyResults, _ analysis: StudyAnalysis) -> Table {
    let study = results.study
    let layers = 0..<(analysis.deadNeuronCurves.map(\.layer).max() ?? 0)
    return Table(rows(results, analysis)) {
      RowColumn("initialiser", \.settings.initialiser.description)
      RowColumn("bias_initialiser", \.settings.biasInitialiser.description)
      // The initialisers that are varied have their columns.
      zip(study.vary, RowColumn.varied(study, \.point.key.varied)).filter { !$0.0.setsInitialisers }.map(\.1)
      RowColumn("model", \.point.key.model)
      RowColumn("hidden_layers", \.hidden.count)
      RowColumn("size", \.point.size)
      RowColumn.rule(\.point.key.rule)
      RowColumn("n", \.point.count)
      RowColumn("diverged", \.point.diverged)
      RowColumn("at_chance", \.point.atChance)
      RowColumn("epoch", .decimals(1)) { $0.point[.epoch]?.mean }
      RowColumn("best_train_epoch", .decimals(1)) { $0.mean { bestTrainEpoch($0, $1, study.metric) } }
      layers.map { layer in
        RowColumn("dead_before_l\(layer + 1)", .percent) { $0.dead(layer) { $0.epoch.map { _ in 0 } } }
      }
      layers.map { layer in RowColumn("dead_after_l\(layer + 1)", .percent) { $0.dead(layer, \.epoch) } }
      scores(study.shownMetrics).map { measure in
        RowColumn(measure.name, measure.display) { $0.point[measure]?.mean }
      }
    }
  }

  /// Losses and metrics, on test data first.
  private static func scores(_ metrics: [Metric]) -> [Measure] {
    [Measure.Part.test, .train, .validation].flatMap { part in [.loss(part)] + metrics.map { .metric($0, part) } }
  }

  private static func rows(_ results: StudyResults, _ analysis: StudyAnalysis) -> [Row] {
    let cells = Dictionary(results.byConfiguration.map { ($0.configuration, $0) }) { first, _ in first }
    return analysis.curves.compactMap { point in
      guard point.key.recorded == nil, let hidden = point.key.hidden else { return nil }
      let configuration = Configuration(
        modelIndex: point.key.modelIndex, model: point.key.model, hidden: hidden, parameters: point.key.parameters,
        size: point.size, varied: point.key.varied)
      let trials = cells[configuration]?.trials(point.key.rule).compactMap(\.self) ?? []
      return Row(
        point: point, hidden: hidden, settings: results.study.settings(varied: point.key.varied), trials: trials)
    }
  }

  /// The first epoch of the best value of `metric` on the training subset up to where the trial stopped.
  private static func bestTrainEpoch(
    _ trajectory: TrajectoryResult, _ trial: TrialResult, _ metric: Metric
  ) -> Double? {
    guard let stopped = trial.stoppedEpoch else { return nil }
    let values = trajectory.history.prefix(stopped).compactMap { record in
      record.train[metric].map { (epoch: record.epoch, value: $0) }
    }
    // Of equals the first.
    return values.min { metric.isBetter($0.value, than: $1.value) }.map { Double($0.epoch) }
  }
}
