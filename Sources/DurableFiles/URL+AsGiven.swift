public import Foundation

extension URL {
  /// The path as the user gave it. A tilde at its beginning is a name like any other: the shell has replaced those that
  /// stand for a home folder.
  public init(pathAsGiven path: String, directoryHint: DirectoryHint = .inferFromPath) {
    self.init(filePath: path.hasPrefix("~") ? "./" + path : path, directoryHint: directoryHint)
  }
}
