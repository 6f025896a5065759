import DurableFiles
public import Foundation
public import Study
public import TrialStorage

/// Trains one shard of a study in a folder of its own, on fast local scratch if there is one.
public struct ShardRun: Sendable {
  private let execution: StudyExecution
  private let style: ProgressStyle
  private let shard: Shard
  /// The folder of the whole study.
  private let whole: ResultsFolder
  private let published: ResultsFolder
  /// The folder on scratch, if there is one.
  private let working: ResultsFolder?

  /// Prepares shard `shard` of the study whose results belong in `whole`; what `whole` has already is left out.
  ///
  /// With `scratch` the store is kept there during the run, and copied to the shards of `whole` when the run ends. If
  /// the process is killed, the next run that finds the store on scratch continues with it.
  ///
  /// - Throws: ``WorkflowError`` if a precision decides the number of replicates; `StoreError` or `FileError` if a store cannot be read or a folder not be created.
  public init(
    _ prepared: PreparedStudy, _ shard: Shard, of whole: ResultsFolder, scratch: URL?, style: ProgressStyle, jobs: Int,
    checkpointInterval: Double, version: String, command: [String], reusing reused: [ResultsFolder] = []
  ) throws {
    try prepared.description.refusePrecision(for: "--shard")
    var plan = prepared.plan.part(shard)
    if whole.hasStore {
      let finished = try SQLiteTrialStore(whole.store, readOnly: true).results()
      // Those with another limit of epochs count only when they are taken up, which a run of the whole study does.
      let keys = Set(prepared.plan.trajectories.map(\.key))
      let missing = Set(
        prepared.plan.remaining(given: finished.filter { keys.contains($0.key) }).missing.map(\.key))
      plan = plan.without(Set(plan.trajectories.map(\.key)).subtracting(missing))
    }
    published = ResultsFolder(whole.shards.appending(path: shard.name))
    working = try scratch.map { scratch in
      try Self.folder(
        on: scratch, "fathom-\(prepared.description.name)-\(prepared.plan.facts.digest.prefix(8))-\(shard.name)-")
    }
    execution = StudyExecution(
      prepared, part: plan, folder: working ?? published, jobs: jobs, checkpointInterval: checkpointInterval,
      version: version, command: command, reusing: reused)
    self.style = style
    self.shard = shard
    self.whole = whole
  }

  /// The folder on `scratch` that an earlier run has left, or a new one.
  ///
  /// Anybody may create files there, under any name: an earlier folder is used only if it belongs to this user and
  /// nobody else could write to it.
  private static func folder(on scratch: URL, _ prefix: String) throws -> ResultsFolder {
    try DurableFile.createFolder(scratch)
    for item in try PrivateFolder.existing(in: scratch, prefix: prefix) {
      let folder = ResultsFolder(item)
      if try folder.holder() == nil { return folder }
    }
    return ResultsFolder(try PrivateFolder.create(in: scratch, prefix: prefix))
  }

  /// Trains the shard.
  ///
  /// - Returns: whether the shard is finished; false if Ctrl-C, SIGTERM or the end of the time interrupted it.
  /// - Throws: an error of one line that names what is wrong.
  public func run(limit: TimeLimit? = nil) throws -> Bool {
    // Without scratch the execution claims it.
    let lock = working == nil ? nil : try published.claim(forOutput: false)
    defer { withExtendedLifetime(lock) {} }
    try takeUp()
    let finished: Bool
    do {
      finished = try RunBatch([execution], style: style, limit: limit).run()
    } catch {
      // Publish what there is; the first error is the one to report.
      try? publish()
      throw error
    }
    try publish()
    guard finished else { return false }
    // A leftover folder on scratch does no harm, except to its owner's quota.
    if let working { try? DurableFile.removeTree(working.item) }
    try Terminal.print(
      "shard \(shard) of \(execution.prepared.description.name) is finished in \(published.path); when all are, run "
        + "fathom merge \(whole.path)\n")
    return true
  }

  /// Copies what an earlier run has published to scratch, unless scratch has more.
  private func takeUp() throws {
    guard let working else { return }
    let there = try Self.stored(working)
    guard let here = try Self.stored(published), there.map({ $0 < here }) ?? true else { return }
    try Self.copy(published, to: working)
  }

  private func publish() throws {
    guard let working, try Self.stored(working) != nil else { return }
    try Self.copy(working, to: published)
  }

  /// Number of trajectories in the store of a folder; nil if there is none.
  private static func stored(_ folder: ResultsFolder) throws -> Int? {
    guard folder.hasStore else { return nil }
    return try SQLiteTrialStore(folder.store, readOnly: true).results().count
  }

  /// Copies models first and the store last, each completely or not at all, so that a store never names missing models.
  private static func copy(_ from: ResultsFolder, to: ResultsFolder) throws {
    let models = try from.models.list().filter { $0.hasSuffix(".safetensors") }
    if !models.isEmpty { try DurableFile.createFolder(to.models) }
    for model in models {
      let copy = to.models.appending(path: model)
      if !copy.isFile { try DurableFile.copy(from.models.appending(path: model), to: copy) }
    }
    for (file, copy) in [(from.studyFile, to.studyFile), (from.log, to.log), (from.store, to.store)] where file.isThere
    {
      try DurableFile.copy(file, to: copy)
    }
  }
}
