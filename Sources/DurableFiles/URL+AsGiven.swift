public import Foundation

extension URL {
  /// Creates a file URL from a path as the user gave it. A leading tilde is an ordinary character, as the shell has
  /// already replaced those that stand for a home folder.
  public init(pathAsGiven path: String, directoryHint: DirectoryHint = .inferFromPath) {
    self.init(filePath: path.hasPrefix("~") ? "./" + path : path, directoryHint: directoryHint)
  }
}
