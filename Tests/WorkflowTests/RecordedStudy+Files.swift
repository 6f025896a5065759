import ForeignHistories
import Foundation
import Study
import TestSupport
import TrialStorage

@testable import Workflow

extension HistoryImport {
  /// Reads a table that is written to `NAME.csv` in a folder.
  init(
    _ header: String, _ rows: [String], stopping: String? = nil, named name: String, in folder: TemporaryFolder
  ) throws {
    let file = folder.file("\(name).csv")
    try ([header] + rows).map { $0 + "\n" }.joined().write(to: file, atomically: true, encoding: .utf8)
    var request = ImportRequest(files: [file.path(percentEncoded: false)])
    if let stopping {
      request.stopping = try ImportRequest(importFile: "files: [x]\nstopping: \(stopping)\n", path: "f").stopping
    }
    try self.init(request, name: name)
  }
}

extension RecordedStudy {
  /// Stores the runs in a folder, without tables and figures.
  func stored(as name: String, in folder: TemporaryFolder) throws -> ResultsFolder {
    let results = ResultsFolder(folder.url.appending(path: name))
    try FileManager.default.createDirectory(at: results.url, withIntermediateDirectories: true)
    try SQLiteTrialStore(results.store).replaceAll(
      with: StudyRecord(description: study, file: "", dataDigest: digest, engineVersion: StudyPlan.engineVersion),
      trajectories, looks: looks)
    return results
  }
}
