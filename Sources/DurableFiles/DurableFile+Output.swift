public import Foundation

// Files and folders that the user names, which may be anything.

extension DurableFile {
  /// Replaces the file at `url` with `contents`; if it is a link, the file that the link leads to.
  ///
  /// A pipe or a character device, such as `/dev/null` or `/dev/stdout`, is written to and stays what it is.
  ///
  /// - Throws: ``FileError``; the old file is then unchanged and no temporary file is left behind.
  public static func write(_ contents: Data, to url: URL) throws(FileError) {
    let path = url.path(percentEncoded: false)
    var status = stat()
    if stat(path, &status) == 0 {
      if let descriptor = try stream(path, status) {
        guard descriptor.write(contents) else { throw FileError(path: path, action: "cannot write") }
        return
      }
    } else if lstat(path, &status) == 0 {
      throw FileError(path: path, action: "cannot write", reason: linkToNothing)
    }
    let target = try resolved(url, isLink: lstat(path, &status) == 0 && status.kind == .link)
    do {
      try write(contents, to: FolderItem(target.deletingLastPathComponent()).appending(path: target.lastPathComponent))
    } catch {
      throw FileError(path: path, action: error.action, reason: error.reason)
    }
  }

  /// Checks that ``write(_:to:)`` could write to `url`, before its contents are made.
  ///
  /// - Throws: ``FileError`` if `url` is a folder, if writing is not allowed, or if an existing file is not of `kind`
  ///   and so might be something else of the user's.
  public static func checkOutput(_ url: URL, replacing kind: OutputKind) throws(FileError) {
    let (path, action) = (url.path(percentEncoded: false), "cannot write")
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENAMETOOLONG { throw FileError(path: path, action: action) }
      if lstat(path, &status) == 0 { throw FileError(path: path, action: action, reason: linkToNothing) }
      guard access(url.deletingLastPathComponent().path(percentEncoded: false), W_OK) == 0 else {
        throw FileError(path: path, action: action)
      }
      return
    }
    if ownDescriptor(path) != nil { return }
    switch status.kind {
    case .folder: throw FileError(path: path, action: action, reason: "it is a folder; give the name of a file")
    case .other: guard access(path, W_OK) == 0 else { throw FileError(path: path, action: action) }
    case .file, .link:
      let isLink = lstat(path, &status) == 0 && status.kind == .link
      let folder = try resolved(url, isLink: isLink).deletingLastPathComponent().path(percentEncoded: false)
      guard access(folder, W_OK) == 0 else { throw FileError(path: path, action: action) }
      guard try kind.includesFile(at: path) else {
        throw FileError(
          path: path, action: action,
          reason: "it is there already and is no \(kind.name); give another name, or remove it first")
      }
    }
  }

  private static let linkToNothing = "it is a link to a file that is missing"

  /// Replaces the file at `url` with `text` in UTF-8; see ``write(_:to:)``.
  public static func write(_ text: String, to url: URL) throws(FileError) {
    try write(Data(text.utf8), to: url)
  }

  /// Removes the file at `url`, if there is one.
  ///
  /// - Throws: ``FileError`` if it cannot be removed.
  public static func remove(_ url: URL) throws(FileError) {
    let path = url.path(percentEncoded: false)
    guard unlink(path) == 0 || errno == ENOENT else { throw FileError(path: path, action: "cannot remove") }
  }

  /// Creates the folder at `url` and missing folders above it.
  ///
  /// - Throws: ``FileError`` if it cannot be created, e.g. because a file has its name.
  public static func createFolder(_ url: URL) throws(FileError) {
    var path = url.path(percentEncoded: false)
    // With a slash at its end, a file in the way would count as missing.
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    var status = stat()
    if stat(path, &status) == 0 {
      if status.kind == .folder { return }
      throw FileError(path: path, action: "cannot create the folder", reason: inTheWay)
    }
    let parent = url.deletingLastPathComponent()
    if path != "/" { try createFolder(parent) }
    guard mkdir(path, 0o755) != 0 else { return }
    let error = FileError(path: path, action: "cannot create the folder")
    // Another process may have been quicker.
    if stat(path, &status) == 0, status.kind == .folder { return }
    if lstat(path, &status) == 0, status.kind == .link {
      throw FileError(path: path, action: error.action, reason: "it is a link to a folder that is missing; remove it")
    }
    throw error
  }

  /// What is at `path` if it is to be written to as it is; nil for a file or folder.
  private static func stream(_ path: String, _ status: stat) throws(FileError) -> Descriptor? {
    let action = "cannot write"
    // The process's own descriptors, such as /dev/stdout: a file behind one is written from its current position on.
    if let number = ownDescriptor(path) {
      guard let copy = Descriptor(dup(number)) else { throw FileError(path: path, action: action) }
      return copy
    }
    guard status.kind == .other else { return nil }
    guard [S_IFCHR, S_IFIFO].contains(status.st_mode & S_IFMT) else {
      throw FileError(path: path, action: action, reason: "it is neither a file, nor a pipe or a character device")
    }
    return try openStream(path)
  }

  /// Opens a pipe or a device; waits for a reader of the pipe only for a limited time.
  private static func openStream(_ path: String) throws(FileError) -> Descriptor {
    let end = ContinuousClock.now + patience
    while true {
      let opened = Descriptor.uninterrupted { open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK) }
      if let stream = Descriptor(opened) {
        _ = fcntl(stream.number, F_SETFL, fcntl(stream.number, F_GETFL) & ~O_NONBLOCK)
        return stream
      }
      guard errno == ENXIO else { throw FileError(path: path, action: "cannot write") }
      guard .now < end else {
        throw FileError(path: path, action: "cannot write", reason: "nobody reads from the other end of the pipe")
      }
      usleep(20_000)
    }
  }

  private static let patience = Duration.seconds(10)

  /// The number of the descriptor of this process that `path` is a name for, by way of links if there are any.
  private static func ownDescriptor(_ path: String) -> Int32? {
    var path = path
    for _ in 0..<40 {
      let url = URL(filePath: path.hasPrefix("~") ? "./" + path : path)
      let folder = url.deletingLastPathComponent().path(percentEncoded: false)
      guard let resolved = realpath(folder, nil) else { return nil }
      defer { free(resolved) }
      let place = String(cString: resolved)
      if place == "/proc/\(getpid())/fd" { return Int32(url.lastPathComponent) }
      var target = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
      let length = readlink(path, &target, target.count - 1)
      guard length > 0 else { return nil }
      let link = String(decoding: target.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      path = link.hasPrefix("/") ? link : place + "/" + link
    }
    return nil
  }

  private static func resolved(_ url: URL, isLink: Bool) throws(FileError) -> URL {
    guard isLink else { return url }
    let path = url.path(percentEncoded: false)
    guard let resolved = realpath(path, nil) else { throw FileError(path: path, action: "cannot write") }
    defer { free(resolved) }
    return URL(filePath: String(cString: resolved), directoryHint: .notDirectory)
  }
}
