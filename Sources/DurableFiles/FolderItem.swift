public import Foundation

/// A file or folder inside an outer folder whose contents are not trusted, such as a results folder.
///
/// The outer folder is opened as the user named it, through links if there are any. Everything inside it is opened name
/// by name and never through a link, because a link may lead to the user's own files. Only regular files and folders
/// are opened, because a pipe may block forever.
public struct FolderItem: Sendable, Hashable {
  /// The outer folder, as the user named it.
  public let root: URL
  /// The names that lead from the outer folder to the item; empty for the outer folder itself.
  public let names: [String]

  /// Creates an item for the outer folder `root` itself.
  public init(_ root: URL) { self.init(root: root, names: []) }

  private init(root: URL, names: [String]) {
    self.root = root
    self.names = names
  }

  /// Returns the item that `path`, with names separated by `/`, leads to from here.
  public func appending(path: String) -> FolderItem {
    FolderItem(root: root, names: names + path.split(separator: "/").map(String.init))
  }

  /// The folder that contains the item; for the outer folder, itself.
  public var folder: FolderItem { FolderItem(root: root, names: names.dropLast()) }

  /// Name of the item; for the outer folder, the last part of its path.
  public var lastPathComponent: String { names.last ?? root.lastPathComponent }

  /// The location for code that may follow links.
  public var url: URL { names.reduce(root) { $0.appending(path: $1) } }

  /// The path for messages, relative or absolute as the user gave the outer folder.
  public var path: String { url.relativePath }

  /// The path of the outer folder, with a trailing slash if it has one.
  private var rootPath: String { root.path(percentEncoded: false) }

  /// Returns the path of the item without links above it, for programs that open files themselves.
  ///
  /// - Throws: ``FileError`` if a folder on the way is missing or is a link inside the outer folder.
  public func realPath() throws(FileError) -> String {
    if !names.isEmpty { _ = try openFolder("cannot open") }
    guard let resolved = realpath(rootPath, nil) else {
      throw FileError(path: root.relativePath, action: "cannot open")
    }
    defer { free(resolved) }
    return ([String(cString: resolved)] + names).joined(separator: "/")
  }

  /// Opens the folder.
  func open(_ action: String = "cannot open") throws(FileError) -> Descriptor {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    guard var folder = Descriptor(Descriptor.uninterrupted { Foundation.open(rootPath, flags) }) else {
      throw FileError(path: root.relativePath, action: action)
    }
    for (depth, name) in names.enumerated() {
      let step = FolderItem(root: root, names: Array(names[...depth]))
      guard Self.isPlain(name) else {
        throw FileError(path: step.path, action: action, reason: "it is no name of a file")
      }
      let next = Descriptor.uninterrupted { openat(folder.number, name, flags | O_NOFOLLOW) }
      guard let next = Descriptor(next) else {
        let error = FileError(path: step.path, action: action)
        guard Self.status(of: name, in: folder)?.kind == .link else { throw error }
        throw FileError(path: step.path, action: action, reason: Obstacle.linkReason)
      }
      folder = next
    }
    return folder
  }

  /// Opens the folder that the item lies in.
  func openFolder(_ action: String) throws(FileError) -> (folder: Descriptor, name: String) {
    guard let name = names.last, Self.isPlain(name) else {
      throw FileError(path: path, action: action, reason: "it is no name of a file")
    }
    do {
      return (try folder.open(action), name)
    } catch {
      // The item is what the caller asked for; a link or file on the way is named itself.
      if error.reason == String(cString: strerror(ENOENT)) {
        throw FileError(path: path, action: action, reason: error.reason)
      }
      throw error
    }
  }

  /// Opens the regular file; `flags` say whether for reading, writing or both.
  ///
  /// It is checked before it is opened, because opening a device may have effects, and again afterwards, because it may
  /// have been replaced. A file opened for writing has no second name, under which its content would change, too.
  func openFile(_ flags: Int32, _ action: String) throws(FileError) -> Descriptor {
    let (folder, name) = try openFolder(action)
    func check(_ status: stat?) throws(FileError) {
      guard let status else { throw FileError(path: path, action: action) }
      if let obstacle = Obstacle(status, isWritten: flags & O_ACCMODE != O_RDONLY) {
        throw FileError(path: path, action: action, reason: obstacle.reason)
      }
    }
    try check(Self.status(of: name, in: folder))
    let safe = flags | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    guard let file = Descriptor(Descriptor.uninterrupted { openat(folder.number, name, safe) }) else {
      throw FileError(path: path, action: action)
    }
    try check(file.status())
    return file
  }

  /// Opens the regular file for reading and writing, and creates it if it is missing.
  func openOrCreateFile(_ flags: Int32, _ action: String) throws(FileError) -> Descriptor {
    for _ in 0..<10 {
      if try status(action) != nil { return try openFile(O_RDWR | flags, action) }
      let (folder, name) = try openFolder(action)
      let new = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC | flags
      if let file = Descriptor(Descriptor.uninterrupted { openat(folder.number, name, new, 0o644) }) { return file }
      // Somebody else was quicker; then it is there now.
      guard errno == EEXIST else { throw FileError(path: path, action: action) }
    }
    throw FileError(path: path, action: action, reason: "it comes and goes")
  }

  /// What the item is, itself and not what it links to; nil if it is missing.
  func status(_ action: String = "cannot look at") throws(FileError) -> stat? {
    if names.isEmpty {
      var status = stat()
      if stat(rootPath, &status) == 0 { return status }
      guard errno == ENOENT || errno == ENOTDIR else { throw FileError(path: path, action: action) }
      return nil
    }
    let opened: (folder: Descriptor, name: String)
    do {
      opened = try openFolder(action)
    } catch {
      if error.reason == String(cString: strerror(ENOENT)) { return nil }
      throw error
    }
    if let status = Self.status(of: opened.name, in: opened.folder) { return status }
    guard errno == ENOENT else { throw FileError(path: path, action: action) }
    return nil
  }

  static func status(of name: String, in folder: Descriptor) -> stat? {
    var status = stat()
    return fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name != "." && name != ".." && !name.utf8.contains { $0 == 0 || $0 == UInt8(ascii: "/") }
  }
}
