public import Foundation

/// Folders that only this user may enter, in places where anybody may create files.
public enum PrivateFolder {
  /// Creates a folder in `place` whose name is `prefix` followed by a random identifier.
  ///
  /// - Throws: ``FileError`` if it cannot be created.
  public static func create(in place: URL, prefix: String) throws(FileError) -> FolderItem {
    let item = FolderItem(place).appending(path: "\(prefix)\(UUID().uuidString)")
    let (folder, name) = try item.openFolder("cannot create the folder")
    guard mkdirat(folder.number, name, 0o700) == 0 else {
      throw FileError(path: item.path, action: "cannot create the folder")
    }
    return item
  }

  /// Returns the folders in `place` that ``create(in:prefix:)`` made with `prefix` for this user and that nobody else
  /// can have changed.
  ///
  /// - Throws: ``FileError`` if `place` cannot be listed.
  public static func existing(in place: URL, prefix: String) throws(FileError) -> [FolderItem] {
    let folder = FolderItem(place)
    return try folder.list().filter {
      $0.hasPrefix(prefix) && UUID(uuidString: String($0.dropFirst(prefix.count))) != nil
    }
    .map { folder.appending(path: $0) }
    .filter { item in
      guard let status = try? item.status() else { return false }
      return status.kind == .folder && status.st_uid == geteuid() && status.st_mode & 0o777 == 0o700
    }
  }
}
