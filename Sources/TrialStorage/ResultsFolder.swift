public import DurableFiles
public import Foundation
public import Study

/// The folder of one study's results: where each thing lies in it, and who may write to it.
public struct ResultsFolder: Sendable {
  public let url: URL

  public init(_ url: URL) {
    self.url = url
  }

  public var studyFile: URL { url.appending(path: "study.yaml") }
  public var manifest: URL { url.appending(path: "manifest.json") }
  public var store: URL { url.appending(path: "store.sqlite") }
  public var tables: URL { url.appending(path: "tables") }
  public var plots: URL { url.appending(path: "plots") }
  public var path: String { url.path(percentEncoded: false) }

  /// Less free space than this ends a run before it begins.
  private static let spaceNeeded: Int64 = 64 << 20

  /// Creates the folder if it is missing and claims it for this process.
  ///
  /// - Throws: ``FileError`` if it cannot be written, is nearly full, or another process is running the study.
  public func claim() throws -> FolderLock {
    for folder in [url, tables, plots] { try DurableFile.createFolder(folder) }
    let lock = try FolderLock(url)
    let free = try url.resourceValues(forKeys: [.volumeAvailableCapacityKey]).volumeAvailableCapacity.map(Int64.init)
    if let free, free < Self.spaceNeeded {
      throw FileError(
        path: path, action: "not enough space", reason: "\(free >> 20) MB free, \(Self.spaceNeeded >> 20) MB needed")
    }
    return lock
  }

  /// What is stored: the study and every finished trajectory, sorted as tables show them.
  ///
  /// - Throws: ``StoreError`` if there is no store, or it holds no study yet.
  public func results() throws -> StudyResults {
    let store = try SQLiteTrialStore(store, readOnly: true)
    guard let study = try store.study() else {
      throw StoreError(path: self.store.path(percentEncoded: false), reason: "holds no study yet; run the study first")
    }
    let (description, results) = (study.description, try store.results())
    guard
      results.allSatisfy({
        $0.replicate <= description.replicates && $0.configuration.varied.count == description.vary.count
      })
    else {
      throw StoreError(
        path: self.store.path(percentEncoded: false),
        reason: "damaged: holds trajectories that its study does not have; move the file away to start anew")
    }
    return StudyResults(study: description, trajectories: results)
  }
}
