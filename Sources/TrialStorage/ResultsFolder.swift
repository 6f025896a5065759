import Datasets
public import DurableFiles
public import Foundation
public import Study

/// The folder of a study's results: where each file lies in it, and which process may write to it.
///
/// Its content may come from anybody: links in it are not followed, and only Fathom's own files are written.
public struct ResultsFolder: Sendable {
  /// The folder itself.
  public let item: FolderItem

  /// Creates the folder at a URL that the user named; nothing is created on disk.
  public init(_ url: URL) { self.init(FolderItem(url)) }

  /// Creates a folder that may lie within another, such as a shard's; nothing is created on disk.
  public init(_ item: FolderItem) { self.item = item }

  /// URL of the folder.
  public var url: URL { item.url }
  /// The copy of the study file: `study.yaml`.
  public var studyFile: FolderItem { item.appending(path: "study.yaml") }
  /// What the run depended on: `manifest.json`.
  public var manifest: FolderItem { item.appending(path: "manifest.json") }
  /// What a run prints at its end: `summary.json`.
  public var summary: FolderItem { item.appending(path: "summary.json") }
  /// The store of trajectories and trials: `store.sqlite`.
  public var store: FolderItem { item.appending(path: "store.sqlite") }
  /// The folder of tables: `tables`.
  public var tables: FolderItem { item.appending(path: "tables") }
  /// The folder of figures: `plots`.
  public var plots: FolderItem { item.appending(path: "plots") }
  /// The folder of recorded models: `models`.
  public var models: FolderItem { item.appending(path: "models") }
  /// The folder with a results folder for each shard, if the study is trained in parts: `shards`.
  public var shards: FolderItem { item.appending(path: "shards") }
  /// The folder for scripts and logs of a Slurm job: `slurm`.
  public var slurm: FolderItem { item.appending(path: "slurm") }
  /// The report: `report.html`.
  public var report: FolderItem { item.appending(path: "report.html") }
  /// The log, with one JSON object per line: `log.jsonl`.
  public var log: FolderItem { item.appending(path: "log.jsonl") }
  /// Path of the folder as the user gave it.
  public var path: String { item.path }

  /// Whether there is a file for the store; its content is not checked.
  public var hasStore: Bool { store.isThere }

  /// Why it has no results: there is no such folder, no store in it, or stores of shards alone.
  public var whyEmpty: String {
    guard item.isFolder else { return "there is no such folder" }
    return shards.isFolder
      ? "holds shards, which fathom merge puts together" : "holds no results (no store.sqlite)"
  }

  /// Whether this process may write in the folder, so that it could claim it.
  public var isWritable: Bool {
    let lock = item.appending(path: ".lock")
    return [item, tables, plots, lock].allSatisfy { !$0.isThere || access($0.path, W_OK) == 0 }
  }

  /// Whether a process has ever claimed the folder.
  public var wasClaimed: Bool { FolderLock.hasClaimed(item) }

  /// Returns a description of the process that has claimed the folder now; nil if there is none.
  ///
  /// - Throws: `FileError` if the file `.lock` is not one that could be locked.
  public func holder() throws -> String? { try FolderLock.holder(of: item) }

  /// Less free space than this ends a run before it begins.
  private static let spaceNeeded: Int64 = 64 << 20

  /// Creates the folder if it is missing and claims it for this process; with `forOutput`, also creates the folders for
  /// tables and figures.
  ///
  /// A folder with neither a store nor an earlier claim counts as new: files in it that would be overwritten are the
  /// user's, except for a study file with the text `studyFile`.
  ///
  /// - Throws: `FileError` if the folder cannot be written, is nearly full, has links or foreign files where results
  ///   are to go, or another process is running the study.
  public func claim(forOutput: Bool = true, studyFile text: String? = nil) throws -> FolderLock {
    try DurableFile.createFolder(item)
    guard url.resolvingSymlinksInPath().path(percentEncoded: false) != "/" else {
      throw FileError(
        path: path, action: "is no results folder", reason: "it is the root of all files; choose another folder with -o"
      )
    }
    let isStore = try StoreFile(item: store).content() == .store
    if !isStore && !wasClaimed { try refuseToOverwrite(studyFile: text) }
    try checkPlaces()
    if forOutput { for folder in [tables, plots] { try DurableFile.createFolder(folder) } }
    let lock = try FolderLock(item)
    if isStore { for folder in [item, tables, plots, models] { folder.removeUnfinishedFiles() } }
    let free = try url.resourceValues(forKeys: [.volumeAvailableCapacityKey]).volumeAvailableCapacity.map(Int64.init)
    if let free, free < Self.spaceNeeded {
      throw FileError(
        path: path, action: "not enough space",
        reason:
          "\(free >> 20) MB free, \(Self.spaceNeeded >> 20) MB needed; make room, or choose another folder with -o")
    }
    return lock
  }

  /// Claims the folder to write figures or a report in it.
  ///
  /// - Throws: `FileError` as ``claim(forOutput:studyFile:)`` does, with `advice` if this process may not write there.
  public func claim(orElse advice: String) throws -> FolderLock {
    do { return try claim() } catch let error as FileError where !isWritable {
      throw FileError(path: error.path, action: error.action, reason: "\(error.reason); \(advice)")
    }
  }

  /// Looks for obstacles to writing results, so that a run fails before training rather than after it.
  private func checkPlaces() throws {
    try log.check(isWritten: true)
    for folder in [tables, plots, models] where folder.isThere && !folder.isFolder {
      // The errors are those that writing would give.
      try DurableFile.createFolder(folder)
    }
    for file in [studyFile, manifest, summary, report] where file.isFolder {
      throw FileError(path: file.path, action: "cannot write", reason: "a folder of that name is in the way")
    }
  }

  /// Endings of names in `tables` and `plots`.
  private static let outputEndings = [".tsv", ".gp", ".dat", ".svg", ".png", ".pdf", ".gif"]

  private func refuseToOverwrite(studyFile text: String?) throws {
    func refuse(_ file: FolderItem) -> FileError {
      FileError(
        path: file.path, action: "is in the way",
        reason: "\(path) holds no results yet, and this file would be overwritten; choose another folder with -o")
    }
    for file in [manifest, summary, report, log] where file.isThere { throw refuse(file) }
    if studyFile.isThere, try studyFile.contents(upTo: 1 << 26) != text.map({ Data($0.utf8) }) {
      throw refuse(studyFile)
    }
    for folder in [tables, plots] where folder.isFolder {
      if let name = try folder.list().first(where: { name in
        !name.hasPrefix(".") && Self.outputEndings.contains(where: name.hasSuffix)
      }) {
        throw refuse(folder.appending(path: name))
      }
    }
  }

  /// Returns what is stored: the study and every finished trajectory that it asks for, in the order of tables.
  ///
  /// - Throws: ``StoreError`` if there is no store, or no study in it yet.
  public func results() throws -> StudyResults {
    guard hasStore else {
      let inside = ((try? item.list()) ?? []).filter { ResultsFolder(item.appending(path: $0)).hasStore }.sorted()
      guard inside.isEmpty || shards.isFolder else {
        throw StoreError(path: path, reason: "holds several results folders; name one of them: \(listed(inside))")
      }
      let advice = shards.isFolder ? "fathom status \(path)/shards/NAME counts one" : "run the study first"
      throw StoreError(path: path, reason: "\(whyEmpty); \(advice)")
    }
    let store = try SQLiteTrialStore(store, readOnly: true)
    guard let record = try store.study() else {
      throw StoreError(path: self.store.path, reason: "holds no study yet; run the study first")
    }
    // Only when everything is finished is there a manifest.
    return try results(
      of: record.description, try store.shownResults(), looks: store.looks(),
      isFinal: record.description.origin?.isFinal ?? manifest.isThere)
  }

  /// Returns the number of finished trajectories, with those that the study no longer asks for.
  ///
  /// - Throws: ``StoreError`` if the store cannot be read.
  public func storedCount() throws -> Int { try SQLiteTrialStore(store, readOnly: true).count() }

  /// Returns the keys of the trajectories that have checkpoints.
  ///
  /// - Throws: ``StoreError`` if the store cannot be read.
  public func checkpointedKeys() throws -> Set<String> {
    try SQLiteTrialStore(store, readOnly: true).checkpointedKeys()
  }

  /// Combines a study with the trajectories of its store, in the order of tables. Replicates beyond those of the study
  /// are left out: it may have had more before.
  ///
  /// - Throws: ``StoreError`` if they cannot belong to that study.
  public func results(
    of study: StudyDescription, _ trajectories: [TrajectoryResult], looks: [Look] = [], isFinal: Bool = true
  ) throws -> StudyResults {
    let trajectories = trajectories.filter { $0.replicate <= study.replicates.count }
    let fit = trajectories.allSatisfy { trajectory in
      let configuration = trajectory.configuration
      let isForAll = configuration.kind == .oneShot && configuration.varied.isEmpty
      return isForAll || configuration.varied.count == study.vary.count
    }
    guard fit else {
      throw StoreError(
        path: store.path, reason: "damaged: its trajectories do not fit its study")
    }
    return StudyResults(
      study: study, trajectories: trajectories, looks: looks.before(study.replicates.count), isFinal: isFinal)
  }
}
