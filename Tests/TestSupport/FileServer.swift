public import Foundation

/// A local server of the files in a folder that can be told to misbehave; it ends with the value.
///
/// How it answers is in the first part of a path: `/ok/FILE`, `/truncate/FILE` …; see `file-server.py`.
public final class FileServer: Sendable {
  /// `http://127.0.0.1:PORT`.
  public let address: String
  private let log: URL
  private let input = Pipe()

  /// Serves the files of `folder`; with a `certificate` (a PEM file with its key) over HTTPS.
  public init(_ folder: URL, certificate: URL? = nil) throws {
    log = folder.appending(path: ".log-\(UUID().uuidString)")
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "file-server.py")
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["python3", script.path, folder.path, log.path] + (certificate.map { [$0.path] } ?? [])
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    address =
      "\(certificate == nil ? "http" : "https")://127.0.0.1:\(port.trimmingCharacters(in: .whitespacesAndNewlines))"
  }

  deinit { try? input.fileHandleForWriting.close() }

  /// A request that was answered, or broke off.
  public struct Request: Sendable, Equatable {
    public var path: String
    /// The first byte that was asked for; nil if the whole file was.
    public var start: Int?
    /// Bytes of the file that were sent.
    public var sent: Int
  }

  /// The requests so far, in the order in which they ended.
  public var requests: [Request] {
    ((try? String(contentsOf: log, encoding: .utf8)) ?? "").split(separator: "\n").map { line in
      let fields = line.split(separator: " ").map(String.init)
      return Request(
        path: fields.first ?? "", start: fields.dropFirst().first.flatMap { Int($0.dropFirst(6).dropLast()) },
        sent: fields.last.flatMap(Int.init) ?? -1)
    }
  }

  /// The requests for paths that begin with `/behaviour/`, once there are at least `count`.
  public func requests(_ behaviour: String, atLeast count: Int) -> [Request] {
    var found: [Request] = []
    // The server notes a request after its last byte has arrived.
    for _ in 0..<200 {
      found = requests.filter { $0.path.hasPrefix("/\(behaviour)/") }
      if found.count >= count { break }
      usleep(10_000)
    }
    return found
  }
}
