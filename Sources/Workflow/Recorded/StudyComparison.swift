import Datasets
import DurableFiles
import Foundation
import NeuralNetwork
import Reporting
import Study
import TextOutput
public import TrialStorage

/// The results of several studies as one: each model under the name of its study, with the same figures and tables, and
/// contrasts between counterparts.
public struct StudyComparison: Sendable {
  /// The study that holds all runs.
  public let recorded: RecordedStudy

  /// The results of one folder.
  struct Part {
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
    let unfinished = parts.filter { !$0.results.isFinal }
    if !unfinished.isEmpty {
      compared.unfinished = unfinished.map(\.name)
      compared.notes += unfinished.map {
        "\($0.name) is not finished: it has \($0.results.trajectories.count.counted("trajectory", "trajectories")) so far."
      }
    }
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

  // MARK: runs

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
}
