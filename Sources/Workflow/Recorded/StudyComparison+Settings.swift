import Datasets
import ForeignHistories
import NeuralNetwork
import Study

// What studies share and where they differ: data, metrics, rules and settings.
extension StudyComparison {
  /// What stands for the data: their source, and the quantity that is predicted if all studies predict the same.
  static func data(_ studies: [StudyDescription], _ origin: StudyOrigin, _ metrics: [Metric]) -> StudyData {
    var data = RecordedStudy.data(origin, metrics)
    let names = Set(studies.map(\.data.source.quantityName))
    if data.source.predictsQuantity, names.count == 1 { data.source.target = names.first }
    return data
  }

  /// The metrics that all studies have measured, in the order of the first.
  static func metrics(_ parts: [Part]) throws -> [Metric] {
    let metrics = (parts.first?.study.metrics ?? []).filter { metric in
      parts.allSatisfy { $0.study.metrics.contains(metric) }
    }
    // What an import predicts has no name.
    let units =
      metrics.first?.isInUnitOfData == true
      ? parts.filter { $0.study.origin == nil }.map(\.study.data.source.quantityName) : []
    if let one = units.first, let other = units.first(where: { $0 != one }) {
      throw WorkflowError(
        "compare: the studies predict \(one.prefix(40)) and \(other.prefix(40)), and errors in different units cannot be compared; "
          + "put a metric without a unit first in both, such as r2")
    }
    guard metrics.isEmpty else { return metrics }
    let each = parts.map { "\($0.name) has \($0.study.metrics.map(\.name).joined(separator: ", "))" }
    throw WorkflowError("compare: no metric is measured in all studies: \(each.joined(separator: "; "))")
  }

  /// The rules that the histories of at least two studies answer, in the order of the studies; all, if there are none.
  static func rules(_ parts: [Part]) -> [StoppingRule] {
    var rules: [StoppingRule] = []
    for rule in parts.flatMap(\.study.rules) where !rules.contains(rule) { rules.append(rule) }
    let shared = rules.filter { rule in
      parts.count { part in
        part.results.trajectories.contains { result in
          result.trial(of: rule) != nil
            || !result.history.isEmpty && result.measures(rule)
              && !TrajectoryResult.replay(
                result.history, diverged: result.diverged, rules: [rule], epochs: part.study.epochLimit(of: result)
              ).isEmpty
        }
      } > 1
    }
    return shared.isEmpty ? rules : shared
  }

  /// The keys of `vary`, or of `tune`, with the values that any study has; with `constants`, also those that studies have
  /// throughout which do not vary the key.
  static func union(
    _ studies: [StudyDescription], of section: KeyPath<StudyDescription, [VariedSetting]>, constants: Bool = false
  ) -> [VariedSetting] {
    var union: [VariedSetting] = []
    func add(_ value: String, to key: String) {
      let index = union.firstIndex { $0.key == key } ?? union.count
      if index == union.count { union.append(VariedSetting(key: key, values: [])) }
      if !union[index].values.contains(where: { spellSameValue($0.text, value) }) {
        union[index].values.append(.init(text: value, assignment: .recorded))
      }
    }
    for setting in studies.flatMap({ $0[keyPath: section] }) {
      for value in setting.values { add(value.text, to: setting.key) }
    }
    for key in constants ? union.map(\.key) : [] {
      for study in studies where !(study.vary + study.tune).contains(where: { $0.key == key }) {
        if let value = study.constant(key) { add(value, to: key) }
      }
    }
    return union
  }

  /// The keys in which any two studies differ.
  static func differences(_ studies: [StudyDescription]) -> [StudyOrigin.ComparedStudies.Difference] {
    let settings = studies.map(\.settings)
    var keys: [String] = []
    for (key, _) in settings.flatMap(\.self) where !keys.contains(key) { keys.append(key) }
    let differences = keys.compactMap { key -> StudyOrigin.ComparedStudies.Difference? in
      let values = settings.map { $0.first { $0.key == key }?.value ?? "" }
      return Set(values).count > 1 ? .init(key: key, values: values) : nil
    }
    // Coefficients of an optimiser that only some of the studies have follow from the optimiser.
    let differing = Set(differences.map(\.key))
    return differences.filter { difference in
      let name = difference.key.split(separator: ".").last.map(String.init) ?? ""
      guard difference.key == "training.\(name)", let condition = TrainingSetting.named(name)?.condition else {
        return true
      }
      return !differing.contains("training.\(condition.setting)")
    }
  }

  /// The value of each key for a configuration of a part: the one that it varies or tunes, or that it has throughout; empty
  /// where it is not known.
  static func texts(of settings: [VariedSetting], in part: Part, _ old: Configuration) -> [String] {
    let study = part.study
    let chosen = Array(zip(study.vary.map(\.key), old.varied)) + Array(zip(study.tune.map(\.key), old.tuned))
    return settings.map { setting in
      guard let value = chosen.first(where: { $0.0 == setting.key })?.1 ?? study.constant(setting.key) else {
        return ""
      }
      return setting.values.first { spellSameValue($0.text, value) }?.text ?? ""
    }
  }
}

extension StudyDescription {
  /// The value of a setting that all runs have; nil where it is not known.
  fileprivate func constant(_ key: String) -> String? {
    if let constant = origin?.constants.first(where: { $0.key == key }) { return constant.value }
    return origin == nil ? TrainingSetting.named(key)?.value(in: training)?.text : nil
  }
}
