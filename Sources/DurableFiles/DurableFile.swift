public import Foundation

/// Writes files that are either whole or absent: temporary file, fsync, rename.
public enum DurableFile {
  /// Replaces the file at `url` by `contents`.
  ///
  /// - Throws: ``FileError``; the old file is then untouched and no temporary file stays behind.
  public static func write(_ contents: Data, to url: URL) throws(FileError) {
    let path = url.path(percentEncoded: false)
    let temporary = path + ".tmp-\(getpid())"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path: path, action: "cannot write") }
    do throws(FileError) {
      try writeAll(contents, to: descriptor, path: path)
      guard fsync(descriptor) == 0 else { throw FileError(path: path, action: "cannot flush") }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    FailPoint.beforeRename.reach()
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
      let error = FileError(path: path, action: "cannot put in place")
      unlink(temporary)
      throw error
    }
    FailPoint.afterRename.reach()
    syncFolder(of: path)
  }

  /// Replaces the file at `url` by `text` in UTF-8.
  public static func write(_ text: String, to url: URL) throws(FileError) {
    try write(Data(text.utf8), to: url)
  }

  /// Replaces the file at `url` by a copy of the one at `source`.
  public static func copy(_ source: URL, to url: URL) throws(FileError) {
    let contents: Data
    do {
      contents = try Data(contentsOf: source, options: .mappedIfSafe)
    } catch {
      throw FileError(path: source.path(percentEncoded: false), action: "cannot read")
    }
    try write(contents, to: url)
  }

  /// Removes the file at `url`, if there is one.
  public static func remove(_ url: URL) throws(FileError) {
    let path = url.path(percentEncoded: false)
    guard unlink(path) == 0 || errno == ENOENT else { throw FileError(path: path, action: "cannot remove") }
  }

  /// Creates the folder at `url`, with the folders above it, where they are missing.
  public static func createFolder(_ url: URL) throws(FileError) {
    var path = url.path(percentEncoded: false)
    // With a slash at its end, a file in the way would count as missing.
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    var isFolder = ObjCBool(false)
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      if isFolder.boolValue { return }
      throw FileError(path: path, action: "cannot create the folder", reason: "a file of that name is in the way")
    }
    let parent = url.deletingLastPathComponent()
    if path != "/" { try createFolder(parent) }
    guard mkdir(path, 0o755) != 0 else { return }
    let error = FileError(path: path, action: "cannot create the folder")
    // Another process may have been quicker.
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else { throw error }
  }

  private static func writeAll(_ contents: Data, to descriptor: Int32, path: String) throws(FileError) {
    var offset = 0
    while offset < contents.count {
      let written = contents.withUnsafeBytes { bytes in
        bytes.baseAddress.map { Foundation.write(descriptor, $0 + offset, bytes.count - offset) } ?? 0
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw FileError(path: path, action: "cannot write") }
      offset += written
    }
  }

  /// Makes the rename itself durable; a file system that cannot is left at that.
  static func syncFolder(of path: String) {
    let folder = open(URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false), O_RDONLY | O_CLOEXEC)
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }
}
