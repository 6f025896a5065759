public import Foundation

/// Writes files that are either complete or absent, by temporary file, fsync and rename.
///
/// The rename replaces the name itself: it never writes to the target of a link or to a file with a second name.
public enum DurableFile {
  /// Replaces the file at `item` with `contents`.
  ///
  /// - Throws: ``FileError``; the old file is then unchanged and no temporary file is left behind.
  public static func write(_ contents: Data, to item: FolderItem) throws(FileError) {
    try replace(item) { file in file.write(contents) }
  }

  /// Replaces the file at `item` with `text` in UTF-8.
  ///
  /// - Throws: ``FileError``; the old file is then unchanged.
  public static func write(_ text: String, to item: FolderItem) throws(FileError) {
    try write(Data(text.utf8), to: item)
  }

  /// Replaces the file at `item` with a copy of the file at `source`.
  ///
  /// - Throws: ``FileError`` that names the file that cannot be read or written.
  public static func copy(_ source: FolderItem, to item: FolderItem) throws(FileError) {
    let original = try source.openFile(O_RDONLY, "cannot read")
    var isReadable = true
    do throws(FileError) {
      try replace(item) { file in
        while true {
          guard let chunk = original.read(upTo: 1 << 20) else {
            isReadable = false
            return false
          }
          if chunk.isEmpty { return true }
          guard file.write(chunk) else { return false }
        }
      }
    } catch {
      throw isReadable ? error : FileError(path: source.path, action: "cannot read", reason: error.reason)
    }
  }

  /// Flushes the finished file `draft` to disk and renames it to `item`, replacing a file there.
  ///
  /// - Throws: ``FileError`` if it cannot be put in place.
  public static func move(_ draft: FolderItem, to item: FolderItem) throws(FileError) {
    let file = try draft.openFile(O_RDWR, "cannot put in place")
    guard fsync(file.number) == 0 else { throw FileError(path: item.path, action: "cannot flush") }
    let (source, name) = try draft.openFolder("cannot put in place")
    let (target, newName) = try item.openFolder("cannot put in place")
    try rename(name, in: source, to: newName, in: target, item)
  }

  /// Removes the file at `item`, if there is one; of a link only the link.
  ///
  /// - Throws: ``FileError`` if it cannot be removed.
  public static func remove(_ item: FolderItem) throws(FileError) {
    let action = "cannot remove"
    guard try item.status(action) != nil else { return }
    let (folder, name) = try item.openFolder(action)
    guard unlinkat(folder.number, name, 0) == 0 || errno == ENOENT else {
      throw FileError(path: item.path, action: action)
    }
  }

  /// Removes a file, or a folder with everything in it. Links are removed and not followed.
  ///
  /// - Throws: ``FileError`` if something cannot be removed.
  public static func removeTree(_ item: FolderItem) throws(FileError) {
    guard item.isFolder else { return try remove(item) }
    for name in try item.list() { try removeTree(item.appending(path: name)) }
    let (folder, name) = try item.openFolder("cannot remove")
    guard unlinkat(folder.number, name, AT_REMOVEDIR) == 0 || errno == ENOENT else {
      throw FileError(path: item.path, action: "cannot remove")
    }
  }

  /// Creates the folder at `item` and missing folders above it.
  ///
  /// - Throws: ``FileError`` if it cannot be created, e.g. because a file or a link has its name.
  public static func createFolder(_ item: FolderItem) throws(FileError) {
    let action = "cannot create the folder"
    guard !item.names.isEmpty else { return try createFolder(item.root) }
    if let status = try? item.status(action) {
      switch status.kind {
      case .folder: return
      case .link: throw FileError(path: item.path, action: action, reason: Obstacle.linkReason)
      case .file, .other: throw FileError(path: item.path, action: action, reason: inTheWay)
      }
    }
    try createFolder(item.folder)
    let (folder, name) = try item.openFolder(action)
    guard mkdirat(folder.number, name, 0o755) != 0 else { return }
    let error = FileError(path: item.path, action: action)
    // Another process may have been quicker.
    guard item.isFolder else { throw error }
  }

  /// Creates a new folder in `folder` for unfinished files, which only this user may enter.
  ///
  /// - Throws: ``FileError`` if it cannot be created.
  public static func createDraftFolder(in folder: FolderItem) throws(FileError) -> FolderItem {
    let action = "cannot create a folder in"
    let opened = try folder.open(action)
    let name = try UnfinishedFile.name(in: opened)
    guard mkdirat(opened.number, name, 0o700) == 0 else { throw FileError(path: folder.path, action: action) }
    return folder.appending(path: name)
  }

  static let inTheWay = "a file of that name is in the way"

  /// Lets `fill` write a new file, and puts that in the place of `item` if it could.
  private static func replace(_ item: FolderItem, _ fill: (Descriptor) -> Bool) throws(FileError) {
    let (folder, name) = try item.openFolder("cannot write")
    let temporary = try UnfinishedFile.name(in: folder)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    guard let file = Descriptor(Descriptor.uninterrupted { openat(folder.number, temporary, flags, 0o644) }) else {
      throw FileError(path: item.path, action: "cannot write")
    }
    do throws(FileError) {
      guard fill(file) else { throw FileError(path: item.path, action: "cannot write") }
      guard fsync(file.number) == 0 else { throw FileError(path: item.path, action: "cannot flush") }
    } catch {
      unlinkat(folder.number, temporary, 0)
      throw error
    }
    try rename(temporary, in: folder, to: name, in: folder, item)
  }

  private static func rename(
    _ name: String, in folder: Descriptor, to newName: String, in target: Descriptor, _ item: FolderItem
  ) throws(FileError) {
    FailPoint.beforeRename.reach()
    guard renameat(folder.number, name, target.number, newName) == 0 else {
      let error = FileError(path: item.path, action: "cannot put in place")
      unlinkat(folder.number, name, 0)
      throw error
    }
    FailPoint.afterRename.reach()
    // Makes the rename itself durable, if the file system can.
    fsync(target.number)
  }
}
