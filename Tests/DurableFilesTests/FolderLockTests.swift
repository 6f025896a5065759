import DurableFiles
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite(.serialized) struct FolderLockTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var lockPath: String { folder.file(".lock").path(percentEncoded: false) }

  /// Another process that holds the lock of the folder until it is told to end.
  private struct Holder {
    let process = Process()
    private let input = Pipe()

    init(_ path: String, naming name: String) throws {
      let output = Pipe()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = [
        "-c", #"exec 9>"$1"; flock -n 9 || exit 3; printf '%s\n' "$2" >&9; echo held; read line"#, "sh", path, name,
      ]
      process.standardInput = input
      process.standardOutput = output
      try process.run()
      let said = output.fileHandleForReading.availableData
      try #require(String(decoding: said, as: UTF8.self) == "held\n")
    }

    func kill() {
      Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
  }

  /// Whether another process gets the lock at once.
  private func anotherProcessCanClaim() throws -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["flock", "-n", lockPath, "true"]
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  @Test func aClaimKeepsOthersOutUntilItEnds() throws {
    var lock: FolderLock? = try FolderLock(folder.url)
    #expect(lock != nil)
    #expect(try !anotherProcessCanClaim())
    lock = nil
    #expect(try anotherProcessCanClaim())
  }

  @Test func aSecondClaimIsRefusedNamingTheHolder() throws {
    let holder = try Holder(lockPath, naming: "process 4242 on another-machine")
    defer { holder.kill() }
    let error = #expect(throws: FileError.self) { _ = try FolderLock(folder.url) }
    #expect(
      error
        == FileError(
          path: folder.url.path(percentEncoded: false), action: "in use",
          reason: "process 4242 on another-machine is running this study here; wait for it, stop it, or choose another "
            + "folder with -o"))
  }

  @Test func aHolderWithoutANameIsStillRefused() throws {
    let holder = try Holder(lockPath, naming: "")
    defer { holder.kill() }
    let error = #expect(throws: FileError.self) { _ = try FolderLock(folder.url) }
    #expect(error?.reason.hasPrefix("another process is running this study here") == true)
  }

  @Test func theLockDiesWithItsProcess() throws {
    let holder = try Holder(lockPath, naming: "process 4242 on another-machine")
    #expect(throws: FileError.self) { _ = try FolderLock(folder.url) }
    holder.kill()
    let lock = try FolderLock(folder.url)
    withExtendedLifetime(lock) {
      #expect(FolderLock.holder(of: folder.url)?.hasPrefix("process \(getpid()) on ") == true)
    }
  }

  @Test func theHolderIsKnownOnlyWhileThereIsOne() throws {
    #expect(FolderLock.holder(of: folder.file("missing")) == nil)
    #expect(FolderLock.holder(of: folder.url) == nil)
    let holder = try Holder(lockPath, naming: "process 4242 on another-machine")
    #expect(FolderLock.holder(of: folder.url) == "process 4242 on another-machine")
    holder.kill()
    #expect(FolderLock.holder(of: folder.url) == nil)
    #expect(try anotherProcessCanClaim(), "asking leaves no claim")
  }

  @Test func aSecondClaimWithinTheProcessIsRefusedToo() throws {
    let lock = try FolderLock(folder.url)
    withExtendedLifetime(lock) {
      let error = #expect(throws: FileError.self) { _ = try FolderLock(folder.url) }
      #expect(error?.reason.hasPrefix("process \(getpid()) on ") == true)
    }
  }

  @Test func aFolderThatIsMissingOrAFileIsRefused() throws {
    #expect(throws: FileError.self) { _ = try FolderLock(folder.file("missing")) }
    try DurableFile.write("x", to: folder.file("file"))
    #expect(throws: FileError.self) { _ = try FolderLock(folder.file("file")) }
  }

  /// Closing a descriptor twice may close one that another thread has opened in between.
  @Test func aRefusedClaimClosesOnlyWhatItOpened() throws {
    let lock = try FolderLock(folder.url)
    let url = folder.url
    let isRefusing = Atomic(true)
    let finished = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      for _ in 0..<500 { _ = try? FolderLock(url) }
      isRefusing.store(false, ordering: .relaxed)
      finished.signal()
    }
    var lost = 0
    while isRefusing.load(ordering: .relaxed) {
      let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
      if close(descriptor) != 0 { lost += 1 }
    }
    finished.wait()
    #expect(lost == 0)
    withExtendedLifetime(lock) {}
  }
}
