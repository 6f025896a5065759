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
  /// or holds another study. To be called before `run`.
  public func check() throws {
    try FigureRenderer.checkGnuplot()
    if let data = prepared.loadedData { try MemoryEstimate(prepared.plan, data: data, jobs: jobs).check() }
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
    cancellation: Cancellation, meter: WorkMeter, observe: @escaping @Sendable (StudyRunner.Progress) -> Void
  ) throws -> Outcome {
    let lock = try folder.claim()
    defer { withExtendedLifetime(lock) {} }
    let store = try SQLiteTrialStore(folder.store)
    try refuseOtherStudy(in: store)
    if let finished = try finishedOutcome(in: store) {
      observe(finished.progress)
      return finished
    }
    let data = try prepared.data()
    try DurableFile.remove(folder.manifest)
    try DurableFile.write(prepared.text, to: folder.studyFile)
    try store.setStudy(record)
    let runner = StudyRunner(plan: prepared.plan, data: data, store: store, archive: archive, jobs: jobs)
    let progress = try runner.run(cancellation: cancellation, meter: meter, observe: observe)
    if cancellation.isRequested || progress.finished < progress.total {
      return Outcome(progress: progress, output: nil, wasComplete: false)
    }
    let output = StudyOutput(try folder.results(of: prepared.description, store.results()))
    try output.writeTables(to: folder)
    try output.draw(in: folder)
    try Manifest(
      version: version, plan: prepared.plan, provenance: data.provenance, dataFilesDigest: prepared.dataFilesDigest,
      command: command
    ).write(to: folder.manifest)
    return Outcome(progress: progress, output: output, wasComplete: false)
  }

  /// How the run ends at once because the folder holds everything already; nil if it does not.
  private func finishedOutcome(in store: SQLiteTrialStore) throws -> Outcome? {
    guard try store.study() == record,
      FileManager.default.fileExists(atPath: folder.manifest.path(percentEncoded: false))
    else { return nil }
    let stored = try store.results()
    let work = prepared.plan.remaining(given: stored, archive: archive)
    guard work.isEmpty else { return nil }
    let output = StudyOutput(try folder.results(of: prepared.description, stored))
    guard output.isWritten(to: folder) else { return nil }
    return Outcome(progress: prepared.plan.progress(given: work), output: output, wasComplete: true)
  }

  /// Where the models go that the study records.
  private var archive: SafetensorsArchive {
    SafetensorsArchive(folder.models, study: prepared.description, dataDigest: prepared.plan.facts.digest)
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
