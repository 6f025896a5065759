import CSpawn
public import Foundation

/// A program that is run to its end without a shell, with nothing on its standard input and both its outputs taken in.
///
/// The process is waited for, not its outputs: a program that closes them early, or leaves them to others when it ends, is
/// neither waited for in vain nor left running.
public struct ChildProcess: Sendable {
  /// The path of the program.
  public var program: String
  public var arguments: [String]
  public var environment: [String: String]
  /// The folder to run in; that of this process unless given.
  public var folder: String?
  /// Seconds after which the process and all that it has started are killed; with a limit they are a group of their own,
  /// and nothing of it outlives the process, or this one: the program itself is killed with this process, however it ends.
  public var timeLimit: Double?

  public init(
    _ program: String, _ arguments: [String],
    environment: [String: String] = ProcessInfo.processInfo.environment, folder: String? = nil,
    timeLimit: Double? = nil
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
    self.timeLimit = timeLimit
  }

  /// How a process ended.
  public enum Ending: Sendable, Equatable {
    case exited(status: Int32)
    case killed(signal: Int32)
    /// It was killed at the end of its time.
    case timedOut
  }

  /// What a process left.
  public struct Outcome: Sendable {
    public var ending: Ending
    /// What it wrote to standard output and standard error; of each no more than ``mostOutput`` bytes.
    public var output: Data
    public var errors: Data
  }

  /// Bytes of output that are kept; what follows is read and dropped.
  public static let mostOutput = 64 << 20

  /// The program called `name` in a folder of `PATH`; nil if there is none. Folders that are not absolute do not count.
  public static func find(
    _ name: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String? {
    (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").lazy
      .filter { $0.hasPrefix("/") }
      .map { $0.hasSuffix("/") ? "\($0)\(name)" : "\($0)/\(name)" }
      .first { path in
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
      }
  }

  /// Runs the program to its end.
  ///
  /// - Throws: ``ChildProcessError`` if it cannot be started.
  public func run() throws(ChildProcessError) -> Outcome {
    let (output, errors) = (try ReadingEnd(of: program), try ReadingEnd(of: program))
    let identifier = try start(output: output, errors: errors)
    output.closeWriter()
    errors.closeWriter()
    let deadline = timeLimit.map { ContinuousClock.now + .seconds($0) }
    var pause: Int32 = 1
    while true {
      if let status = Self.reap(identifier) {
        endGroup(identifier)
        return Outcome(ending: Self.ending(status), output: output.drained(), errors: errors.drained())
      }
      if let deadline, ContinuousClock.now >= deadline {
        endGroup(identifier)
        while Self.reap(identifier) == nil { usleep(1000) }
        return Outcome(ending: .timedOut, output: output.drained(), errors: errors.drained())
      }
      var waiting = [output, errors].filter { !$0.isAtEnd }.map {
        pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0)
      }
      // A process whose outputs are at their end has mostly ended.
      pause = waiting.count == 2 ? 20 : min(2 * pause, 20)
      _ = poll(&waiting, nfds_t(waiting.count), pause)
      output.take()
      errors.take()
    }
  }

  /// Kills all processes that run with a time limit, and all that they have started; further ones do not start until
  /// ``allow()``. A signal handler may call it.
  public static func endAll() { cspawn_end_groups() }

  /// Lets processes with a time limit start again.
  public static func allow() { cspawn_allow_groups() }

  /// Kills what is left of the process' group, if it has one of its own.
  private func endGroup(_ identifier: pid_t) {
    guard timeLimit != nil else { return }
    cspawn_forget(identifier)
    _ = kill(-identifier, SIGKILL)
  }

  /// The status of a process that has ended; nil while it runs.
  private static func reap(_ identifier: pid_t) -> Int32? {
    var status: Int32 = 0
    while true {
      switch waitpid(identifier, &status, WNOHANG) {
      case identifier: return status
      case -1 where errno == EINTR: continue
      // Somebody else has waited for it; how it ended is not known.
      case -1: return 0
      default: return nil
      }
    }
  }

  private static func ending(_ status: Int32) -> Ending {
    let signal = status & 0x7F
    return signal == 0 ? .exited(status: (status >> 8) & 0xFF) : .killed(signal: signal)
  }

  private func start(output: ReadingEnd, errors: ReadingEnd) throws(ChildProcessError) -> pid_t {
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var identifier = pid_t()
    let code = cspawn_start(
      program, &words, &variables, folder, output.writer, errors.writer, timeLimit == nil ? 0 : 1, &identifier)
    guard code == 0 else { throw ChildProcessError(program: program, code: code) }
    return identifier
  }
}

/// A program that could not be started; the description is one line.
public struct ChildProcessError: Error, Equatable, CustomStringConvertible {
  public var program: String
  /// An errno value.
  public var code: Int32

  public var description: String { "\(program) does not start: \(String(cString: strerror(code)))" }
}

/// The end of a pipe that this process reads, and what has come out of it.
private final class ReadingEnd {
  let number: Int32
  private(set) var writer: Int32
  private var content = Data()
  private(set) var isAtEnd = false

  init(of program: String) throws(ChildProcessError) {
    var ends: [Int32] = [-1, -1]
    let code = cspawn_pipe(&ends)
    guard code == 0 else { throw ChildProcessError(program: program, code: code) }
    (number, writer) = (ends[0], ends[1])
    _ = fcntl(number, F_SETFL, O_NONBLOCK)
  }

  deinit {
    closeWriter()
    close(number)
  }

  func closeWriter() {
    if writer >= 0 { close(writer) }
    writer = -1
  }

  /// Takes in what is there, without waiting for more.
  func take() {
    guard !isAtEnd else { return }
    withUnsafeTemporaryAllocation(byteCount: 65536, alignment: 16) { buffer in
      while true {
        let count = read(number, buffer.baseAddress, buffer.count)
        if count > 0 {
          let room = ChildProcess.mostOutput - self.content.count
          self.content.append(contentsOf: buffer.prefix(min(count, room)))
        } else if count == 0 {
          isAtEnd = true
          return
        } else if errno != EINTR {
          if errno != EAGAIN { isAtEnd = true }
          return
        }
      }
    }
  }

  func drained() -> Data {
    take()
    return content
  }
}
