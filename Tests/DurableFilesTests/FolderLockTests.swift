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
    #expect(try FolderLock.holder(of: folder.item(""))?.hasPrefix("process \(getpid()) on ") == true)
    withExtendedLifetime(lock) {}
  }

  @Test func theHolderIsKnownOnlyWhileThereIsOne() throws {
    #expect(try FolderLock.holder(of: folder.item("missing")) == nil)
    #expect(try FolderLock.holder(of: folder.item("")) == nil)
    let holder = try Holder(lockPath, naming: "process 4242 on another-machine")
    #expect(try FolderLock.holder(of: folder.item("")) == "process 4242 on another-machine")
    holder.kill()
    #expect(try FolderLock.holder(of: folder.item("")) == nil)
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

/// A `.lock` that is none.
@Suite struct ForeignLockTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(arguments: ["link", "link to nothing", "pipe", "second name", "folder", "of another program"])
  func isRefusedAndLeftAlone(kind: String) throws {
    let (lock, other) = (folder.file(".lock").path, folder.file("other"))
    let text = "process 7 on elsewhere\n"
    try DurableFile.write(text, to: other)
    switch kind {
    case "link": try #require(symlink("other", lock) == 0)
    case "link to nothing": try #require(symlink("nothing", lock) == 0)
    case "pipe": try #require(mkfifo(lock, 0o600) == 0)
    case "second name": try #require(link(other.path, lock) == 0)
    case "folder": try #require(mkdir(lock, 0o700) == 0)
    default: try DurableFile.write("{\"pid\": 7}\n", to: folder.item(".lock"))
    }
    let error = #expect(throws: FileError.self) { _ = try FolderLock(folder.url) }
    #expect(error?.path == lock)
    #expect(try String(contentsOf: other, encoding: .utf8) == text)
    #expect(!folder.item("nothing").isThere)
    switch kind {
    case "second name", "of another program": #expect(try FolderLock.holder(of: folder.item("")) == nil)
    default: #expect(throws: FileError.self) { _ = try FolderLock.holder(of: folder.item("")) }
    }
    if kind == "of another program" {
      #expect(try folder.item(".lock").contents() == Data("{\"pid\": 7}\n".utf8))
      #expect(!FolderLock.hasClaimed(folder.item("")))
    }
  }

  @Test func askingWhoHoldsItWritesNothing() throws {
    #expect(try FolderLock.holder(of: folder.item("")) == nil)
    #expect(try folder.item("").list() == [])
  }
}
