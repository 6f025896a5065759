import Datasets
import NeuralNetwork
import Study
import SupportVectorMachines

/// The top level of a study file.
enum RootSection {
  static let name = Key(
    "name", Format<String>.studyName, "Name of the study and of its results folder: letters, digits, _ and -.",
    need: .always)
  static let title = Key("title", .line(200), "Title of the figures; by default the name.")
  static let data = Key(
    "data",
    Format<StudyData>.keys(of: DataSection.section, DataSection.read),
    "The data set, how it is split and scaled.", need: .always)
  static let sizes = Key("sizes", SizesSection.format, "The training-set sizes.", need: .always)
  static let replicates = Key(
    "replicates", ReplicatesSection.format,
    """
    Number of repetitions, each with its own data draw, initial weights and order of batches; or \
    {precision: 0.5, from: 10, to: 200}, which adds repetitions until every difference is known that precisely; or \
    {data: 5, initial-weights: 4}, which trains every data draw from every draw of the initial weights and tells their \
    effects apart.
    """,
    default: 10, shown: 10)
  static let intervals = Key(
    "intervals", Format<IntervalScope>.choice(),
    """
    The chance that intervals and verdicts of the first metric cover: that of the replicates (training samples, initial \
    weights, order of batches) together with that of the test samples, or that of the replicates alone, for these test \
    samples.
    """,
    default: .replicatesAndTestSamples, shown: .string(IntervalScope.replicatesAndTestSamples.rawValue))
  static let seed = Key(
    "seed", .seed, "Seed that all random numbers of the study derive from.", default: 2026, shown: 2026)
  static let metrics = Key(
    "metrics", .list(of: .choice(Metric.all.map { (name: $0.name, value: $0) }), count: 1...Metric.all.count),
    """
    What is measured for every model besides the training loss. The first metric is the main one: curves, gaps, \
    verdicts, crossovers, fits and findings are about it. A study that predicts a quantity (data.task: regression) measures \
    \(Metric.all.filter(\.isOfQuantities).map(\.name).joined(separator: ", ")); unless given, \(Metric.usualOfQuantities.name).
    """,
    shown: .array([.string(Metric.usual.name)]))
  static let models = Key("models", ModelsSection.models, "The architectures to compare, by name.")
  static let depths = Key(
    "depths", ModelsSection.depths,
    "Shorthand for models depth-1, depth-2 …; in a list, each range after the first needs a `name`.")
  static let widths = Key(
    "widths", ModelsSection.widths,
    "Shorthand for models width-1, width-2 …; in a list, each range after the first needs a `name`.")
  static let training = Key(
    "training",
    Format<TrainingSettings>.keys(of: TrainingSection.section, { try TrainingSection.read($0) }),
    "How every configuration is trained.", default: TrainingSettings())
  static let stopping = Key(
    "stopping", StoppingSection.format, "The rules that end training; all are evaluated along one training run.",
    default: [StoppingSpecification(name: "none", rules: [.none])],
    shown: .array([.members(("rule", "none"))]))
  /// Read after `training`, on whose optimiser it depends.
  static let vary = Key(
    "vary", Format<Void>.keys(of: SettingGrid.vary) { _ in },
    "Keys of training, and data.label-noise and data.scale, with a list of values each; every combination is trained.")
  /// Read after `models` and `vary`, too.
  static let tune = Key(
    "tune", Format<Void>.keys(of: SettingGrid.tune) { _ in },
    """
    Keys of training, or c and gamma of support vector machines, with a list of values each. Every combination is \
    trained; each model, size and replicate reports the one that is best on validation data by the first metric.
    """)
  static let record = Key(
    "record", Format<RecordingSettings>.keys(of: RecordSection.section, RecordSection.read),
    "What is recorded besides losses and metrics.", default: RecordingSettings())
  static let figures = Key(
    "figures", .list(of: Format<FigureName>.choice(), count: 1...FigureName.allCases.count),
    "The figures to draw; by default every one that applies.")

  static let section = Section(
    path: "",
    keys: [
      name.outline, title.outline, data.outline, sizes.outline, replicates.outline, intervals.outline,
      seed.outline, metrics.outline, models.outline, depths.outline, widths.outline, training.outline, stopping.outline,
      vary.outline,
      tune.outline, record.outline,
      figures.outline,
    ],
    atLeastOne: [["models", "depths", "widths"]])

  static func read(_ element: Element) throws -> StudyDescription {
    let fields = try Fields(element, section)
    let name = try fields.value(name)
    let data = try fields.value(data)
    let isOfQuantity = data.source.predictsQuantity
    let settings = try TrainingSection.read(
      fields[training.outline.name], unlessGiven: isOfQuantity ? .ofQuantities : TrainingSettings())
    let models = try allModels(fields)
    let varied = try SettingGrid.varied(fields["vary"], settings: settings)
    let study = StudyDescription(
      name: name, title: try fields.optional(title) ?? name, data: data,
      sizes: try fields.value(sizes), replicates: try fields.value(replicates),
      intervals: try fields.value(intervals), seed: try fields.value(seed),
      metrics: try fields.optional(metrics) ?? [isOfQuantity ? .usualOfQuantities : .usual], models: models,
      training: settings,
      stopping: try fields.value(stopping),
      vary: varied,
      tune: try SettingGrid.tuned(fields["tune"], settings: settings, models: models, varied: varied),
      record: try fields.value(record),
      figures: try fields.optional(figures))
    try checkValidation(study, fields)
    try checkMetrics(study, fields)
    try checkTask(study, fields)
    try checkPrecision(study, fields)
    try RecordSection.check(study, fields[record.outline.name])
    try checkTrials(study, element)
    try checkSettings(study, fields)
    return study
  }

  /// The models of `models`, then those of `depths`, then those of `widths`.
  private static func allModels(_ fields: Fields) throws -> [Model] {
    var all = try fields.optional(models) ?? []
    var seen = Set(all.map(\.name))
    for key in [depths, widths] {
      let models = try fields.optional(key) ?? []
      for model in models where !seen.insert(model.name).inserted {
        guard let place = fields[key.outline.name] else { continue }
        throw place.failure(
          "there is already a model \(oneLine(model.name)); give these \(key.outline.name) another name")
      }
      all += models
    }
    return all
  }

  /// Refuses rules and tuned keys that need a validation set if there is none.
  private static func checkValidation(_ study: StudyDescription, _ fields: Fields) throws {
    if study.data.validation == .count(0), !study.tune.isEmpty, let place = fields["tune"] {
      throw place.failureAtKey("needs a validation set to choose by; set data.validation to a fraction such as 0.2")
    }
    guard study.data.validation == .count(0), let items = try fields["stopping"]?.items(limit: 100) else { return }
    for (item, rule) in zip(items, study.stopping) where rule.rules.contains(where: \.needsValidation) {
      throw item.failure("\(rule.name) needs a validation set; set data.validation to a fraction such as 0.2")
    }
  }

  /// Refuses a precision that every interval has.
  private static func checkPrecision(_ study: StudyDescription, _ fields: Fields) throws {
    let metric = study.metric
    let largest = metric.unit.factor * metric.bounds.differences.upperBound
    guard let goal = study.replicates.goal, goal.precision >= largest, let place = fields["replicates"] else { return }
    throw place.failure(
      "a precision of \(JSON.number(goal.precision).text()) \(metric.differenceWords) says nothing of \(metric.name), which "
        + "has at most \(JSON.number(largest).text()); write \(metric.differenceWords), such as 0.5")
  }

  /// Refuses metrics of classes for a quantity, and the other way round; and settings that mean nothing to the task.
  private static func checkTask(_ study: StudyDescription, _ fields: Fields) throws {
    let fitting = Metric.all.filter { $0.isOfQuantities == study.predictsQuantity }.map(\.name)
    if let items = try fields["metrics"]?.items(limit: 100) {
      for (item, metric) in zip(items, study.metrics) where metric.isOfQuantities != study.predictsQuantity {
        throw item.failure(
          "\(metric.name) is a metric of \(metric.isOfQuantities ? "quantities" : "classes"), and this study predicts "
            + "\(study.predictsQuantity ? "a quantity (data.task: regression)" : "classes"); "
            + "use \(fitting.joined(separator: ", "))")
      }
    }
    for (name, model) in try fields["models"]?.entries(limit: 1000) ?? [] {
      guard !study.predictsQuantity, let machine = study.models.first(where: { $0.name == name }),
        case .supportVectorMachine(let settings) = machine.kind, settings.epsilon != nil
      else { continue }
      throw model.failure("epsilon is for quantities (data.task: regression); leave it out")
    }
    let hasNoise =
      study.data.labelNoise != nil || study.vary.contains { $0.key == "data.label-noise" }
    if study.predictsQuantity, hasNoise, let place = fields["data"] {
      throw place.failure("label-noise puts wrong classes on samples, and this study predicts a quantity; leave it out")
    }
    if study.predictsQuantity, study.sizes.areBalanced, let place = fields["sizes"] {
      throw place.failure("per-class counts samples of classes, and this study predicts a quantity; give sizes")
    }
    if study.predictsQuantity, study.replicates.isCrossed, let place = fields["replicates"] {
      throw place.failure(
        "data and initial-weights are told apart by predicted classes, and this study predicts a quantity; give one number"
      )
    }
  }

  /// Refuses rules that look at a metric that is not measured, and keys that would be chosen by one that is not.
  private static func checkMetrics(_ study: StudyDescription, _ fields: Fields) throws {
    if study.metric.needsOutputs, let tuned = study.tune.first(where: { TrainingSetting.named($0.key) == nil }),
      let place = fields["tune"]
    {
      throw place.failure(
        "\(tuned.key) cannot be chosen by \(study.metric.name), which support vector machines do not have; "
          + "put another metric first")
    }
    guard let items = try fields["stopping"]?.items(limit: 100) else { return }
    for (item, rule) in zip(items, study.stopping) {
      guard let metric = rule.rules.flatMap(\.metrics).first(where: { !study.metrics.contains($0) }) else { continue }
      if metric.isOfQuantities != study.predictsQuantity {
        throw item.failure(
          "\(rule.name) looks at \(metric.name), a metric of \(metric.isOfQuantities ? "quantities" : "classes"), and this study "
            + "predicts \(study.predictsQuantity ? "a quantity" : "classes"); look at \(study.metric.name)")
      }
      throw item.failure(
        "\(rule.name) looks at \(metric.name), which is not measured; "
          + "set metrics to [\((study.metrics + [metric]).map(\.name).joined(separator: ", "))]")
    }
  }

  /// Refuses settings that cannot go together, where one of them is given.
  private static func checkSettings(_ study: StudyDescription, _ fields: Fields) throws {
    guard let conflict = study.settingConflict else { return }
    let path = conflict.key.split(separator: ".").map(String.init)
    let sections = path.count > 1 ? ["tune", "vary", path[0]] : []
    let places = try sections.compactMap { section in
      try fields[section]?.entries(limit: 1000)?.first { $0.key == path.last }?.value
    }
    guard let place = places.first ?? fields[path[0]] else { return }
    throw place.failureAtKey(conflict.reason)
  }

  /// Refuses a study whose grid is too large, before anything is expanded.
  private static func checkTrials(_ study: StudyDescription, _ element: Element) throws {
    let sizes =
      switch study.sizes {
      case .list(let sizes), .perClass(let sizes): sizes.count
      case .all: 1
      }
    let varied = (study.vary + study.tune).map { (count: $0.values.count, name: "values of \($0.key)") }
    let thresholds = study.stopping.reduce(0) { $0 + $1.rules.count }
    let factors =
      [(count: study.models.count, name: "models"), (sizes, "sizes")] + varied
      + [(study.replicates.count, "replicates"), (thresholds, "thresholds")]
    var trials = 1
    for factor in factors {
      let (product, overflow) = trials.multipliedReportingOverflow(by: factor.count)
      trials = overflow ? .max : product
    }
    guard trials > StudyFile.maximumTrials else { return }
    let product = factors.map { "\($0.count) \($0.name)" }.joined(separator: " × ")
    throw element.failure("too many trials: \(product); a study has at most \(StudyFile.maximumTrials)")
  }
}
