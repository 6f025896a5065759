import Datasets
import NeuralNetwork
import Study
import SupportVectorMachines

/// What is wrong with a study whose keys are all right.
extension RootSection {
  /// Refuses values of different keys that do not go together.
  static func check(_ study: StudyDescription, _ fields: Fields, _ element: Element) throws {
    try checkValidation(study, fields)
    try checkMetrics(study, fields)
    try checkTask(study, fields)
    try checkPrecision(study, fields)
    try RecordSection.check(study, fields[record.outline.name])
    try checkTrials(study, element)
    try checkSettings(study, fields)
    try checkFigures(study, fields)
  }

  /// Refuses parts of figures that there are none of. Figures that the study does not have are remarked on, as they cost the
  /// others nothing.
  private static func checkFigures(_ study: StudyDescription, _ fields: Fields) throws {
    guard let requests = study.figures, let items = try fields[figures.outline.name]?.items(limit: 100) else { return }
    for (item, request) in zip(items, requests) {
      do { try request.check(in: study) } catch { throw item.failure("\(error)") }
    }
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
    let isVaried = study.vary.contains { $0.key == DataSetting.labelNoise.key }
    let own = isVaried ? fields["vary"] : fields["data"]
    let ownKey = isVaried ? DataSetting.labelNoise.key : "label-noise"
    if study.predictsQuantity, isVaried || study.data.labelNoise != nil,
      let place = try own?.entries(limit: 1000)?.first(where: { $0.key == ownKey })?.value ?? own
    {
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
