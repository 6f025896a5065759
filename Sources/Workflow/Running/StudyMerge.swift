import DurableFiles
import Foundation
import NeuralNetwork
import Study
import TextOutput
public import TrialStorage

/// Merges the results of several folders, such as the shards of a study, into one.
///
/// Merging again changes nothing, and the order of the folders does not matter. Nothing is written if any of the
/// folders does not fit the others.
public struct StudyMerge {
  private let folder: ResultsFolder
  private let sources: [ResultsFolder]

  /// Counts of the trajectories that were merged.
  public struct Outcome: Sendable, Equatable, Answer {
    /// The folder.
    public let folder: String
    /// Number of trajectories taken from the sources.
    public let added: Int
    /// Number of trajectories that the folder has now.
    public let total: Int

    /// What the text says, as values.
    public var facts: Facts { Facts(folder: folder, added: added, total: total, missing: missing) }
    /// Number of trajectories that the study still lacks; nil until that is known.
    public var missing: Int?

    /// What `fathom merge` says, as values.
    public struct Facts: Encodable, Sendable {
      let folder: String
      let added: Int
      let total: Int
      @OrNull var missing: Int?
    }

    /// One line.
    public var description: String {
      "merged \(count(added)) new of \(total.counted("trajectory", "trajectories")) in \(folder)"
    }
  }

  /// Prepares to merge `sources` into `folder` or, if there are none, the shards in `folder`.
  ///
  /// - Throws: ``WorkflowError`` if there is nothing to merge.
  public init(into folder: ResultsFolder, from sources: [ResultsFolder]) throws {
    self.folder = folder
    self.sources = sources.isEmpty ? try Self.shards(of: folder) : sources
    guard !self.sources.isEmpty else {
      throw WorkflowError(
        "\(folder.path): \(folder.item.isFolder ? "has no shards to merge" : "there is no such folder"); name the folders to "
          + "merge after it")
    }
  }

  private static func shards(of folder: ResultsFolder) throws -> [ResultsFolder] {
    try folder.shards.list().map { ResultsFolder(folder.shards.appending(path: $0)) }.filter(\.hasStore)
  }

  /// What a folder holds.
  private struct Part {
    var record: StudyRecord?
    var results: [TrajectoryResult] = []

    init(_ folder: ResultsFolder) throws {
      guard folder.hasStore else { return }
      let store = try SQLiteTrialStore(folder.store, readOnly: true)
      (record, results) = (try store.study(), try store.shownResults())
    }
  }

  /// Merges the folders.
  ///
  /// - Throws: ``WorkflowError`` if results contradict each other or studies differ, with the names of the folders;
  ///   errors of stores and files. Results in conflict leave everything unchanged.
  public func run() throws -> Outcome {
    try checkTarget()
    var lock = folder.hasStore ? try folder.claim(forOutput: false) : nil
    defer { withExtendedLifetime(lock) {} }
    let known = try Part(folder)
    try known.record?.refuseForeignRuns(in: folder, to: "be merged with others")
    var record = known.record
    var merged: [String: (result: TrajectoryResult, origin: ResultsFolder)] = [:]
    var studies: [String: StudyDescription] = [:]
    for result in known.results { merged[result.key] = (result, folder) }
    studies[folder.path] = known.record?.description
    var added: Set<String> = []
    for source in sources {
      guard source.hasStore else {
        throw WorkflowError("\(source.path): \(source.whyEmpty); leave it out, or run the study there")
      }
      let part = try Part(source)
      try part.record?.refuseForeignRuns(in: source, to: "be merged")
      try part.record?.description.refusePrecision(for: "fathom merge")
      record = try agreed(record, part.record, source)
      studies[source.path] = part.record?.description
      for result in part.results {
        guard let known = merged[result.key] else {
          merged[result.key] = (result, source)
          added.insert(result.key)
          continue
        }
        guard let better = Self.better(known.result, result) else {
          throw WorkflowError(
            "\(source.path): its run of \(result.configuration.label), replicate \(result.replicate), differs from that in "
              + "\(known.origin.path); keep one of the folders, results of different processors cannot be mixed")
        }
        if better != known.result {
          merged[result.key] = (better, source)
          added.insert(result.key)
        }
      }
    }
    guard let record else { throw WorkflowError("\(folder.path): the folders to merge hold no study yet") }
    if lock == nil {
      lock = try folder.claim(forOutput: false, studyFile: record.file)
      guard !folder.hasStore else {
        throw WorkflowError("\(folder.path): another process has just begun to fill it; run again")
      }
    }
    let store = try SQLiteTrialStore(folder.store)
    /// With its settings in the order of the merged study.
    func ordered(_ result: TrajectoryResult, of origin: ResultsFolder) -> TrajectoryResult {
      guard let study = studies[origin.path] else { return result }
      var result = result
      result.configuration = record.description.ordered(result.configuration, of: study)
      return result
    }
    // Runs with fewer epochs are kept, for a run of the study to go on from.
    let others = Set(
      merged.filter { record.description.hasOtherLimit(ordered($0.value.result, of: $0.value.origin)) }.keys)
    let new = merged.values.filter { added.contains($0.result.key) }
    for (result, origin) in new { try folder.copyModels(of: result, from: origin) }
    if !added.isEmpty { try folder.removeManifest(before: record.description) }
    try DurableFile.write(record.file, to: folder.studyFile)
    try store.setStudy(record, showing: others.isEmpty ? nil : Set(merged.keys).subtracting(others))
    FailPoint.beforeMerge.reach()
    var stores: [String: SQLiteTrialStore] = [:]
    try store.save(new.map(ordered), hiding: others.intersection(added)) { key in
      guard let origin = merged[key]?.origin else { return nil }
      let source = try stores[origin.path] ?? SQLiteTrialStore(origin.store, readOnly: true)
      stores[origin.path] = source
      return try source.finalState(of: key)
    }
    FailPoint.afterMerge.reach()
    return Outcome(folder: folder.path, added: added.count, total: merged.count)
  }

  /// Refuses a folder with files in it that has nothing to do with Fathom.
  private func checkTarget() throws {
    guard !folder.hasStore, !folder.shards.isFolder, !folder.wasClaimed, try !folder.item.list().isEmpty else { return }
    throw WorkflowError(
      "\(folder.path): holds other files and no results of Fathom's; name the results folder, or a new one")
  }

  /// The version of the study that covers the results of both.
  private func agreed(_ known: StudyRecord?, _ found: StudyRecord?, _ source: ResultsFolder) throws -> StudyRecord? {
    guard let known, let found else { return known ?? found }
    // The version has to cover the results of both. Runs that ended at fewer epochs can go on.
    let epochs = max(known.description.training.epochs, found.description.training.epochs)
    func covers(_ one: StudyRecord, _ other: StudyRecord) -> Bool {
      var raised = other
      raised.description.training.epochs = epochs
      return one.description.training.epochs == epochs && raised.changes(to: one, hiding: false).isEmpty
    }
    if covers(found, known) { return found }
    if covers(known, found) { return known }
    let changed = known.changes(to: found, hiding: false)
    let wayOut =
      known.changes(to: found).isEmpty && found.changes(to: known).isEmpty
      ? "run the parts again with one study file, which keeps what they have" : "merge it into a folder of its own"
    throw WorkflowError(
      "\(source.path): holds a study that differs in \(changed.joined(separator: ", ")); \(wayOut)")
  }

  /// The more complete of two runs of a trajectory; nil if they contradict each other.
  static func better(_ first: TrajectoryResult, _ second: TrajectoryResult) -> TrajectoryResult? {
    let (short, long) = first.history.count <= second.history.count ? (first, second) : (second, first)
    // One of them may have been run with more metrics.
    let metrics = Metric.all.filter { metric in
      [first, second].allSatisfy { $0.history.first?.train[metric] != nil }
    }
    func timeless(_ result: TrajectoryResult) -> [EpochRecordBits] {
      result.history.map { EpochRecordBits($0, metrics) }
    }
    guard timeless(long).starts(with: timeless(short)) else { return nil }
    if short.history.count < long.history.count { return short.diverged ? nil : long }
    guard short.diverged == long.diverged else { return nil }
    let (a, b) = (first.recordings, second.recordings)
    if let a = a.batchLosses, let b = b.batchLosses, a.map(\.bitPattern) != b.map(\.bitPattern) { return nil }
    let (predictedA, predictedB) = (a.predictions?.byEpoch ?? [:], b.predictions?.byEpoch ?? [:])
    guard predictedA.allSatisfy({ epoch, predictions in predictedB[epoch].map { $0 == predictions } ?? true }) else {
      return nil
    }
    if let a = a.deadNeurons, let b = b.deadNeurons, a.probes == b.probes, a != b { return nil }
    func contentCount(_ result: TrajectoryResult) -> Int {
      let recordings = result.recordings
      return (result.history.first?.train.metrics.count ?? 0) + (recordings.batchLosses == nil ? 0 : 1)
        + (recordings.deadNeurons == nil ? 0 : 1)
        + (recordings.savedEpochs.isEmpty ? 0 : 1) + (recordings.predictions?.byEpoch.count ?? 0)
    }
    return contentCount(second) > contentCount(first) ? second : first
  }

  /// An epoch's numbers for these metrics, without its time, as bits.
  struct EpochRecordBits: Equatable {
    private let bits: [UInt64?]

    init(_ record: EpochRecord, _ metrics: [Metric]) {
      let scores = [record.train, record.validation, record.test].flatMap { score in
        [score?.loss?.bitPattern] + metrics.map { score?[$0]?.bitPattern }
      }
      bits = [UInt64(record.epoch), record.updates.map(UInt64.init)] + scores
    }
  }
}

extension StudyDescription {
  /// Whether a run was trained with another limit of epochs than it would have in this study.
  fileprivate func hasOtherLimit(_ result: TrajectoryResult) -> Bool {
    result.epochLimit.map { $0 != epochLimit(of: result.configuration) } ?? false
  }
}
