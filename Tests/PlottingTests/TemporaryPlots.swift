import Foundation
import TestSupport
import Testing

@testable import Plotting

/// Whether tests that draw can run.
let isGnuplotInstalled = (try? FigureRenderer.checkGnuplot()) != nil

/// A temporary folder that can list itself.
struct TemporaryPlots {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  var url: URL { folder.url }

  /// The names of all files, hidden ones too, sorted.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path(percentEncoded: false))) ?? []).sorted()
  }

  func text(_ name: String) throws -> String { try String(contentsOf: url.appending(path: name), encoding: .utf8) }

  /// Runs gnuplot in a folder, as a user would, and returns what it said; records an issue if it fails.
  @discardableResult
  static func gnuplot(_ arguments: String..., in folder: URL) throws -> String {
    try gnuplot(arguments, in: folder)
  }

  @discardableResult
  static func gnuplot(_ arguments: [String], in folder: URL) throws -> String {
    let process = Process()
    let executable: URL = try #require(GnuplotProcess.executable())
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let complaint = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(arguments): \(complaint)")
    return complaint
  }
}
