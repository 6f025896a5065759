import Datasets
import DurableFiles
import Foundation
import Kernels
public import NeuralNetwork
public import SavedModels
import SeededRandom
public import Study

/// A training run outside a study, ready to start.
///
/// With a study file it is the same training run as in the study, bit for bit: same samples, same initial weights, same
/// order. The test set is scored once, with the weights that are kept.
public struct ModelTraining: Sendable {
  /// The study that describes the run: one model, size and combination of varied values.
  public let study: StudyDescription
  /// The samples that the run is trained and measured on.
  public let recipe: DataRecipe
  /// Number of inputs, of units in each hidden layer, and of outputs, and what the hidden layers do.
  public let architecture: Architecture
  /// The training settings.
  public let settings: TrainingSettings
  private let rule: StoppingRule
  private let draws: ReplicateDraws
  private let data: LoadedData
  private let samples: RecipeSamples
  private let initial: LinearLayers?
  private let request: TrainingRequest

  /// Loads the data of a request and checks that the network can be trained.
  ///
  /// - Throws: an error of one line that names what is wrong.
  public init(_ request: TrainingRequest) throws {
    self.request = request
    let file = try request.initialModel.map { try SafetensorsFile(contentsOf: URL(pathAsGiven: $0)) }
    initial = try file.map { try LinearLayers($0, named: request.initialModel ?? "") }
    study = try request.description(initial: initial)
    let described = study
    func load() throws -> (LoadedData, StudyPlan) {
      let data = try described.loadData()
      return (data, try StudyPlan(study: described, facts: DataFacts(data, study: described)))
    }
    let plan: StudyPlan
    (data, plan) = request.study == nil ? try OptionWords.inErrors(load) : try load()
    try MemoryEstimate(plan, data: data, jobs: 1).check()
    guard let planned = plan.trajectories.first(where: { $0.replicate == request.replicate }),
      let rule = plan.rules.first
    else { throw WorkflowError("\(study.name): nothing to train") }
    let settingsOfData = study.data(varied: planned.configuration.varied)
    try FeatureRounding.refuseOverflow(in: data, scaling: settingsOfData.scale)
    guard plan.rules.count == 1 else { throw WorkflowError("--threshold: give exactly one, to end the training run") }
    self.rule = rule
    guard case .network(let architecture, let settings) = planned.learner else {
      throw WorkflowError("--model: \(planned.configuration.model) is no network; only networks can be saved")
    }
    guard settings.precision == .single else {
      throw WorkflowError(
        "--precision: \(study.name) trains in double precision, and models are saved in single; give --precision single"
      )
    }
    self.architecture = architecture
    self.settings = settings
    // Tensors do not tell of connections that skip layers, and other programs write nothing else.
    let isOfOthers = file?.metadata["activation"] == nil
    var known = initial?.architecture
    if isOfOthers, known != nil { known?.structure.isResidual = architecture.structure.isResidual }
    if let initial, known != architecture {
      throw WorkflowError(
        "--initial-model: \(request.initialModel ?? "") is \(Self.text(initial.architecture)), but "
          + "\(Self.text(architecture)) is to be trained")
    }
    if let earlier = file?.metadata["activation"], earlier != settings.activation.rawValue {
      Terminal.tell(
        "the initial model was trained with \(earlier); training continues with \(settings.activation.rawValue)")
    }
    let classes = TrialRemarks.missingClasses([planned.configuration.size], plan.facts)
    for remark in (classes.map { [$0] } ?? []) + (try StudyRemarks(plan, data).lines) {
      Terminal.tell(request.study == nil ? OptionWords.of(remark) : remark)
    }
    draws = study.replicates.draws(of: planned.replicate)
    recipe = DataRecipe(
      source: study.data.source.noting(firstColumn: data.pool.firstColumn), digest: data.digest, test: study.data.test,
      validation: study.data.validation,
      scale: settingsOfData.scale, labelNoise: settingsOfData.labelNoise, seed: study.seed, replicate: draws.data,
      testReplicate: draws.differingTest, size: planned.configuration.size, isBalanced: study.sizes.areBalanced,
      isShuffled: request.isShuffled)
    samples = try RecipeSamples(recipe, of: data)
  }

  /// The widths of all layers, and what is special about them, such as `784-64-64-10, residual`.
  static func text(_ architecture: Architecture) -> String {
    ([architecture.widths.map { "\($0)" }.joined(separator: "-")] + architecture.structure.words).joined(
      separator: ", ")
  }

  /// Trains until the stopping rule fires or all epochs are done, in the same loop as studies.
  ///
  /// `observe` is called after each epoch with its measurements; those leave out the test set.
  /// - Returns: the model; nil if `cancellation` was requested before the end.
  /// - Throws: ``WorkflowError`` if a loss stops being finite.
  public func run(cancellation: Cancellation, observe: (EpochRecord) -> Void) throws -> SavedModel? {
    let scaler = samples.fittedScaler
    guard let train = samples.samples(of: .train, scaledBy: scaler),
      let test = samples.samples(of: .test, scaledBy: scaler)
    else { throw WorkflowError("\(study.data.source.name): no samples to train on, or none to test with") }
    let trainer = TrajectoryTrainer(
      architecture: architecture, settings: settings,
      samples: TrajectorySamples(
        train: train, validation: samples.samples(of: .validation, scaledBy: scaler), test: test),
      seed: StudySeed(study.seed), replicate: draws.initialWeights, metrics: study.metrics,
      initialParameters: initial?.parameters,
      shuffled: recipe.isShuffled, measuringTest: false)
    var trajectory = NetworkTrajectory(trainer, settings, rules: [rule])
    let isFinished = try trajectory.train(cancellation: cancellation) { trajectory in
      if !trajectory.hasDiverged, let epoch = trajectory.history.last { observe(epoch) }
    }
    guard isFinished else { return nil }
    guard let (epoch, network) = trajectory.reported(by: rule) else {
      throw WorkflowError(
        "diverged in epoch \(trajectory.history.count + 1): a loss is not finite, so no model is written; "
          + "a smaller --learning-rate may help")
    }
    return model(network, scaler: scaler, epoch, test: Evaluator(network, metrics: study.metrics).score(test))
  }

  private func model(_ network: Network<Float>, scaler: FeatureScaler, _ epoch: EpochRecord, test: Score) -> SavedModel
  {
    SavedModel(
      network: network, scaler: scaler, classNames: data.pool.classNames, quantity: samples.quantity,
      shape: data.pool.shape,
      featureNames: data.pool.featureNames, columns: data.pool.table?.columns,
      provenance: ModelProvenance(
        data: recipe, settings: settings, epoch: epoch.epoch, updates: epoch.updates ?? 0,
        rule: [rule].names, study: request.study == nil ? nil : study.name,
        model: study.models.first?.name, initialWeights: draws.differingInitialWeights,
        initialParameters: initial.map { sha256Hex($0.parameters) }),
      scores: ModelScores(train: epoch.train, validation: epoch.validation, test: test))
  }

  /// The leading metric with decimals for errors that are a tenth of the standard deviation of a quantity.
  var shownMetric: Metric {
    samples.quantity.map { study.metric.shown(forValuesOf: $0.scaler.deviation / 10) } ?? study.metric
  }

  /// The number of samples of a part; nil if there is none.
  func count(of part: DataPart) -> Int? { samples.count(of: part) }
}
