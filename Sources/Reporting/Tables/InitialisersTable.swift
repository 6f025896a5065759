import Analysis
import NeuralNetwork
import Study

/// `initialisers.tsv`: what each way to initialise comes to, as means over replicates.
///
/// Trials that diverged or cannot be told from chance are counted; those that diverged are left out of the means.
enum InitialisersTable {
  static func table(_ results: StudyResults, _ analysis: StudyAnalysis) -> Table {
    let study = results.study
    let scores = ["test", "train", "validation"].compactMap(Measure.Part.init).flatMap { part in
      [Measure.loss(part)] + study.metrics.map { .metric($0, part) }
    }
    let layers = analysis.deadNeuronCurves.map(\.layer).max() ?? 0
    let dead = ["before", "after"].flatMap { time in
      (0..<layers).map { Table.Column("dead_\(time)_l\($0 + 1)", .percent) }
    }
    let others = study.vary.filter { !$0.setsInitialisers }
    let columns =
      [Table.Column("initialiser"), Table.Column("bias_initialiser")]
      + others.map { Table.Column($0.key.replacing("-", with: "_")) }
      + ["model", "hidden_layers", "size", "rule", "threshold", "n", "diverged", "at_chance"].map { Table.Column($0) }
      + [Table.Column("epoch", .decimals(1)), Table.Column("best_train_epoch", .decimals(1))] + dead
      + scores.map { Table.Column($0.name, $0.display) }
    let cells = Dictionary(grouping: results.trajectories, by: \.configuration)
    let rows = analysis.curves.compactMap { point -> [Table.Cell]? in
      guard let hidden = point.key.hidden else { return nil }
      let configuration = Configuration(
        modelIndex: point.key.modelIndex, model: point.key.model, hidden: hidden, parameters: point.key.parameters,
        size: point.size, varied: point.key.varied)
      let trials = (cells[configuration] ?? []).compactMap { trajectory in
        trajectory.trial(of: point.key.rule).map { (trajectory: trajectory, trial: $0) }
      }
      func mean(_ value: (TrajectoryResult, TrialResult) -> Double?) -> Table.Cell {
        let values = trials.compactMap { value($0.trajectory, $0.trial) }
        return values.isEmpty ? .missing : .number(values.reduce(0, +) / Double(values.count))
      }
      func dead(_ layer: Int, _ epoch: @escaping (TrialResult) -> Int?) -> Table.Cell {
        guard hidden.indices.contains(layer) else { return .missing }
        return mean { trajectory, trial in
          epoch(trial).flatMap {
            trajectory.recordings.deadNeurons?.share(ofLayer: layer, epoch: $0, units: hidden[layer])
          }
        }
      }
      let settings = study.settings(varied: point.key.varied)
      let varied = zip(study.vary, point.key.varied).filter { key, _ in others.contains { $0.key == key.key } }
      return [.text(settings.initialiser.description), .text(settings.biasInitialiser.description)]
        + varied.map { Table.Cell.text($0.1) }
        + [
          .text(point.key.model), .integer(hidden.count), .integer(point.size), .text(point.key.rule.name),
          .threshold(point.key.rule), .integer(point.count), .integer(point.diverged), .integer(point.atChance),
          Table.Cell(point[.epoch]?.mean), mean { bestTrainEpoch($0, $1, study.metric) },
        ]
        + (0..<layers).map { dead($0) { $0.epoch.map { _ in 0 } } } + (0..<layers).map { dead($0, \.epoch) }
        + scores.map { Table.Cell(point[$0]?.mean) }
    }
    return Table(columns: columns, rows: rows)
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
