import Foundation
import TestSupport

/// A study that has run once for all tests of the process. Each takes a copy, with which it does as it likes.
struct FinishedStudy: Sendable {
  /// The file and the results of ``StudyTexts/quick``, in quick.yaml and results/quick.
  static let quick = Result { try FinishedStudy(StudyTexts.quick) }
  /// The same with all figures.
  static let quickWithAllFigures = Result { try FinishedStudy(StudyTexts.withAllFigures(StudyTexts.quick)) }

  private let folder: TemporaryFolder
  /// What the run printed.
  let outcome: FathomProcess.Outcome

  private init(_ text: String) throws {
    folder = try TemporaryFolder.untilExit()
    try text.write(to: folder.file("quick.yaml"), atomically: true, encoding: .utf8)
    outcome = try FathomProcess(in: folder.url).run("run", "quick.yaml")
    guard outcome.status == 0 else { throw Failure(errors: outcome.errors) }
  }

  private struct Failure: Error {
    var errors: String
  }

  /// Copies the study file and the results into a folder, in the place of what has these names.
  func copy(to other: TemporaryFolder) throws {
    for name in ["quick.yaml", "results"] {
      try? FileManager.default.removeItem(at: other.file(name))
      try FileManager.default.copyItem(at: folder.file(name), to: other.file(name))
    }
  }
}
