public import Foundation

/// An exclusive claim on a folder, held by a kernel lock that ends with its process, however the process ends.
public final class FolderLock: Sendable {
  private let file: Descriptor

  private static func item(in folder: FolderItem) -> FolderItem { folder.appending(path: ".lock") }
  private static let mark = "process "
  /// The most bytes of a process's name that are shown; no name is longer.
  private static let longestName = 300

  /// Claims `folder` by locking the file `.lock` in it.
  ///
  /// - Parameters:
  ///   - folder: The folder to claim; it must exist.
  ///   - work: What is done in it, to complete "is … here" in the error of a second process.
  /// - Throws: ``FileError`` at once if another process holds the claim; the reason names that process. Also if `.lock`
  ///   was not written by Fathom; it is then left unchanged.
  public init(_ folder: FolderItem, for work: String = "running this study") throws(FileError) {
    let item = Self.item(in: folder)
    let file = try item.openOrCreateFile(0, "cannot write")
    // A process that asks who holds the lock takes it for an instant, so a refusal may be temporary.
    var attempts = 3
    while flock(file.number, LOCK_EX | LOCK_NB) != 0 && (errno == EWOULDBLOCK || errno == EINTR) && attempts > 0 {
      attempts -= 1
      usleep(2_000)
    }
    guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else { throw FileError(path: item.path, action: "cannot lock") }
      throw FileError(
        path: folder.path, action: "in use",
        reason:
          "\(Self.holder(file)) is \(work) here; wait for it, stop it, or choose another folder with -o")
    }
    guard Self.isOurs(file) else {
      throw FileError(
        path: item.path, action: "cannot write",
        reason: "it is not Fathom's; move it away, or choose another folder with -o")
    }
    let name = "\(Self.mark)\(getpid()) on \(ProcessInfo.processInfo.hostName)\n"
    // The name only serves the message above; the lock holds without it.
    _ = ftruncate(file.number, 0)
    _ = name.utf8CString.withUnsafeBytes { pwrite(file.number, $0.baseAddress, $0.count - 1, 0) }
    self.file = file
  }

  /// Claims a folder that the user named, as the other initialiser does.
  ///
  /// - Throws: ``FileError``, as the other initialiser does.
  public convenience init(_ folder: URL, for work: String = "running this study") throws(FileError) {
    try self.init(FolderItem(folder), for: work)
  }

  deinit {
    // Closing alone would leave the lock to a child process that is being started just now, until it is under way.
    flock(file.number, LOCK_UN)
  }

  /// Returns a description of the process that holds the claim on `folder` now; nil if none does. It writes nothing.
  ///
  /// - Throws: ``FileError`` if `.lock` is not a file that could be locked.
  public static func holder(of folder: FolderItem) throws(FileError) -> String? {
    let item = item(in: folder)
    guard try item.status("cannot read") != nil else { return nil }
    let file: Descriptor
    do {
      file = try item.openFile(O_RDONLY, "cannot read")
    } catch {
      // It was removed just now, or this user may not read it.
      let reasons = [ENOENT, EACCES].map { String(cString: strerror($0)) }
      if reasons.contains(error.reason) { return nil }
      throw error
    }
    return flock(file.number, LOCK_SH | LOCK_NB) == 0 ? nil : holder(file)
  }

  /// Returns whether `folder` was ever claimed.
  public static func hasClaimed(_ folder: FolderItem) -> Bool {
    guard let file = try? item(in: folder).openFile(O_RDONLY, "cannot read") else { return false }
    return !name(file).isEmpty && isOurs(file)
  }

  /// Whether the file holds nothing but the name of a process, or nothing.
  private static func isOurs(_ file: Descriptor) -> Bool {
    let name = name(file)
    return name.isEmpty
      || name.hasPrefix(mark) && name.utf8.count < longestName && name.last == "\n"
        && name.dropLast().allSatisfy { !$0.isNewline }
  }

  private static func holder(_ file: Descriptor) -> String {
    let name = name(file).prefix(200).filter { !$0.isNewline }
    return name.isEmpty ? "another process" : name
  }

  private static func name(_ file: Descriptor) -> String {
    var bytes = [UInt8](repeating: 0, count: longestName)
    let taken = bytes.withUnsafeMutableBytes { bytes in
      Descriptor.uninterrupted { pread(file.number, bytes.baseAddress, bytes.count, 0) }
    }
    return String(decoding: bytes.prefix(max(taken, 0)), as: UTF8.self)
  }
}
