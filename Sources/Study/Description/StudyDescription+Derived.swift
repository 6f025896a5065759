public import Datasets
public import NeuralNetwork
import SupportVectorMachines

extension StudyDescription {
  /// Whether replicates draw their test sets from the data, in place of one set that all share.
  public var isTestSetDrawn: Bool { data.test != .canonical }

  /// Whether the study predicts a quantity, not classes.
  public var predictsQuantity: Bool { data.source.predictsQuantity }

  /// The first metric, which curves, gaps, verdicts, crossovers, fits and findings are about; in the unit of the quantity
  /// that is predicted, if it is one of quantities.
  public var metric: Metric { shown(metrics.first ?? .usual) }

  /// All metrics, likewise.
  public var shownMetrics: [Metric] { metrics.map(shown) }

  private func shown(_ metric: Metric) -> Metric {
    let metric = metric.measured(of: data.source.quantityName)
    return sizeOfQuantity.map(metric.shown(forValuesOf:)) ?? metric
  }

  /// Returns whether another description asks for the same, however many replicates its precision has led to so far, and
  /// wherever its data are.
  public func asksForSame(as other: StudyDescription) -> Bool {
    var decided = other
    decided.replicates = other.replicates.decided(replicates.count)
    (decided.data.source.path, decided.data.folder) = (data.source.path, data.folder)
    return self == decided
  }

  /// Every stopping rule with each of its thresholds, in the order of the study file.
  public var rules: [StoppingRule] { stopping.flatMap(\.rules) }

  /// Every combination of the values under `vary`: one text for each key.
  var variants: [[String]] {
    vary.reduce([[]]) { variants, varied in
      variants.flatMap { variant in varied.values.map { variant + [$0.text] } }
    }
  }

  /// Every combination of the values under `vary` that make a difference to a model of this kind, as ``variants``; empty texts for
  /// keys that make none, and no texts if all of them do.
  func variants(of kind: ModelKind) -> [[String]] {
    if kind.isVaried { return variants }
    guard vary.contains(where: { $0.affects(kind) }) else { return [[]] }
    return vary.reduce([[]]) { variants, varied in
      let texts = varied.affects(kind) ? varied.values.map(\.text) : [""]
      return variants.flatMap { variant in texts.map { variant + [$0] } }
    }
  }

  /// The combinations of varied values that a stored configuration stands for: those with its values of the keys that make a
  /// difference to its model.
  func variants(of configuration: Configuration) -> [[String]] {
    guard !configuration.isVaried else { return [configuration.varied] }
    return variants.filter { zip(configuration.varied, $0).allSatisfy { $0.isEmpty || $0 == $1 } }
  }

  /// Returns the data settings with one combination of varied values.
  public func data(varied: [String]) -> StudyData {
    var data = data
    for (setting, text) in zip(vary, varied) {
      setting.values.first { $0.text == text }?.assignment.apply(to: &data)
    }
    return data
  }

  /// Every scaling that configurations have.
  public var scalings: [Scaling] {
    variants.map { data(varied: $0).scale }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Every share of wrong labels that configurations have.
  public var labelNoises: [Double] { variants.compactMap { data(varied: $0).labelNoise } }

  /// How many trajectories each replicate of a model of this kind has, one for each combination of tuned settings.
  public func tuningCount(of kind: ModelKind) -> Int {
    if case .recorded(let model) = kind { model.tunings } else { tunings(of: kind).count }
  }

  /// Every combination of the values under `tune` that make a difference to a model of this kind: one text for each key,
  /// empty where the key is about other models.
  public func tunings(of kind: ModelKind) -> [[String]] {
    tune.reduce([[]]) { tunings, setting in
      let values = setting.values.filter { $0.assignment.applies(to: kind) }.map(\.text)
      return tunings.flatMap { tuning in (values.isEmpty ? [""] : values).map { tuning + [$0] } }
    }
  }

  /// Returns the training settings of one combination of varied and tuned values.
  ///
  /// - Parameters:
  ///   - varied: one value for each key of `vary`, as the study file spells it; an unknown one changes nothing.
  ///   - tuned: the same for `tune`; without them, tuned keys have the value of `training`.
  public func settings(varied: [String], tuned: [String] = []) -> TrainingSettings {
    var settings = training
    for (setting, text) in Array(zip(vary, varied)) + Array(zip(tune, tuned)) {
      setting.values.first { $0.text == text }?.assignment.apply(to: &settings)
    }
    // Where the loss takes several values, the outputs given for one of them are not meant for the others.
    let keys = Set((vary + tune).map(\.key))
    if settings.loss != .meanSquaredError, keys.contains("loss"), !keys.contains("output") {
      settings.output = .softmax
    }
    return settings
  }

  /// The first conflict among the settings of the networks that are trained; nil if there is none.
  public var settingConflict: SettingConflict? {
    guard let network = models.first(where: { $0.kind.isNetwork }) else { return nil }
    for varied in variants {
      for tuned in tunings(of: network.kind) {
        let conflict = settings(varied: varied, tuned: tuned).conflict(measuring: metrics) { name in
          vary.contains { $0.key == name } ? "vary" : tune.contains { $0.key == name } ? "tune" : "training"
        }
        if let conflict { return conflict }
      }
    }
    return nil
  }

  /// Returns a few words about a model that its hidden layers do not describe, e.g. the kernel of an SVM, without what is
  /// tuned; nil for others.
  public func baseline(_ model: String) -> String? {
    switch models.first(where: { $0.name == model })?.kind {
    case .supportVectorMachine(let settings)?: settings.description(choosing: tune.map(\.key))
    case .recorded(let model)?: model.words
    case .network?, nil: nil
    }
  }

  /// Returns the varied and tuned keys with the values of a configuration, without those that do not affect it.
  public func chosenSettings(of configuration: Configuration) -> [(key: String, value: String)] {
    (Array(zip(vary, configuration.varied)) + Array(zip(tune, configuration.tuned))).filter { !$1.isEmpty }
      .map { ($0.key, $1) }
  }

  /// Returns the training settings of a configuration.
  public func settings(of configuration: Configuration) -> TrainingSettings {
    settings(varied: configuration.varied, tuned: configuration.tuned)
  }

  /// Returns a kind of model with one combination of tuned values, one for each key of `tune`.
  func tuned(_ kind: ModelKind, _ texts: [String]) -> ModelKind {
    guard case .supportVectorMachine(var settings) = kind else { return kind }
    for (setting, text) in zip(tune, texts) {
      setting.values.first { $0.text == text }?.assignment.apply(to: &settings)
    }
    return .supportVectorMachine(settings)
  }

  /// Returns the most epochs that a configuration is trained; nil for a model that is not trained in epochs (an SVM).
  public func epochLimit(of configuration: Configuration) -> Int? {
    configuration.kind == .oneShot ? nil : settings(of: configuration).epochs
  }

  /// Returns the most epochs that a finished trajectory was allowed, beyond which it might have gone on; nil if it has no
  /// epochs.
  public func epochLimit(of trajectory: TrajectoryResult) -> Int? {
    guard trajectory.configuration.recorded?.kind == .network else { return epochLimit(of: trajectory.configuration) }
    return trajectory.epochLimit ?? trajectory.history.count
  }
}
