import CSpawn
public import Foundation

/// A program to run to its end without a shell, with nothing on standard input and both outputs captured.
///
/// ``run()`` waits for the process, not for its outputs. So a program that closes them early, or leaves them to other
/// processes when it ends, neither blocks the caller nor is left running.
public struct ChildProcess: Sendable {
  /// The path of the program.
  public var program: String
  /// Arguments after the program's name.
  public var arguments: [String]
  /// All environment variables of the process.
  public var environment: [String: String]
  /// The working folder; nil for the one of this process.
  public var folder: String?
  /// Seconds after which the process and everything it has started are killed; nil for no limit.
  ///
  /// With a limit, the process gets a process group of its own, and no member of it outlives the process. The program
  /// itself is killed when this process ends, however that happens.
  public var timeLimit: Double?

  /// Creates a description of what to run; it inherits this process's environment unless given another.
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
    /// It ended by itself with this exit status.
    case exited(status: Int32)
    /// It was killed by this signal.
    case killed(signal: Int32)
    /// It was killed because its time limit was over.
    case timedOut
  }

  /// The result of running a process.
  public struct Outcome: Sendable {
    /// How the process ended.
    public var ending: Ending
    /// Bytes written to standard output, at most ``mostOutput``.
    public var output: Data
    /// Bytes written to standard error, at most ``mostOutput``.
    public var errors: Data
  }

  /// The most bytes of each output that are kept; the rest is read and dropped.
  public static let mostOutput = 64 << 20

  /// Returns the path of the executable `name` in the first absolute folder of `PATH` that has it; nil if there is
  /// none.
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

  /// Runs the program to its end and returns its outputs. A nonzero exit status is not an error.
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

  /// Kills all processes that run with a time limit, and everything they have started. No further process with a time
  /// limit starts until ``allow()``. It is safe to call from a signal handler.
  public static func endAll() { cspawn_end_groups() }

  /// Lets processes with a time limit start again after ``endAll()``.
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

/// A failure to start a program.
public struct ChildProcessError: Error, Equatable, CustomStringConvertible {
  /// The path of the program.
  public var program: String
  /// The `errno` value of the failure.
  public var code: Int32

  /// One line that names the program and the reason.
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
