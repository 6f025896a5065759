import Foundation

/// A failed file operation; the description is one line that names the path, what failed, and why.
public struct FileError: Error, CustomStringConvertible, Equatable {
  public var path: String
  /// What was attempted, e.g. `cannot write`.
  public var action: String
  public var reason: String

  public init(path: String, action: String, reason: String) {
    self.path = path
    self.action = action
    self.reason = reason
  }

  /// The failure that `errno` now describes.
  init(path: String, action: String) {
    self.init(path: path, action: action, reason: String(cString: strerror(errno)))
  }

  public var description: String { "\(path): \(action): \(reason)" }
}
