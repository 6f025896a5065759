import Datasets
import ForeignHistories
import NeuralNetwork
import Study
import TextOutput

/// In which settings two studies have no value in common, so that they cannot share a run.
struct UnsharedSettings {
  private let there: StudyDescription
  private let here: StudyDescription

  /// Compares what a folder holds with the study that could take over its runs.
  init(there: StudyDescription, here: StudyDescription) { (self.there, self.here) = (there, here) }

  /// A line for each, such as `training.l2 is 0 there and 0.1 here`.
  var lines: [String] {
    let keys =
      ["data.test", "data.validation"] + DataSetting.allCases.map(\.key) + ["seed"]
      + TrainingSetting.all.map { "training.\($0.name)" }
    var lines = keys.filter(differs).filter { key in
      // What depends on another setting that differs, as the coefficients of an optimiser do, is not named as well.
      setting(key)?.condition.map { !differs("training.\($0.setting)") } ?? true
    }.map { line($0, values($0, there), values($0, here)) }
    if there.sizes.areBalanced != here.sizes.areBalanced {
      lines.append(line("sizes", [Self.words(there.sizes)], [Self.words(here.sizes)]))
    } else if let (old, new) = numbers, Set(old).isDisjoint(with: new) {
      lines.append(line("sizes", old.map(String.init), new.map(String.init)))
    }
    if there.replicates.isCrossed != here.replicates.isCrossed {
      lines.append(line("replicates", ["\(there.replicates)"], ["\(here.replicates)"]))
    }
    if !there.models.contains(where: { model in here.models.contains { $0.kind == model.kind } }) {
      lines.append(line("models", models(there), models(here)))
    }
    return lines
  }

  private func models(_ study: StudyDescription) -> [String] {
    study.settings.filter { $0.key.hasPrefix("models.") }.map(\.value)
  }

  private func line(_ key: String, _ old: [String], _ new: [String]) -> String {
    "\(key) is \(listed(old)) there and \(listed(new)) here"
  }

  private static func words(_ sizes: TrainingSetSizes) -> String { sizes.areBalanced ? "per class" : "of all classes" }

  /// The sizes of both, where they are known before the data are.
  private var numbers: ([Int], [Int])? {
    guard let old = there.sizes.listed, let new = here.sizes.listed else { return nil }
    return (old, new)
  }

  private func setting(_ key: String) -> TrainingSetting? {
    key.hasPrefix("training.") ? TrainingSetting.named(String(key.dropFirst("training.".count))) : nil
  }

  /// Whether the studies have no value of a key in common. A setting of training that one of them does not have depends on
  /// another one.
  private func differs(_ key: String) -> Bool {
    let (old, new) = (values(key, there), values(key, here))
    if setting(key) != nil, old.isEmpty || new.isEmpty { return false }
    return old != new && !old.contains { one in new.contains { spellSameValue(one, $0) } }
  }

  /// The values that a study has of a key, several if it varies or tunes it.
  private func values(_ key: String, _ study: StudyDescription) -> [String] {
    let name = setting(key)?.name ?? key
    if let varied = (study.vary + study.tune).first(where: { $0.key == name }) { return varied.values.map(\.text) }
    return study.settings.filter { $0.key == key }.map(\.value)
  }
}
