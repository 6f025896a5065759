import Foundation
import NeuralNetwork
import Study

extension BiasVariance {
  /// The parts for every configuration and rule of a study with crossed replicates; empty for other studies.
  static func all(_ results: StudyResults, bootstrap: ReplicateBootstrap) -> [BiasVariance] {
    guard case .crossed(let data, let initialWeights) = results.study.replicates else { return [] }
    return results.byConfiguration.concurrentMap { cell in
      results.study.rules.compactMap { rule in
        BiasVariance(
          cell, rule, replicates: results.study.replicates, data: data, initialWeights: initialWeights,
          bootstrap: bootstrap)
      }
    }.flatMap { $0 }
  }

  /// Nil where fewer than two draws of the data have all their trials, and without the train accuracy.
  private init?(
    _ cell: ConfigurationRuns, _ rule: StoppingRule, replicates: Replicates, data: Int, initialWeights: Int,
    bootstrap: ReplicateBootstrap
  ) {
    typealias Trial = (predictions: Data, trainError: Double)
    var trials: [[Trial?]] = Array(repeating: Array(repeating: nil, count: initialWeights), count: data)
    for (trial, trajectory) in cell.trials(rule).compactMap(\.self) {
      let draws = replicates.draws(of: trajectory.replicate)
      guard draws.data > 0, draws.data <= data, let epoch = trial.epoch,
        let predictions = trajectory.recordings.predictions?.byEpoch[epoch],
        let accuracy = trajectory.reported(by: trial)?.train[.accuracy]
      else { continue }
      trials[draws.data - 1][draws.initialWeights - 1] = (predictions, 1 - accuracy)
    }
    // Draws of the data that are not complete are left out, here and of the errors.
    let errors = trials.flatMap { row in
      row.map { trial in
        row.contains { $0 == nil } ? nil : trial.map { (test: $0.predictions.errorRate, train: $0.trainError) }
      }
    }
    let whole = trials.map { $0.compactMap(\.self) }.filter { $0.count == initialWeights }
    guard let test = bootstrap.interval(errors.map { $0?.test }),
      let train = bootstrap.interval(errors.map { $0?.train }),
      let predictions = CrossedPredictions(whole.map { $0.map(\.predictions) })
    else { return nil }
    let jackknife = CrossedJackknife(dataDraws: whole.count, initialWeights: initialWeights)
    let intervals = jackknife.intervals { leftData, leftInitial in
      let parts = predictions.parts(leavingOutData: leftData, leavingOutInitial: leftInitial)
      return [parts.bias, parts.data, parts.initial, parts.interaction, parts.data - parts.initial]
    }
    self.init(
      configuration: cell.configuration, rule: rule, dataDraws: whole.count, initialWeights: initialWeights,
      testError: test, trainError: train, bias: intervals[0], data: intervals[1], initial: intervals[2],
      interaction: intervals[3], difference: intervals[4])
  }
}

extension Data {
  /// The share of ``Predictions`` that are wrong.
  fileprivate var errorRate: Double { Double(count { $0 != 0 }) / Double(Swift.max(count, 1)) }
}
