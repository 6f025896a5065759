import Analysis
import Datasets
import DurableFiles
import Foundation
import Plotting
import Reporting
public import Study
public import TrialStorage

/// Runs a prepared study in a results folder, from the claim on the folder to the figures.
public struct StudyExecution: Sendable {
  public let prepared: PreparedStudy
  public let folder: ResultsFolder
  public let jobs: Int
  /// For the manifest.
  public let version: String
  public let command: [String]

  public init(_ prepared: PreparedStudy, folder: ResultsFolder, jobs: Int, version: String, command: [String]) {
    self.prepared = prepared
    self.folder = folder
    self.jobs = jobs
    self.version = version
    self.command = command
  }

  /// How a run ended.
  public struct Outcome: Sendable {
    public var progress: StudyRunner.Progress
    /// What is finished, analysed; nil if the run was interrupted.
    public var output: StudyOutput?
    /// Whether the folder already held everything, so that nothing was written.
    public var wasComplete: Bool
  }

  /// Trains what is missing, then writes tables and figures.
  ///
  /// - Throws: one line that names what is wrong, before anything is trained wherever that can be known.
  public func run(
    cancellation: Cancellation, observe: @escaping @Sendable (StudyRunner.Progress) -> Void
  ) throws -> Outcome {
    try FigureRenderer.checkGnuplot()
    let lock = try folder.claim()
    defer { withExtendedLifetime(lock) {} }
    let store = try SQLiteTrialStore(folder.store)
    try adoptStudy(in: store)
    let runner = StudyRunner(plan: prepared.plan, data: prepared.data, store: store, jobs: jobs)
    let progress = try runner.run(cancellation: cancellation, observe: observe)
    guard progress.finished == progress.total else {
      return Outcome(progress: progress, output: nil, wasComplete: false)
    }
    let output = StudyOutput(try folder.results())
    let complete = progress.resumed == progress.total && output.isWritten(to: folder)
    if !complete {
      try Manifest(
        version: version, plan: prepared.plan, provenance: prepared.data.provenance, command: command
      ).write(to: folder.manifest)
      try output.writeTables(to: folder)
      try output.draw(in: folder)
    }
    return Outcome(progress: progress, output: output, wasComplete: complete)
  }

  /// Puts the study on record, or refuses it if the folder holds results of a study that differs in more than added work.
  private func adoptStudy(in store: SQLiteTrialStore) throws {
    let record = StudyRecord(
      description: prepared.description, file: prepared.text, dataDigest: prepared.plan.facts.digest,
      engineVersion: StudyPlan.engineVersion)
    if let earlier = try store.study() {
      let changed = Self.changes(from: earlier, to: record)
      guard changed.isEmpty else {
        throw WorkflowError(
          "\(folder.path): holds results of a study that differs in \(changed.joined(separator: ", ")); "
            + "choose another folder with -o, or move this one away")
      }
    }
    try DurableFile.write(prepared.text, to: folder.studyFile)
    try store.setStudy(record)
  }

  /// What sets two versions of a study apart beyond added work, in the words of the study file.
  private static func changes(from earlier: StudyRecord, to new: StudyRecord) -> [String] {
    var changed = StudyDifference.keys(between: earlier.description, and: new.description).changed
    if changed.isEmpty && earlier.dataDigest != new.dataDigest { changed = ["the contents of its data"] }
    if earlier.engineVersion != new.engineVersion { changed.append("the version of Fathom's engine") }
    return changed
  }
}
