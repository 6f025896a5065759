public import Foundation

/// Runs the `fathom` executable that was built beside the tests, as a user's shell would.
public struct FathomProcess: Sendable {
  /// The folder in which the commands run.
  public var folder: URL

  public init(in folder: URL) {
    self.folder = folder
  }

  public struct Outcome: Sendable {
    public var status: Int32
    public var output: String
    public var errors: String
  }

  /// The executable, next to the bundle that holds the tests.
  public static var executable: URL {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "fathom")
  }

  /// Runs a command to its end.
  public func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try run(arguments[0], Array(arguments.dropFirst()), environment: environment)
  }

  /// Runs a command with its arguments to its end.
  public func run(_ command: String, _ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    let process = try start([command] + arguments, environment: environment)
    process.waitUntilExit()
    return outcome(of: process)
  }

  /// Starts a command; its output goes to files, so that no pipe can fill up.
  public func start(_ arguments: [String], environment: [String: String] = [:]) throws -> Process {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    for name in ["stdout", "stderr"] {
      _ = FileManager.default.createFile(atPath: file(name).path(percentEncoded: false), contents: nil)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: file("stdout"))
    process.standardError = try FileHandle(forWritingTo: file("stderr"))
    try process.run()
    return process
  }

  /// What a command that has ended left behind.
  public func outcome(of process: Process) -> Outcome {
    func text(_ name: String) -> String { (try? String(contentsOf: file(name), encoding: .utf8)) ?? "" }
    return Outcome(status: process.terminationStatus, output: text("stdout"), errors: text("stderr"))
  }

  private func file(_ name: String) -> URL { folder.appending(path: ".\(name)") }
}
