import DurableFiles
import Foundation
import StudyFile

/// The starter study of `fathom new`.
public enum StarterStudy {
  /// Writes `NAME.yaml` in the current folder; returns its path.
  ///
  /// - Throws: if the name is not one that a study may have, or the file exists.
  public static func write(name: String) throws -> String {
    let path = "\(name).yaml"
    let text = try StudyFile.starter(name: name)
    // Reading it back refuses a bad name in the same words as a study file does.
    _ = try StudyFile.parse(text: text, file: path)
    guard !FileManager.default.fileExists(atPath: path) else {
      throw WorkflowError("\(path): exists already; choose another name, or edit it")
    }
    try DurableFile.write(text, to: URL(filePath: path))
    return path
  }
}
