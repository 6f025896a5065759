public import DurableFiles
public import Foundation
public import Study

/// The folder of one study's results: where each thing lies in it, and who may write to it.
///
/// It may have been made by anybody: nothing in it is followed out of it, and nothing in it is written to but what is
/// Fathom's.
public struct ResultsFolder: Sendable {
  public let item: FolderItem

  /// The folder that the user named.
  public init(_ url: URL) { self.init(FolderItem(url)) }

  public init(_ item: FolderItem) { self.item = item }

  public var url: URL { item.url }
  public var studyFile: FolderItem { item.appending(path: "study.yaml") }
  public var manifest: FolderItem { item.appending(path: "manifest.json") }
  public var store: FolderItem { item.appending(path: "store.sqlite") }
  public var tables: FolderItem { item.appending(path: "tables") }
  public var plots: FolderItem { item.appending(path: "plots") }
  public var models: FolderItem { item.appending(path: "models") }
  /// The folders of the study's shards, where it is trained in parts.
  public var shards: FolderItem { item.appending(path: "shards") }
  /// The scripts and logs of a Slurm job.
  public var slurm: FolderItem { item.appending(path: "slurm") }
  public var report: FolderItem { item.appending(path: "report.html") }
  public var log: FolderItem { item.appending(path: "log.jsonl") }
  /// The folder as the user gave it.
  public var path: String { item.path }

  /// Whether there is a store; what it is turns out when it is opened.
  public var hasStore: Bool { store.isThere }

  /// Whether a process has ever claimed the folder.
  public var wasClaimed: Bool { FolderLock.hasClaimed(item) }

  /// The process that has claimed the folder; nil if none has.
  public func holder() throws -> String? { try FolderLock.holder(of: item) }

  /// Less free space than this ends a run before it begins.
  private static let spaceNeeded: Int64 = 64 << 20

  /// Creates the folder if it is missing and claims it for this process; `forOutput` makes room for tables and figures.
  ///
  /// A folder that holds neither a store nor an earlier claim is a new one: files in it that would be overwritten are the
  /// user's, except for a study file with the text `studyFile`.
  ///
  /// - Throws: `FileError` if it cannot be written, is nearly full, holds links or files of others where results are to
  ///   go, or another process is running the study.
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
        path: path, action: "not enough space", reason: "\(free >> 20) MB free, \(Self.spaceNeeded >> 20) MB needed")
    }
    return lock
  }

  /// Looks for what would end a run when its results are written: better before than after.
  private func checkPlaces() throws {
    try log.check(isWritten: true)
    for folder in [tables, plots, models] where folder.isThere && !folder.isFolder {
      // Refused in the words of whoever needs it.
      try DurableFile.createFolder(folder)
    }
    for file in [studyFile, manifest, report] where file.isFolder {
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
    for file in [manifest, report, log] where file.isThere { throw refuse(file) }
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

  /// What is stored: the study and every finished trajectory, sorted as tables show them.
  ///
  /// - Throws: ``StoreError`` if there is no store, or it holds no study yet.
  public func results() throws -> StudyResults {
    guard hasStore else {
      throw StoreError(path: path, reason: "holds no results (no store.sqlite); run the study first")
    }
    let store = try SQLiteTrialStore(store, readOnly: true)
    guard let record = try store.study() else {
      throw StoreError(path: self.store.path, reason: "holds no study yet; run the study first")
    }
    return try results(of: record.description, try store.results())
  }

  /// The keys of the trajectories that checkpoints are kept of.
  public func checkpointedKeys() throws -> Set<String> {
    try SQLiteTrialStore(store, readOnly: true).checkpointedKeys()
  }

  /// The trajectories that the store holds of `study`, sorted as tables show them.
  ///
  /// - Throws: ``StoreError`` if they cannot be that study's.
  public func results(of study: StudyDescription, _ trajectories: [TrajectoryResult]) throws -> StudyResults {
    let fit = trajectories.allSatisfy { trajectory in
      let configuration = trajectory.configuration
      let varied = configuration.hidden == nil ? 0 : study.vary.count
      return trajectory.replicate <= study.replicates.count && configuration.varied.count == varied
    }
    guard fit else {
      throw StoreError(
        path: store.path, reason: "damaged: its trajectories do not fit its study")
    }
    return StudyResults(study: study, trajectories: trajectories)
  }
}
