import Dispatch
import Foundation
import Synchronization

/// Runs gnuplot without a shell, on a script that tells it everything.
struct GnuplotProcess {
  /// Seconds after which gnuplot is killed.
  var timeLimit = 60

  /// The gnuplot program on `PATH`; nil if there is none.
  static func executable(environment: [String: String] = ProcessInfo.processInfo.environment) -> URL? {
    (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").lazy
      .filter { $0.hasPrefix("/") }
      .map { URL(filePath: String($0)).appending(path: "gnuplot") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) }
  }

  /// Runs a script in a folder, with gnuplot commands to run before it, and returns what gnuplot printed.
  ///
  /// Default settings (`-d`) and an environment without `GNUPLOT…` keep the user's own settings out of the picture.
  func run(script: String, first commands: String, in folder: URL, figure: String) throws(PlottingError) -> Data {
    guard let executable = Self.executable() else { throw .gnuplotMissing }
    let process = Process()
    process.executableURL = executable
    process.arguments = ["-d", "-e", commands, script]
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GNUPLOT") }
    environment["LC_ALL"] = "C.UTF-8"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    do {
      try process.run()
    } catch {
      throw .gnuplotFailed(figure: figure, reason: "\(executable.path(percentEncoded: false)) does not start")
    }

    let isLate = Mutex(false)
    let identifier = process.processIdentifier
    let clock = DispatchSource.makeTimerSource()
    clock.schedule(deadline: .now() + .seconds(timeLimit))
    clock.setEventHandler {
      isLate.withLock { $0 = true }
      kill(identifier, SIGKILL)
    }
    clock.resume()
    // Both pipes are drained at once, so that gnuplot never waits for a reader.
    let printed = Mutex(Data())
    let reader = DispatchGroup()
    let outputHandle = output.fileHandleForReading
    DispatchQueue.global().async(group: reader) {
      let data = (try? outputHandle.readToEnd()) ?? nil
      printed.withLock { $0 = data ?? Data() }
    }
    let complaint = ((try? errors.fileHandleForReading.readToEnd()) ?? nil) ?? Data()
    reader.wait()
    // Both pipes at their end: gnuplot has exited or is exiting, so the clock can no longer hit another process.
    clock.cancel()
    process.waitUntilExit()

    if isLate.withLock({ $0 }) { throw .timedOut(figure: figure, seconds: timeLimit) }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw .gnuplotFailed(
        figure: figure, reason: Self.lastLine(of: complaint) ?? "it ended with \(process.terminationStatus)")
    }
    return printed.withLock { $0 }
  }

  /// gnuplot prints the offending line, a caret and then the message.
  private static func lastLine(of complaint: Data) -> String? {
    String(decoding: complaint.prefix(65536), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .last { !$0.isEmpty }
  }
}
