import Datasets
import Foundation
import NeuralNetwork
import SupportVectorMachines
import Threads

extension StudyPlan {
  /// Trains a support vector machine to tell classes apart, or to predict a quantity: a trajectory of one epoch, which every rule reports; one that diverged in it if
  /// features or kernel values overflow.
  func train(
    _ planned: PlannedTrajectory, _ settings: SupportVectorSettings, _ inputs: TrajectoryInputs
  ) throws -> TrajectoryResult {
    let start = threadProcessorSeconds()
    if study.predictsQuantity { return try trainRegressor(planned, settings, inputs) }
    let selection = inputs.selection
    var history: [EpochRecord] = []
    var recordings = Recordings()
    do {
      let train = selection.train.samples
      let machine = try SupportVectorClassifier(
        features: train.features, featureCount: train.featureCount, labels: train.labels, settings: settings)
      let test = selection.test.samples
      func score(_ samples: SampleMatrix) throws -> Score {
        Score(classes: try machine.predict(samples.features), labels: samples.labels, metrics: study.metrics)
      }
      let predicted = try machine.predict(test.features)
      history.append(
        EpochRecord(
          epoch: 1, updates: 1, train: try score(train),
          validation: try selection.validation.map { try score($0.samples) },
          test: Score(classes: predicted, labels: test.labels, metrics: study.metrics),
          seconds: threadProcessorSeconds() - start))
      recordings.testValues = SampleValues(of: study.metric, classes: predicted, labels: test.labels).map {
        TestSampleValues(
          metric: study.metric, drawn: selection.drawnTest, groups: selection.testGroups, byEpoch: [1: $0])
      }
      if study.keepsPredictions {
        var predictions = Predictions()
        predictions.add(predicted, labels: test.labels, classCount: inputs.classNames.count, epoch: 1)
        recordings.predictions = predictions
      }
      if planned.replicate == 1 { recordings.decisions = try DecisionMap(of: inputs) { try machine.predict($0) } }
    } catch let error as SupportVectorError where error.isOverflow {}
    return TrajectoryResult(
      key: planned.key, configuration: planned.configuration, replicate: planned.replicate, history: history,
      diverged: history.isEmpty,
      trials: TrajectoryResult.replay(history, diverged: history.isEmpty, rules: rules, epochs: nil),
      chance: inputs.chance(nil, metrics: study.metrics), recordings: recordings)
  }
}
