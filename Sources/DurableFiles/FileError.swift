import Foundation

/// A failed file operation.
public struct FileError: Error, CustomStringConvertible, Equatable {
  /// The path of the file or folder, as messages show it.
  public var path: String
  /// The attempted action, e.g. `cannot write`.
  public var action: String
  /// Why it failed, e.g. the system's error message.
  public var reason: String

  /// Creates an error from its parts.
  public init(path: String, action: String, reason: String) {
    self.path = path
    self.action = action
    self.reason = reason
  }

  /// The failure that `errno` now describes.
  init(path: String, action: String) {
    self.init(path: path, action: action, reason: String(cString: strerror(errno)))
  }

  /// One line: path, action and reason.
  public var description: String { "\(path): \(action): \(reason)" }
}
