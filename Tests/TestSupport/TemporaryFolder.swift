public import DurableFiles
public import Foundation
import Synchronization

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

  private static let kept = Mutex<[TemporaryFolder]>([])

  /// A folder that tests share; it is removed when the process ends.
  public static func untilExit() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let isFirst = kept.withLock { kept in
      kept.append(folder)
      return kept.count == 1
    }
    if isFirst { atexit { TemporaryFolder.kept.withLock { $0 = [] } } }
    return folder
  }
}
