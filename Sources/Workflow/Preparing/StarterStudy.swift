import DurableFiles
import Foundation
import StudyFile

/// The starter study of `fathom new`.
public enum StarterStudy {
  /// Writes a starter study to `NAME.yaml` in the current folder, and returns that path.
  ///
  /// - Throws: `StudyFileError` if `name` is not a valid name of a study; ``WorkflowError`` if the file exists.
  public static func write(name: String) throws -> String {
    let path = "\(name).yaml"
    let text = try StudyFile.starter(name: name)
    // Reading it back refuses a bad name in the same words as a study file does.
    _ = try StudyFile.parse(text: text, file: path)
    let file = FolderItem(URL(filePath: ".", directoryHint: .isDirectory)).appending(path: path)
    guard !file.isThere else {
      throw WorkflowError("\(path): exists already; choose another name, or edit it")
    }
    try DurableFile.write(text, to: file)
    return path
  }
}
