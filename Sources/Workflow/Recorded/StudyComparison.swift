import Datasets
import DurableFiles
import ForeignHistories
import Foundation
import NeuralNetwork
import Reporting
import Study
public import TrialStorage

/// The results of several studies as one: each model under the name of its study, with the same figures and tables, and
/// contrasts between counterparts.
public struct StudyComparison: Sendable {
  /// The study that holds all runs.
  public let recorded: RecordedStudy

  /// The results of one folder.
  private struct Part {
    var folder: ResultsFolder
    var name: String
    var record: StudyRecord
    var results: StudyResults
    /// Added to the number of each replicate.
    var offset = 0

    var study: StudyDescription { results.study }
  }

  /// Puts the results of folders together.
  ///
  /// Replicates of two studies are paired if both were trained on the same data, divided alike, with the same seed, as
  /// replicate 1 of both then has the same samples; others are compared unpaired.
  ///
  /// - Parameters:
  ///   - names: what the studies are called, in their order; empty for their own names, or those of their folders if two have
  ///     the same.
  ///   - isPaired: whether replicates are paired; nil to find out.
  ///   - name: the name of the comparison.
  /// - Throws: ``WorkflowError`` if the studies have nothing to compare, and errors of stores.
  public init(_ folders: [ResultsFolder], names: [String], isPaired: Bool?, name: String) throws {
    guard folders.count > 1 else {
      throw WorkflowError("compare: one study has nothing to be compared with; name another")
    }
    guard names.isEmpty || names.count == folders.count else {
      throw WorkflowError("--as: \(names.count) names for \(folders.count) studies; give one for each")
    }
    for (index, folder) in folders.enumerated() {
      guard let path = try? folder.item.realPath(),
        let same = folders[..<index].first(where: { (try? $0.item.realPath()) == path })
      else { continue }
      throw WorkflowError(
        same.path == folder.path
          ? "compare: \(folder.path) is named twice; name another study"
          : "compare: \(same.path) and \(folder.path) are one folder; name another study")
    }
    var parts = try folders.map { folder in
      let results = try folder.results()
      guard let record = try SQLiteTrialStore(folder.store, readOnly: true).study(), !results.trajectories.isEmpty
      else {
        throw WorkflowError("\(folder.path): has no finished run yet; run the study first")
      }
      return Part(folder: folder, name: results.study.name, record: record, results: results)
    }
    let called = try Self.names(parts, given: names)
    if let odd = called.first(where: { $0 != $0.withoutControls() }) {
      throw WorkflowError(
        "compare: the name \"\(odd.withoutControls())\" of a study has a line break or another control character; name the "
          + "studies with --as")
    }
    for index in parts.indices { parts[index].name = called[index] }
    let areCrossed = Set(parts.map(\.study.replicates.isCrossed))
    if isPaired == true { try Self.checkPairs(parts) }
    let groups = try Self.paired(&parts, isPaired: isPaired)
    if areCrossed.contains(true), areCrossed.count > 1 || groups > 1 {
      throw WorkflowError(
        "compare: replicates of data and initial-weights can only be compared with those of the same data and seed")
    }
    let metrics = try Self.metrics(parts)
    let studies = parts.map(\.study)
    let (varied, tuned) = (Self.union(studies, of: \.vary, constants: true), Self.union(studies, of: \.tune))
    let areSameTests = groups == 1 || Set(parts.map(\.record.dataDigest)).count == 1
    var compared = StudyOrigin.ComparedStudies(
      names: called, differences: Self.differences(studies),
      notes: parts.filter { $0.study.origin?.isTestedOnValidation == true }
        .map { "“Test” is the validation set in \($0.name)." })
    try Self.countEpochs(parts, &compared)
    let sharedData = parts.compactMap { part in part.study.origin?.sharedData.map { "\(part.name): \($0)" } }
    if !sharedData.isEmpty { compared.sharedData = sharedData.joined(separator: " ") }
    let origin = StudyOrigin.compared(compared)
    var study = StudyDescription(
      name: name, title: called.joined(separator: ", "), data: Self.data(studies, origin, metrics),
      sizes: .list(Set(parts.flatMap { $0.results.trajectories.map(\.configuration.size) }).sorted()),
      replicates: Self.replicates(parts, groups: groups),
      intervals: areSameTests && studies.allSatisfy { $0.intervals != .replicates }
        ? studies[0].intervals : .replicates,
      seed: studies[0].seed, metrics: metrics, models: Self.models(parts), training: TrainingSettings(),
      stopping: Self.rules(parts).map { StoppingSpecification(name: $0.kind.name, rules: [$0]) }, vary: varied,
      tune: tuned, figures: nil)
    study.origin = origin
    let trajectories = parts.enumerated().flatMap { index, part in
      part.results.trajectories.map {
        Self.trajectory($0, of: part, number: index, in: study, keepsTests: areSameTests)
      }
    }
    let results = StudyResults(study: study, trajectories: trajectories)
    // As in the folders, whose replicates have other numbers here where they are not paired.
    let numbers = Dictionary(zip(trajectories, parts.flatMap(\.results.trajectories)).map { ($0.key, $1.replicate) }) {
      first, _ in first
    }
    let remarks = MissingScores(results) { "replicate \(numbers[$0.key] ?? $0.replicate)" }.remarks
    if !remarks.isEmpty { compared.remarks = remarks }
    study.origin = .compared(compared)
    let digest = sha256Hex(Array(parts.map(\.results.digest).joined(separator: " ").utf8))
    // What verdicts within a study have spent is spent here, too.
    let looks = Set(parts.flatMap(\.results.looks)).sorted()
    recorded = RecordedStudy(
      study: study, trajectories: results.trajectories,
      looks: looks.map { Look(replicates: $0, time: .now) },
      file: "# fathom compare \(folders.map(\.path).joined(separator: " ")) --as \(called.joined(separator: ","))\n",
      digest: digest)
  }

  // MARK: epochs

  /// Says what epochs are where they are numbers of measurements.
  ///
  /// - Throws: ``WorkflowError`` if an epoch of one study is several of another.
  private static func countEpochs(_ parts: [Part], _ compared: inout StudyOrigin.ComparedStudies) throws {
    let parts = parts.filter { $0.results.trajectories.contains { $0.configuration.kind == .network } }
    let counted = parts.map { (name: $0.name, epochs: $0.study.origin?.measuredEpochs) }
    guard let first = counted.first, counted.contains(where: { $0.epochs != first.epochs }) else {
      compared.measuredEpochs = counted.first?.epochs
      return
    }
    func words(_ epochs: String?) -> String { epochs ?? "epochs 1, 2, 3, …" }
    func unit(_ epochs: String?) -> Substring { words(epochs).prefix { $0 != " " } }
    for (index, one) in counted.enumerated() {
      // How many steps an epoch has is not known.
      guard
        let other = counted[..<index].first(where: { $0.epochs != one.epochs && unit($0.epochs) == unit(one.epochs) })
      else { continue }
      throw WorkflowError(
        "compare: the runs of \(other.name) were measured after \(words(other.epochs)) and those of \(one.name) after "
          + "\(words(one.epochs)), so that an epoch of one is several of the other; import both again with rows of the same "
          + "epochs only (those of a study are in its tables/epochs.tsv)")
    }
    compared.notes += counted.compactMap { study in
      study.epochs.map { "\(study.name): an epoch is the number of a measurement (\($0))." }
    }
  }

  // MARK: names

  /// The most characters of a study's name.
  private static let longestName = 64

  private static func names(_ parts: [Part], given: [String]) throws -> [String] {
    if !given.isEmpty {
      if let twice = given.enumerated().first(where: { given.prefix($0).contains($1) }) {
        throw WorkflowError("--as: \(twice.element) names two studies; give each its own name")
      }
      if let long = given.first(where: { $0.count > longestName }) {
        throw WorkflowError(
          "--as: \(long.prefix(longestName))… has \(long.count) characters; give a name of up to \(longestName)")
      }
      return given
    }
    func areDistinct(_ names: [String]) -> Bool { Set(names).count == names.count }
    let own = parts.map(\.name)
    if areDistinct(own) { return own }
    let folders = parts.map { $0.folder.url.standardizedFileURL.lastPathComponent }
    if areDistinct(folders) { return folders }
    return own.enumerated().map { "\($1) (\($0 + 1))" }
  }

  private static func models(_ parts: [Part]) -> [Model] {
    parts.enumerated().flatMap { index, part in
      part.study.models.map { model in
        let known = part.results.trajectories.first { $0.configuration.model == model.name }?.configuration
        return Model(
          name: modelName(model.name, of: part),
          kind: .recorded(
            RecordedModel(
              hidden: known?.hidden, parameters: known?.parameters,
              learner: RecordedLearner(known?.kind ?? .network, depth: known?.depth), words: words(model, part.study),
              tunings: part.study.tuningCount(of: model.kind), source: .init(study: index, model: model.name))))
      }
    }
  }

  private static func modelName(_ model: String, of part: Part) -> String { "\(part.name): \(model)" }

  /// What the hidden layers of a model do not say.
  private static func words(_ model: Model, _ study: StudyDescription) -> String? {
    if let words = study.baseline(model.name) { return words }
    guard case .network(let layers) = model.kind, !layers.structure.words.isEmpty,
      case .widths(let widths) = layers.hidden
    else { return nil }
    return ([HiddenLayers.words(widths)] + layers.structure.words).joined(separator: ", ")
  }

  // MARK: settings

  /// What stands for the data: their source, and the quantity that is predicted if all studies predict the same.
  private static func data(_ studies: [StudyDescription], _ origin: StudyOrigin, _ metrics: [Metric]) -> StudyData {
    var data = RecordedStudy.data(origin, metrics)
    let names = Set(studies.map(\.data.source.quantityName))
    if data.source.predictsQuantity, names.count == 1 { data.source.target = names.first }
    return data
  }

  /// The metrics that all studies have measured, in the order of the first.
  private static func metrics(_ parts: [Part]) throws -> [Metric] {
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
  private static func rules(_ parts: [Part]) -> [StoppingRule] {
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
  private static func union(
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
  private static func differences(_ studies: [StudyDescription]) -> [StudyOrigin.ComparedStudies.Difference] {
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

  // MARK: runs

  /// Numbers the replicates of studies that belong together alike, and those of others apart; returns how many groups of
  /// studies belong together.
  private static func paired(_ parts: inout [Part], isPaired: Bool?) throws -> Int {
    var groups: [[Int]] = []
    for index in parts.indices {
      let place = groups.firstIndex { group in
        isPaired ?? group.allSatisfy { haveSameDraws(parts[$0], parts[index]) }
      }
      if let place { groups[place].append(index) } else { groups.append([index]) }
    }
    var last = 0
    for group in groups {
      for index in group { parts[index].offset = last }
      last += group.map { parts[$0].study.replicates.count }.max() ?? 0
    }
    guard last <= Replicates.most else {
      throw WorkflowError("compare: more than \(Replicates.most) replicates in all; leave a study out")
    }
    return groups.count
  }

  /// Refuses to pair studies that have a size in common, and at none of these a replicate.
  private static func checkPairs(_ parts: [Part]) throws {
    let numbers = parts.map { part in
      Dictionary(grouping: part.results.trajectories, by: \.configuration.size).mapValues { Set($0.map(\.replicate)) }
    }
    for index in parts.indices {
      for other in parts.indices.prefix(index) {
        let sizes = numbers[other].keys.filter { numbers[index][$0] != nil }
        guard !sizes.isEmpty,
          sizes.allSatisfy({ numbers[other][$0]?.isDisjoint(with: numbers[index][$0] ?? []) ?? true })
        else { continue }
        func extent(_ place: Int) -> String {
          let all = numbers[place].values.joined()
          return "\(all.min() ?? 1) to \(all.max() ?? 1)"
        }
        throw WorkflowError(
          "--paired: no run of \(parts[other].name) has the replicate of a run of \(parts[index].name) (they are "
            + "\(extent(other)) and \(extent(index))); leave --paired out")
      }
    }
  }

  private static func haveSameDraws(_ one: Part, _ other: Part) -> Bool {
    let (first, second) = (one.study, other.study)
    return first.origin == nil && second.origin == nil && one.record.dataDigest == other.record.dataDigest
      && first.data.test == second.data.test && first.data.validation == second.data.validation
      && first.seed == second.seed && first.sizes.areBalanced == second.sizes.areBalanced
      && first.replicates.isCrossed == second.replicates.isCrossed
  }

  private static func replicates(_ parts: [Part], groups: Int) -> Replicates {
    let all = parts.map { $0.offset + $0.study.replicates.count }.max() ?? 1
    guard groups == 1, let longest = parts.map(\.study.replicates).max(by: { $0.count < $1.count }), longest.isCrossed
    else { return .independent(all) }
    return longest
  }

  private static func trajectory(
    _ result: TrajectoryResult, of part: Part, number: Int, in study: StudyDescription, keepsTests: Bool
  ) -> TrajectoryResult {
    let old = result.configuration
    var configuration = Configuration(
      modelIndex: old.modelIndex, model: modelName(old.model, of: part), hidden: old.hidden, parameters: old.parameters,
      size: old.size, varied: texts(of: study.vary, in: part, old), tuned: texts(of: study.tune, in: part, old))
    configuration.recorded = RecordedLearner(old.kind, depth: old.depth)
    var new = result
    new.configuration = configuration
    new.replicate += part.offset
    new.epochLimit = part.study.epochLimit(of: result)
    new.key = RecordedStudy.key([result.key, "\(number)"] + configuration.varied + configuration.tuned)
    new.recordings = Recordings()
    new.recordings.standardErrors = result.recordings.standardErrors
    if keepsTests { new.recordings.testValues = result.recordings.testValues }
    return new
  }

  /// The value of each key for a configuration of a part: the one that it varies or tunes, or that it has throughout; empty
  /// where it is not known.
  private static func texts(of settings: [VariedSetting], in part: Part, _ old: Configuration) -> [String] {
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
