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

  /// Looks for whatever would end the run later: no gnuplot, too little memory, a folder that cannot be written, is in use
  /// or holds another study.
  public func check() throws {
    try FigureRenderer.checkGnuplot()
    try MemoryEstimate(prepared, jobs: jobs).check()
    let lock = try folder.claim()
    defer { withExtendedLifetime(lock) {} }
    if FileManager.default.fileExists(atPath: folder.store.path(percentEncoded: false)) {
      try refuseOtherStudy(in: try SQLiteTrialStore(folder.store))
    }
  }

  /// Trains what is missing, then writes tables, figures and, last of all, the manifest: where there is one, everything
  /// else is there and up to date.
  ///
  /// - Throws: one line that names what is wrong, before anything is trained wherever that can be known.
  public func run(
    cancellation: Cancellation, observe: @escaping @Sendable (StudyRunner.Progress) -> Void
  ) throws -> Outcome {
    try check()
    let lock = try folder.claim()
    defer { withExtendedLifetime(lock) {} }
    let store = try SQLiteTrialStore(folder.store)
    try refuseOtherStudy(in: store)
    let work = prepared.plan.remaining(given: try store.results())
    let isComplete = try work.isEmpty && store.study() == record && StudyOutput(folder.results()).isWritten(to: folder)
    if !isComplete {
      try DurableFile.remove(folder.manifest)
      try DurableFile.write(prepared.text, to: folder.studyFile)
      try store.setStudy(record)
    }
    let runner = StudyRunner(plan: prepared.plan, data: prepared.data, store: store, jobs: jobs)
    let progress = try runner.run(cancellation: cancellation, observe: observe)
    if cancellation.isRequested || progress.finished < progress.total {
      return Outcome(progress: progress, output: nil, wasComplete: false)
    }
    let output = StudyOutput(try folder.results())
    if !isComplete {
      try output.writeTables(to: folder)
      try output.draw(in: folder)
      try Manifest(
        version: version, plan: prepared.plan, provenance: prepared.data.provenance, command: command
      ).write(to: folder.manifest)
    }
    return Outcome(progress: progress, output: output, wasComplete: isComplete)
  }

  /// What the store is to say of this study.
  private var record: StudyRecord {
    StudyRecord(
      description: prepared.description, file: prepared.text, dataDigest: prepared.plan.facts.digest,
      engineVersion: StudyPlan.engineVersion)
  }

  /// Refuses a folder that holds results of a study that differs in more than added work.
  private func refuseOtherStudy(in store: SQLiteTrialStore) throws {
    guard let earlier = try store.study() else { return }
    let changed = Self.changes(from: earlier, to: record)
    guard changed.isEmpty else {
      throw WorkflowError(
        "\(folder.path): holds results of a study that differs in \(changed.joined(separator: ", ")); "
          + "choose another folder with -o, or move this one away")
    }
  }

  /// What sets two versions of a study apart beyond added work, in the words of the study file.
  private static func changes(from earlier: StudyRecord, to new: StudyRecord) -> [String] {
    var changed = StudyDifference.keys(between: earlier.description, and: new.description).changed
    if changed.isEmpty && earlier.dataDigest != new.dataDigest { changed = ["the contents of its data"] }
    if earlier.engineVersion != new.engineVersion { changed.append("the version of Fathom's engine") }
    return changed
  }
}
