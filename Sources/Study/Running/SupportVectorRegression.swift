import Datasets
import NeuralNetwork
import SupportVectorMachines
import Threads

extension StudyPlan {
  /// Trains a support vector machine to predict a quantity, scaled as for networks: a trajectory of one epoch, which every
  /// rule reports; one that diverged in it if features or kernel values overflow.
  func trainRegressor(
    _ planned: PlannedTrajectory, _ settings: SupportVectorSettings, _ inputs: TrajectoryInputs,
    _ cancellation: Cancellation
  ) throws -> TrajectoryResult {
    let start = threadProcessorSeconds()
    let selection = inputs.selection
    var history: [EpochRecord] = []
    var recordings = Recordings()
    if let scaler = selection.train.quantityScaler, let quantities = selection.train.quantities {
      do {
        let machine = try Self.machine(selection.train, quantities.map(scaler.scaled), settings, cancellation)
        func predicted(_ selection: SampleSelection) throws -> [Double] {
          try machine.predict(selection).map(scaler.unscaled)
        }
        func score(_ selection: SampleSelection) throws -> Score {
          Score(
            predicted: try predicted(selection), quantities: selection.quantities ?? [], metrics: study.metrics)
        }
        let test = try predicted(selection.test)
        let tested = selection.test.quantities ?? []
        history.append(
          EpochRecord(
            epoch: 1, updates: 1, train: try score(selection.train), validation: try selection.validation.map(score),
            test: Score(predicted: test, quantities: tested, metrics: study.metrics),
            seconds: threadProcessorSeconds() - start + machine.secondsElsewhere))
        recordings.testValues = SampleValues(of: study.metric, predicted: test, quantities: tested).map {
          TestSampleValues(
            metric: study.metric, drawn: selection.drawnTest, groups: selection.test.groups, byEpoch: [1: $0])
        }
      } catch let error as SupportVectorError where error.isOverflow {}
    }
    return oneShotResult(of: planned, history, recordings, inputs)
  }

  private static func machine(
    _ samples: SampleSelection, _ targets: [Double], _ settings: SupportVectorSettings, _ cancellation: Cancellation
  ) throws -> SupportVectorRegressor {
    let isStopped: @Sendable () -> Bool = { cancellation.isRequested }
    if let sparse = samples.sparseSamples {
      return try SupportVectorRegressor(sparse, targets: targets, settings: settings, isStopped: isStopped)
    }
    let dense = samples.samples
    return try SupportVectorRegressor(
      features: dense.features, featureCount: dense.featureCount, targets: targets, settings: settings,
      isStopped: isStopped)
  }
}

extension SupportVectorRegressor {
  fileprivate func predict(_ samples: SampleSelection) throws -> [Double] {
    try samples.sparseSamples.map(predict) ?? predict(samples.samples.features)
  }
}
