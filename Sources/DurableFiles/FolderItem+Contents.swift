public import Foundation

// What is read of a file or folder.

extension FolderItem {
  /// Whether anything has this name; a link counts, wherever it leads.
  public var isThere: Bool { (try? status()) != nil }

  /// Whether it is a regular file.
  public var isFile: Bool { (try? status())?.kind == .file }

  /// Whether it is a folder.
  public var isFolder: Bool { (try? status())?.kind == .folder }

  /// Returns the bytes of the file.
  ///
  /// - Throws: ``FileError`` if it cannot be read or has more than `limit` bytes.
  public func contents(upTo limit: Int = .max) throws(FileError) -> Data {
    let action = "cannot read"
    let file = try openFile(O_RDONLY, action)
    var contents = Data()
    while true {
      guard let chunk = file.read(upTo: 1 << 20) else { throw FileError(path: path, action: action) }
      if chunk.isEmpty { return contents }
      guard contents.count + chunk.count <= limit else {
        throw FileError(path: path, action: action, reason: "it is larger than \(limit) bytes")
      }
      contents.append(chunk)
    }
  }

  /// Returns the names in the folder, in alphabetical order; none if the folder is missing.
  ///
  /// - Throws: ``FileError`` if it cannot be listed.
  public func list() throws(FileError) -> [String] {
    let action = "cannot list"
    guard try status(action) != nil else { return [] }
    let folder = try open(action)
    // The stream owns its descriptor.
    guard let stream = fdopendir(dup(folder.number)) else { throw FileError(path: path, action: action) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Checks that the file could be opened, for writing if `isWritten`. A missing file passes.
  ///
  /// - Throws: ``FileError`` if it is a link or not a regular file or, for writing, has a second name.
  public func check(isWritten: Bool) throws(FileError) {
    let action = isWritten ? "cannot write" : "cannot read"
    guard let status = try status(action), let obstacle = Obstacle(status, isWritten: isWritten) else { return }
    throw FileError(path: path, action: action, reason: obstacle.reason)
  }
}

extension FolderItem {
  /// Returns up to `count` bytes of the file, starting at `offset`; a negative offset counts from the end.
  ///
  /// The result is empty if the offset lies before the first byte.
  ///
  /// - Throws: ``FileError`` if it cannot be read.
  public func bytes(at offset: Int, count: Int) throws(FileError) -> Data {
    let action = "cannot read"
    let file = try openFile(O_RDONLY, action)
    let start = lseek(file.number, off_t(offset), offset < 0 ? SEEK_END : SEEK_SET)
    if start < 0 {
      // Before the file's first byte.
      guard errno == EINVAL else { throw FileError(path: path, action: action) }
      return Data()
    }
    guard let bytes = file.read(upTo: count) else { throw FileError(path: path, action: action) }
    return bytes
  }

  /// Returns the size of the file in bytes.
  ///
  /// - Throws: ``FileError`` if it is missing or cannot be examined.
  public func size() throws(FileError) -> Int {
    guard let status = try status("cannot read") else {
      throw FileError(path: path, action: "cannot read", reason: String(cString: strerror(ENOENT)))
    }
    return Int(status.st_size)
  }

  /// Distinguishes a file from others that have had its name before or get it later.
  public struct Identity: Sendable, Hashable {
    fileprivate var device: UInt64
    fileprivate var number: UInt64
  }

  /// The identity of the file; nil if it is missing.
  public var identity: Identity? {
    (try? status()).map { Identity(device: UInt64($0.st_dev), number: UInt64($0.st_ino)) }
  }
}
