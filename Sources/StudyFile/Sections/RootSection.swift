import Datasets
import NeuralNetwork
import Study

/// The top level of a study file.
enum RootSection {
  static let name = Key(
    "name", Format<String>.studyName, "Name of the study and of its results folder: letters, digits, _ and -.",
    need: .always)
  static let title = Key("title", .line(200), "Title of the figures; by default the name.")
  static let data = Key(
    "data",
    Format<StudyData>.keys(of: DataSection.section, DataSection.read).hinting { text in
      DataSource.sourceName(ofFile: text).map { "write {source: \($0), path: \(text)}" }
    },
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
    "seed", .seed, "Seed that all random numbers of the study derive from.", default: StudyFile.usualSeed,
    shown: .integer(Int(StudyFile.usualSeed)))
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
    "Keys of training, and \(DataSetting.allCases.map(\.key).joined(separator: " and ")), with a list of values each; every "
      + "combination is trained.")
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
    "figures", FigureSection.list,
    "The figures to draw, by name or with keys that say how; by default every one that applies.")

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
    let usual = isOfQuantity ? TrainingSettings.ofQuantities : TrainingSettings()
    let training = TrainingSection.element(fields[training.outline.name], unlessGiven: usual)
    let settings = try TrainingSection.read(training, unlessGiven: usual)
    let models = try allModels(fields)
    let varied = try SettingGrid.varied(fields["vary"], settings: settings, training: training)
    let study = StudyDescription(
      name: name, title: try fields.optional(title) ?? name, data: data,
      sizes: try fields.value(sizes), replicates: try fields.value(replicates),
      intervals: try fields.value(intervals), seed: try fields.value(seed),
      metrics: try fields.optional(metrics) ?? [isOfQuantity ? .usualOfQuantities : .usual], models: models,
      training: settings,
      stopping: try fields.value(stopping),
      vary: varied,
      tune: try SettingGrid.tuned(
        fields["tune"], settings: settings, training: training, models: models, varied: varied),
      record: try fields.value(record),
      figures: try fields.optional(figures))
    try check(study, fields, element)
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
}
