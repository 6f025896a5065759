import Datasets
import Foundation
import NeuralNetwork
import SupportVectorMachines
import Threads

extension StudyPlan {
  /// Trains a support vector machine to tell classes apart, or to predict a quantity: a trajectory of one epoch, which every
  /// rule reports; one that diverged in it if features or kernel values overflow.
  ///
  /// - Returns: nil if `cancellation` was requested before the end.
  func train(
    _ planned: PlannedTrajectory, _ settings: SupportVectorSettings, _ inputs: TrajectoryInputs,
    cancellation: Cancellation
  ) throws -> TrajectoryResult? {
    do {
      return try study.predictsQuantity
        ? trainRegressor(planned, settings, inputs, cancellation)
        : trainClassifier(planned, settings, inputs, cancellation)
    } catch let error as SupportVectorError where error == .stopped {
      return nil
    }
  }

  private func trainClassifier(
    _ planned: PlannedTrajectory, _ settings: SupportVectorSettings, _ inputs: TrajectoryInputs,
    _ cancellation: Cancellation
  ) throws -> TrajectoryResult {
    let start = threadProcessorSeconds()
    let selection = inputs.selection
    var history: [EpochRecord] = []
    var recordings = Recordings()
    do {
      let train = selection.train
      let machine = try Self.machine(train, settings, cancellation)
      let test = selection.test
      func score(_ samples: SampleSelection) throws -> Score {
        Score(classes: try machine.predict(samples), labels: samples.labels, metrics: study.metrics)
      }
      let predicted = try machine.predict(test)
      history.append(
        EpochRecord(
          epoch: 1, updates: 1, train: try score(train),
          validation: try selection.validation.map(score),
          test: Score(classes: predicted, labels: test.labels, metrics: study.metrics),
          seconds: threadProcessorSeconds() - start + machine.secondsElsewhere))
      recordings.testValues = SampleValues(of: study.metric, classes: predicted, labels: test.labels).map {
        TestSampleValues(
          metric: study.metric, drawn: selection.drawnTest, groups: selection.test.groups, byEpoch: [1: $0])
      }
      if study.keepsPredictions {
        var predictions = Predictions()
        predictions.add(predicted, labels: test.labels, classCount: inputs.classNames.count, epoch: 1)
        recordings.predictions = predictions
      }
      if planned.replicate == 1 { recordings.decisions = try DecisionMap(of: inputs) { try machine.predict($0) } }
    } catch let error as SupportVectorError where error.isOverflow {}
    return oneShotResult(of: planned, history, recordings, inputs)
  }

  /// The result of a model that learns in one step; one that diverged if there is no epoch.
  func oneShotResult(
    of planned: PlannedTrajectory, _ history: [EpochRecord], _ recordings: Recordings, _ inputs: TrajectoryInputs
  ) -> TrajectoryResult {
    TrajectoryResult(
      key: planned.key, configuration: planned.configuration, replicate: planned.replicate, history: history,
      diverged: history.isEmpty,
      trials: TrajectoryResult.replay(history, diverged: history.isEmpty, rules: rules, epochs: nil),
      chance: inputs.chance(nil, metrics: study.metrics), recordings: recordings)
  }

  private static func machine(
    _ samples: SampleSelection, _ settings: SupportVectorSettings, _ cancellation: Cancellation
  ) throws -> SupportVectorClassifier {
    let isStopped: @Sendable () -> Bool = { cancellation.isRequested }
    if let sparse = samples.sparseSamples {
      return try SupportVectorClassifier(sparse, labels: samples.labels, settings: settings, isStopped: isStopped)
    }
    let dense = samples.samples
    return try SupportVectorClassifier(
      features: dense.features, featureCount: dense.featureCount, labels: dense.labels, settings: settings,
      isStopped: isStopped)
  }
}

extension SupportVectorClassifier {
  fileprivate func predict(_ samples: SampleSelection) throws -> [Int32] {
    try samples.sparseSamples.map(predict) ?? predict(samples.samples.features)
  }
}

extension SampleSelection {
  /// The samples without their zeros; nil unless they are stored and scaled so.
  var sparseSamples: SupportVectorSamples? {
    guard keepsZeros else { return nil }
    return SupportVectorSamples(count: count, featureCount: featureCount) { position, take in
      forEachNonzero(at: position) { take($0, Float($1)) }
    }
  }
}
