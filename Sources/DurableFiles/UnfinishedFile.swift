import Foundation

/// The names of files and folders that are not finished.
///
/// `.fathom-tmp-FOLDER-RANDOM`, where FOLDER is the inode number of the folder that they lie in: nobody else gives such
/// names, and a copy of a folder is not taken for the folder itself.
enum UnfinishedFile {
  private static let mark = ".fathom-tmp-"

  /// A new name in `folder`.
  static func name(in folder: Descriptor) throws(FileError) -> String {
    guard let start = start(in: folder) else { throw FileError(path: mark, action: "cannot create") }
    return start + UUID().uuidString
  }

  private static func start(in folder: Descriptor) -> String? {
    folder.status().map { "\(mark)\(String($0.st_ino, radix: 16))-" }
  }

  /// Whether `name` is one that was given to something unfinished in `folder`.
  static func isOne(_ name: String, in folder: Descriptor) -> Bool {
    guard let start = start(in: folder), name.hasPrefix(start) else { return false }
    let identifier = String(name.dropFirst(start.count))
    return UUID(uuidString: identifier)?.uuidString == identifier
  }
}

extension FolderItem {
  /// Removes unfinished files that a killed process left in the folder. Nobody else may be writing there.
  public func removeUnfinishedFiles() {
    // A leftover file does no harm.
    guard let folder = try? open(), let names = try? list() else { return }
    for name in names where UnfinishedFile.isOne(name, in: folder) {
      try? DurableFile.removeTree(appending(path: name))
    }
  }
}
