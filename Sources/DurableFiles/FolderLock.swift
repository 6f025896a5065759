public import Foundation

/// An exclusive claim on a folder: a kernel lock that ends with its process, however that ends.
public final class FolderLock: Sendable {
  private let descriptor: Int32

  /// Claims `folder` for `work` by locking the file `.lock` in it.
  ///
  /// - Throws: ``FileError`` at once if another process holds it; the reason names that process and the work.
  public init(_ folder: URL, for work: String = "running this study") throws(FileError) {
    let path = folder.appending(path: ".lock").path(percentEncoded: false)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path: path, action: "cannot write") }
    // Whoever asks who holds the lock has it for an instant, so that a first refusal is not the last word.
    var attempts = 3
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK && attempts > 0 {
      attempts -= 1
      usleep(2_000)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let wouldBlock = errno == EWOULDBLOCK
      defer { close(descriptor) }
      guard wouldBlock else { throw FileError(path: path, action: "cannot lock") }
      throw FileError(
        path: folder.relativePath, action: "in use",
        reason:
          "\(Self.holder(path)) is \(work) here; wait for it, stop it, or choose another folder with -o")
    }
    let name = "process \(getpid()) on \(ProcessInfo.processInfo.hostName)\n"
    // The name only serves the message above; the lock holds without it.
    _ = ftruncate(descriptor, 0)
    _ = name.utf8CString.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count - 1, 0) }
    // Last, because a class that throws once its properties are set is deinitialised, and would close a second time.
    self.descriptor = descriptor
  }

  deinit {
    // Closing alone would leave the lock to a child process that is being started just now, until it is under way.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// The process that holds the claim on `folder` now; nil if none does.
  public static func holder(of folder: URL) -> String? {
    let path = folder.appending(path: ".lock").path(percentEncoded: false)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) == 0 ? nil : holder(path)
  }

  private static func holder(_ path: String) -> String {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let name = text.prefix(200).filter { !$0.isNewline }
    return name.isEmpty ? "another process" : name
  }
}
