import DurableFiles
import Foundation
import Study
import StudyFile
import TrialStorage

extension StudyFile {
  /// Returns where relative paths in the study file at `path` may begin; nil if in its own folder.
  ///
  /// The copy in a results folder means the paths of the original. If that has been moved along with its results, its
  /// folder is where results usually are: two folders up.
  static func folders(of path: String) -> [String]? {
    let file = URL(pathAsGiven: path)
    let folder = ResultsFolder(file.deletingLastPathComponent())
    guard file.lastPathComponent == folder.studyFile.lastPathComponent, folder.hasStore,
      let original = try? SQLiteTrialStore(folder.store, readOnly: true).study()?.description.data.folder
    else { return nil }
    let usual = file.absoluteURL.deletingLastPathComponent().appending(path: "../..")
    return [original, usual.path(percentEncoded: false)]
  }
}
