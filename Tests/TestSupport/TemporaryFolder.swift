public import DurableFiles
public import Foundation

/// A fresh folder that is removed when the value goes away.
public final class TemporaryFolder: Sendable {
  public let url: URL

  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "fathom-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of `name` in the folder.
  public func file(_ name: String) -> URL { url.appending(path: name) }

  /// `name` in the folder, as in one that anybody made.
  public func item(_ name: String) -> FolderItem { FolderItem(url).appending(path: name) }
}
