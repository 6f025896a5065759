import Foundation
import TestSupport

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
}
