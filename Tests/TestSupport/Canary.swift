import Foundation

/// Tells whether a command was run that stands in hostile text: a folder of programs that leave a mark, to be put in front
/// of `PATH`.
public struct Canary: Sendable {
  private let folder: TemporaryFolder

  public init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(at: folder.file("bin"), withIntermediateDirectories: true)
    for name in ["canary", "touch", "ls", "id", "sh-canary"] {
      let program = folder.file("bin/\(name)")
      let mark = folder.file("mark").path(percentEncoded: false)
      try "#!/bin/sh\necho \"$0 $*\" >> '\(mark)'\n".write(to: program, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: program.path(percentEncoded: false))
    }
  }

  /// `PATH` with the programs first.
  public var environment: [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return ["PATH": folder.file("bin").path(percentEncoded: false) + ":" + path]
  }

  /// The commands that were run; empty as long as all is well.
  public var commandsRun: String { (try? String(contentsOf: folder.file("mark"), encoding: .utf8)) ?? "" }
}
