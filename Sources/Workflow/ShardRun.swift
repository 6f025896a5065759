import DurableFiles
public import Foundation
public import Study
public import TrialStorage

/// One shard of a study, trained in a folder of its own, on fast local scratch if there is some.
public struct ShardRun: Sendable {
  private let execution: StudyExecution
  private let style: ProgressStyle
  private let shard: Shard
  /// The folder of the whole study.
  private let whole: ResultsFolder
  private let published: ResultsFolder

  /// Prepares shard `shard` of the study that `whole` will hold. What `whole` has already is left out.
  ///
  /// With `scratch` the store is kept there while it grows, and put among the shards of `whole` when the run ends, however
  /// it ends, but for a sudden death: what is on scratch then is taken up by the next run that finds it.
  public init(
    _ prepared: PreparedStudy, _ shard: Shard, of whole: ResultsFolder, scratch: URL?, style: ProgressStyle, jobs: Int,
    checkpointInterval: Double, version: String, command: [String]
  ) throws {
    var plan = prepared.plan.part(shard)
    if FileManager.default.fileExists(atPath: whole.store.path(percentEncoded: false)) {
      let finished = try SQLiteTrialStore(whole.store, readOnly: true).results()
      let missing = Set(prepared.plan.remaining(given: finished).missing.map(\.key))
      plan = plan.without(Set(plan.trajectories.map(\.key)).subtracting(missing))
    }
    published = ResultsFolder(whole.shards.appending(path: shard.name, directoryHint: .isDirectory))
    let name = "fathom-\(prepared.description.name)-\(prepared.plan.facts.digest.prefix(8))-\(shard.name)"
    let working = scratch.map { ResultsFolder($0.appending(path: name, directoryHint: .isDirectory)) }
    execution = StudyExecution(
      prepared, part: plan, folder: working ?? published, jobs: jobs, checkpointInterval: checkpointInterval,
      version: version, command: command)
    self.style = style
    self.shard = shard
    self.whole = whole
  }

  /// - Returns: whether the shard is finished; false if Ctrl-C, SIGTERM or the end of the time interrupted it.
  public func run(limit: TimeLimit? = nil) throws -> Bool {
    // Without scratch the execution claims it.
    let lock = isOnScratch ? try published.claim(forOutput: false) : nil
    defer { withExtendedLifetime(lock) {} }
    try takeUp()
    let finished: Bool
    do {
      finished = try RunBatch([execution], style: style, limit: limit).run()
    } catch {
      // Better what there is than nothing; the first error is the one to tell.
      try? publish()
      throw error
    }
    try publish()
    guard finished else { return false }
    // What stays on scratch harms nobody but its owner's quota.
    if isOnScratch { try? FileManager.default.removeItem(at: execution.folder.url) }
    try Terminal.print(
      "shard \(shard) of \(execution.prepared.description.name) is finished in \(published.path); when all are, run "
        + "fathom merge \(whole.path)\n")
    return true
  }

  private var isOnScratch: Bool { execution.folder.url != published.url }

  /// Brings what an earlier run has published to scratch, unless scratch holds more.
  private func takeUp() throws {
    guard isOnScratch else { return }
    let working = execution.folder
    try DurableFile.createFolder(working.url)
    let there = try Self.stored(working)
    guard let here = try Self.stored(published), there.map({ $0 < here }) ?? true else { return }
    try Self.copy(published, to: working)
  }

  private func publish() throws {
    guard isOnScratch, try Self.stored(execution.folder) != nil else { return }
    try Self.copy(execution.folder, to: published)
  }

  /// Trajectories in the store of a folder; nil if there is none.
  private static func stored(_ folder: ResultsFolder) throws -> Int? {
    guard FileManager.default.fileExists(atPath: folder.store.path(percentEncoded: false)) else { return nil }
    return try SQLiteTrialStore(folder.store, readOnly: true).results().count
  }

  /// Copies models first and the store last, each whole or not at all, so that a store never speaks of what is not there.
  private static func copy(_ from: ResultsFolder, to: ResultsFolder) throws {
    let models = (try? FileManager.default.contentsOfDirectory(at: from.models, includingPropertiesForKeys: nil)) ?? []
    if !models.isEmpty { try DurableFile.createFolder(to.models) }
    for model in models where model.pathExtension == "safetensors" {
      let copy = to.models.appending(path: model.lastPathComponent)
      if !FileManager.default.fileExists(atPath: copy.path(percentEncoded: false)) {
        try DurableFile.copy(model, to: copy)
      }
    }
    for (file, copy) in [(from.studyFile, to.studyFile), (from.log, to.log), (from.store, to.store)]
    where FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) {
      try DurableFile.copy(file, to: copy)
    }
  }
}
