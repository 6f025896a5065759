import Datasets
import NeuralNetwork

/// Compares two versions of a study, key by key of the study file.
public enum StudyDifference {
  /// Keys of the study file, in its order.
  public struct Keys: Sendable, Equatable {
    /// Keys whose change makes another study of it. Results of the old version can be used for the new one exactly if there
    /// are none.
    public var changed: [String]
    /// Keys whose change hides results of the old version: fewer sizes, replicates, models, rules, thresholds or values of a
    /// varied or tuned key, or another number of epochs. They may add work as well.
    public var removed: [String]
    /// Keys whose change only adds work, or affects no result (title, intervals, figures, the order of a list or of varied keys).
    public var added: [String]

    /// Creates the keys of each kind.
    public init(changed: [String] = [], removed: [String] = [], added: [String] = []) {
      self.changed = changed
      self.removed = removed
      self.added = added
    }
  }

  /// Returns the keys that differ.
  public static func keys(between old: StudyDescription, and new: StudyDescription) -> Keys {
    var difference = Difference()
    difference.note("name", old.name, new.name)
    if old.title != new.title { difference.keys.added.append("title") }
    difference.noteData(old.data, new.data)
    difference.noteSizes(old.sizes, new.sizes)
    if old.replicates != new.replicates {
      difference.note(
        "replicates", isSame: new.replicates.isNumbered(like: old.replicates),
        isAddition: new.replicates.count >= old.replicates.count)
    }
    if old.intervals != new.intervals { difference.keys.added.append("intervals") }
    difference.note("seed", old.seed, new.seed)
    difference.noteMetrics(old, new)
    difference.noteModels(old.models, new.models)
    difference.noteTraining(old.training, new.training)
    difference.noteStopping(old.stopping, new.stopping)
    difference.noteVaried("vary", old.vary, new.vary)
    difference.noteVaried("tune", old.tune, new.tune)
    if old.record != new.record { difference.keys.added.append("record") }
    if old.figures != new.figures { difference.keys.added.append("figures") }
    return difference.keys
  }
}

/// The keys found to differ so far.
private struct Difference {
  var keys = StudyDifference.Keys()

  /// Notes a key that differs: in the same study if `isSame`, where it adds to what there was or hides some of it.
  mutating func note(_ key: String, isSame: Bool = true, isAddition: Bool) {
    if !isSame {
      keys.changed.append(key)
    } else if isAddition {
      keys.added.append(key)
    } else {
      keys.removed.append(key)
    }
  }

  mutating func note<Value: Equatable>(_ key: String, _ old: Value, _ new: Value) {
    if old != new { keys.changed.append(key) }
  }

  mutating func noteData(_ old: StudyData, _ new: StudyData) {
    note("data.source", old.source.name, new.source.name)
    // The digest says whether files elsewhere are the same data.
    for key in DataSource.Key.allCases where key != .path {
      note("data.\(key)", old.source.text(of: key), new.source.text(of: key))
    }
    // As for the path of the data.
    func ownTest(_ data: StudyData) -> OwnTest? {
      if case .file = data.source.ownTest { .file("") } else { data.source.ownTest }
    }
    if old.test != new.test || ownTest(old) != ownTest(new) { keys.changed.append("data.test") }
    note("data.validation", old.validation, new.validation)
    for setting in DataSetting.allCases { note(setting.key, setting.text(in: old), setting.text(in: new)) }
  }

  mutating func noteSizes(_ old: TrainingSetSizes, _ new: TrainingSetSizes) {
    guard old != new else { return }
    switch (old, new) {
    case (.list(let old), .list(let new)), (.perClass(let old), .perClass(let new)):
      note("sizes", isAddition: Set(new).isSuperset(of: old))
    // Subsets with as many samples of each class are others.
    default: note("sizes", isSame: old.areBalanced == new.areBalanced, isAddition: false)
    }
  }

  /// A metric that was not measured takes new runs, unless it is the training loss.
  mutating func noteMetrics(_ old: StudyDescription, _ new: StudyDescription) {
    guard old.metrics != new.metrics else { return }
    let losses = Set(old.values(of: \.loss))
    let missing = new.metrics.filter { !old.metrics.contains($0) && !losses.isSubset(of: $0.losses) }
    if missing.isEmpty { return keys.added.append("metrics") }
    keys.changed.append("metrics (its runs have not measured \(missing.map(\.name).joined(separator: ", ")))")
  }

  mutating func noteModels(_ old: [Model], _ new: [Model]) {
    let before = Dictionary(old.map { ($0.name, $0.kind) }) { first, _ in first }
    let after = Dictionary(new.map { ($0.name, $0.kind) }) { first, _ in first }
    for model in old {
      if let kind = after[model.name] {
        noteModel("models.\(model.name)", model.kind, kind)
      } else {
        keys.removed.append("models.\(model.name)")
      }
    }
    keys.added += new.filter { before[$0.name] == nil }.map { "models.\($0.name)" }
    let kept = (old: old.map(\.name).filter { after[$0] != nil }, new: new.map(\.name).filter { before[$0] != nil })
    if kept.old != kept.new { keys.added.append("models") }
  }

  /// Names the properties of a network that stays one, else the model.
  private mutating func noteModel(_ key: String, _ old: ModelKind, _ new: ModelKind) {
    switch (old, new) {
    case (.network(let before), .network(let after)):
      note(key + ".hidden", before.hidden, after.hidden)
      note(key + ".normalisation", before.structure.normalisation, after.structure.normalisation)
      note(key + ".residual", before.structure.isResidual, after.structure.isResidual)
    default: note(key, old, new)
    }
  }

  /// Settings that depend on another one that differs, as the coefficients of an optimiser do, are not named as well.
  mutating func noteTraining(_ old: TrainingSettings, _ new: TrainingSettings) {
    func differs(_ setting: TrainingSetting) -> Bool { setting.value(in: old) != setting.value(in: new) }
    for setting in TrainingSetting.all where differs(setting) {
      guard setting.condition.flatMap({ TrainingSetting.named($0.setting) }).map(differs) != true else { continue }
      // With another number of epochs, histories are continued or cut.
      note("training.\(setting.name)", isSame: setting.name == "epochs", isAddition: false)
    }
  }

  mutating func noteStopping(_ old: [StoppingSpecification], _ new: [StoppingSpecification]) {
    guard old != new else { return }
    note("stopping", isAddition: Set(new.flatMap(\.rules)).isSuperset(of: old.flatMap(\.rules)))
  }

  /// A key that begins or ceases to vary or to be tuned changes every configuration; the order of such keys changes none.
  mutating func noteVaried(_ section: String, _ old: [VariedSetting], _ new: [VariedSetting]) {
    for setting in old {
      guard let other = new.first(where: { $0.key == setting.key }) else {
        keys.changed.append("\(section).\(setting.key)")
        continue
      }
      guard setting.values != other.values else { continue }
      note("\(section).\(setting.key)", isAddition: setting.values.allSatisfy(other.values.contains))
    }
    let known = Set(old.map(\.key))
    keys.changed += new.filter { !known.contains($0.key) }.map { "\(section).\($0.key)" }
    if old.map(\.key) != new.map(\.key), Set(new.map(\.key)) == known { keys.added.append(section) }
  }
}
