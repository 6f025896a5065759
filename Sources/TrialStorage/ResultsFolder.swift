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
  public var models: URL { url.appending(path: "models") }
  /// The folders of the study's shards, where it is trained in parts.
  public var shards: URL { url.appending(path: "shards", directoryHint: .isDirectory) }
  public var report: URL { url.appending(path: "report.html") }
  public var log: URL { url.appending(path: "log.jsonl") }
  /// The folder as the user gave it.
  public var path: String { url.relativePath }

  /// Less free space than this ends a run before it begins.
  private static let spaceNeeded: Int64 = 64 << 20

  /// Creates the folder if it is missing and claims it for this process; `forOutput` makes room for tables and figures.
  ///
  /// - Throws: `FileError` if it cannot be written, is nearly full, or another process is running the study.
  public func claim(forOutput: Bool = true) throws -> FolderLock {
    for folder in forOutput ? [url, tables, plots] : [url] { try DurableFile.createFolder(folder) }
    let lock = try FolderLock(url)
    for folder in [url, tables, plots, models] { removeUnfinishedFiles(in: folder) }
    let free = try url.resourceValues(forKeys: [.volumeAvailableCapacityKey]).volumeAvailableCapacity.map(Int64.init)
    if let free, free < Self.spaceNeeded {
      throw FileError(
        path: path, action: "not enough space", reason: "\(free >> 20) MB free, \(Self.spaceNeeded >> 20) MB needed")
    }
    return lock
  }

  /// Removes what a killed process was writing; to be called by whoever holds the claim, for then nobody else writes.
  private func removeUnfinishedFiles(in folder: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
    for name in names where Self.isUnfinished(name) {
      // A file that stays harms nobody.
      try? DurableFile.remove(folder.appending(path: name))
    }
  }

  /// Whether `name` is one that Fathom gives a file until it is complete: `NAME.tmp-PROCESS`, and among the figures
  /// `.NAME.UUID` and `.UUID-NAME`.
  static func isUnfinished(_ name: String) -> Bool {
    if let mark = name.range(of: ".tmp-", options: .backwards) {
      let process = name[mark.upperBound...]
      if !process.isEmpty, process.allSatisfy({ $0.isASCII && $0.isNumber }) { return true }
    }
    guard name.hasPrefix(".") else { return false }
    let rest = name.dropFirst()
    let isBehind = rest.dropLast(36).hasSuffix(".") && UUID(uuidString: String(rest.suffix(36))) != nil
    let isInFront = rest.dropFirst(36).hasPrefix("-") && UUID(uuidString: String(rest.prefix(36))) != nil
    return isBehind || isInFront
  }

  /// What is stored: the study and every finished trajectory, sorted as tables show them.
  ///
  /// - Throws: ``StoreError`` if there is no store, or it holds no study yet.
  public func results() throws -> StudyResults {
    guard FileManager.default.fileExists(atPath: store.path(percentEncoded: false)) else {
      throw StoreError(path: path, reason: "holds no results (no store.sqlite); run the study first")
    }
    let store = try SQLiteTrialStore(store, readOnly: true)
    guard let record = try store.study() else {
      throw StoreError(path: self.store.path(percentEncoded: false), reason: "holds no study yet; run the study first")
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
        path: store.path(percentEncoded: false), reason: "damaged: its trajectories do not fit its study")
    }
    return StudyResults(study: study, trajectories: trajectories)
  }
}
