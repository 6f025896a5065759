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
  /// The folder on which that lies, if it was made for it.
  private let newScratch: URL?
  private let publisher: ShardPublisher?
  private let secondsBetweenCopies: Double

  /// Prepares shard `shard` of the study whose results belong in `whole`; what `whole` has already is left out.
  ///
  /// With `scratch` the store is kept there during the run, and copied to the shards of `whole` every ten
  /// `checkpointInterval` seconds and when the run ends. If the process is killed, the next run continues with what it finds
  /// on scratch or, without that, in the shards.
  ///
  /// - Throws: ``WorkflowError`` if a precision decides the number of replicates; `StoreError` or `FileError` if a store cannot be read or a folder not be created.
  public init(
    _ prepared: PreparedStudy, _ shard: Shard, of whole: ResultsFolder, scratch: URL?, style: ProgressStyle, jobs: Int,
    checkpointInterval: Double, version: String, command: [String], reusing reused: [ResultsFolder] = []
  ) throws {
    try prepared.description.refusePrecision(for: "--shard")
    let plan = try prepared.plan.part(shard, of: whole)
    published = whole.folder(of: shard)
    newScratch = scratch.flatMap { FileManager.default.fileExists(atPath: $0.path(percentEncoded: false)) ? nil : $0 }
    working = try scratch.map { scratch in
      try Self.folder(
        on: scratch, "fathom-\(prepared.description.name)-\(prepared.plan.facts.digest.prefix(8))-\(shard.name)-")
    }
    publisher = working.map { [published] in ShardPublisher($0, to: published) }
    secondsBetweenCopies = 10 * checkpointInterval
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
    do {
      return ResultsFolder(try PrivateFolder.create(in: scratch, prefix: prefix))
    } catch {
      // Another shard may just have removed the place that it had made.
      try DurableFile.createFolder(scratch)
      return ResultsFolder(try PrivateFolder.create(in: scratch, prefix: prefix))
    }
  }

  /// Removes what is empty on scratch: the folder in which nothing was stored, and the one that was made for it.
  private func removeEmptyScratch() {
    if let working, !working.hasStore { try? DurableFile.removeTree(working.item) }
    if let newScratch { rmdir(newScratch.path(percentEncoded: false)) }
  }

  /// Trains the shard.
  ///
  /// - Returns: whether the shard is finished; false if Ctrl-C, SIGTERM or the end of the time interrupted it.
  /// - Throws: an error of one line that names what is wrong.
  public func run(limit: TimeLimit? = nil) throws -> Bool {
    // Without scratch the execution claims it.
    defer { removeEmptyScratch() }
    let lock = working == nil ? nil : try published.claim(forOutput: false)
    defer { withExtendedLifetime(lock) {} }
    try publisher?.takeUp()
    let finished: Bool
    do {
      let ticker = publisher.map { publisher in
        Ticker(every: secondsBetweenCopies) { publisher.publishOnTheWay() }
      }
      ticker?.start()
      defer { withExtendedLifetime(ticker) {} }
      finished = try RunBatch([execution], style: style, limit: limit).run()
    } catch {
      // Publish what there is; the first error is the one to report.
      try? publisher?.finish()
      throw error
    }
    try publisher?.finish()
    guard finished else { return false }
    // A leftover folder on scratch does no harm, except to its owner's quota.
    if let working { try? DurableFile.removeTree(working.item) }
    try Terminal.print(
      "shard \(shard) of \(execution.prepared.description.name) is finished in \(published.path); when all are, run "
        + "fathom merge \(whole.path)\n")
    return true
  }
}
