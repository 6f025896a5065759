import Analysis
import Datasets
import DurableFiles
import Foundation
import Plotting
import Reporting
public import Study
import Synchronization
public import TrialStorage

/// Runs a prepared study in a results folder: from claiming the folder to drawing the figures.
public struct StudyExecution: Sendable {
  /// The study with its plan.
  public let prepared: PreparedStudy
  /// What is trained: the study, or the part of it that is trained here, which has no tables or figures of its own.
  let plan: StudyPlan
  let isPart: Bool
  /// The results folder.
  public let folder: ResultsFolder
  /// Number of trajectories trained at the same time, one thread each.
  public let jobs: Int
  /// Seconds between checkpoints of the unfinished trajectories.
  public let checkpointInterval: Double
  /// Version of Fathom, for the manifest.
  public let version: String
  /// Command line of the run, one argument each, for the manifest.
  public let command: [String]
  private let reused: ReusedFolders

  /// Creates the execution of a study or, with `part`, of some of its trajectories; a part has no tables or figures.
  /// Finished trajectories of `reused` that it would train to the same bits are taken over.
  public init(
    _ prepared: PreparedStudy, part: StudyPlan? = nil, folder: ResultsFolder, jobs: Int,
    checkpointInterval: Double = 60, version: String,
    command: [String], reusing reused: [ResultsFolder] = []
  ) {
    self.reused = ReusedFolders(reused)
    self.prepared = prepared
    plan = part ?? prepared.plan
    isPart = part != nil
    self.folder = folder
    self.jobs = jobs
    self.checkpointInterval = checkpointInterval
    self.version = version
    self.command = command
  }

  /// How a run ended.
  public struct Outcome: Sendable {
    /// How far the study is at the end of the run.
    public var progress: StudyRunner.Progress
    /// What the finished study shows; nil for a part, and if the run ended before everything was finished.
    public var summary: RunSummary?
    /// Figures and tables that could not be written; nil if there are none.
    public var failures: OutputFailures?
    /// Whether the folder already had everything, so that nothing was written.
    public var wasComplete: Bool
    /// Whether a signal came while tables and figures of the finished study were made; there is no summary then.
    public var wasCutShort = false
    /// Whether every trajectory is finished.
    public var isFinished: Bool { progress.finished == progress.total }
  }

  /// Checks what would make the run fail later: no gnuplot, figures that cannot be as they are asked for, too little memory, or
  /// a folder that cannot be written, is in use or holds another study. To be called before ``run(_:cancellation:meter:observe:)``.
  ///
  /// - Throws: an error of one line that names what is wrong.
  public func check() throws {
    // If the study has been drawn before, gnuplot is known to work.
    if !isPart {
      try FigureRenderer.checkGnuplot(tried: !folder.manifest.isThere)
      try FigureRehearsal(plan).check()
    }
    if let data = prepared.loadedData { try MemoryEstimate(plan, data: data, jobs: jobs).check() }
    let lock = try folder.claim(forOutput: !isPart, studyFile: prepared.text)
    defer { withExtendedLifetime(lock) {} }
    try reused.check()
    if folder.hasStore {
      let store = try SQLiteTrialStore(folder.store)
      try refuseOtherStudy(in: store)
      if let note = try otherLimits(in: store) { Terminal.tell("\(folder.path): \(note.line)") }
    }
  }

  /// Trains what is missing, then writes tables, figures, report and, last, the manifest.
  ///
  /// If there is a manifest, everything else is there and up to date, except for figures and tables that could not be
  /// made; the next run tries those again.
  /// - Throws: an error of one line that names what is wrong, before anything is trained if possible.
  public func run(
    _ scope: StudyRunner.Scope = StudyRunner.Scope(), cancellation: Cancellation, meter: WorkMeter,
    observe: @escaping @Sendable (StudyRunner.Progress) -> Void
  ) throws -> Outcome {
    let lock = try folder.claim(forOutput: !isPart, studyFile: prepared.text)
    defer { withExtendedLifetime(lock) {} }
    let store = try SQLiteTrialStore(folder.store)
    try refuseOtherStudy(in: store)
    let plan = try decidedPlan(in: store)
    if !isPart, let finished = try finishedOutcome(of: plan, in: store) {
      observe(finished.progress)
      return finished
    }
    let data = try prepared.data()
    try folder.removeManifest(before: plan.study)
    try DurableFile.write(prepared.text, to: folder.studyFile)
    try store.setStudy(record(of: plan), showing: wantedKeys)
    for line in try reused.take(for: self.plan, into: store, of: folder) { Terminal.tell(line) }
    let log = try RunLog(folder.log)
    try log.begin(version: version, command: command, jobs: jobs)
    let progress: StudyRunner.Progress
    do {
      progress = try reported(in: store, meter: meter, cancellation) { live in
        try train(plan, scope, on: data, store, log, cancellation: cancellation, meter: meter) { progress in
          live?.update(progress)
          observe(progress)
        }
      }
    } catch {
      // The error is reported in any case; the log itself may be what failed.
      try? log.end("\(error)", nil)
      throw error
    }
    try log.end(Ending(progress, cancellation).rawValue, progress)
    if isPart || progress.finished < progress.total {
      return Outcome(progress: progress, summary: nil, wasComplete: false)
    }
    let replicates = try decidedPlan(in: store).study.replicates
    try store.addLook(Look(replicates: replicates.count, time: .now))
    var manifest = Manifest(
      version: version, plan: prepared.plan, provenance: data.provenance, dataFilesDigest: prepared.dataFilesDigest,
      command: command)
    let (output, failures) = try output(of: store, isFinal: true, cancellation)
    if cancellation.reason == .interrupted {
      return Outcome(progress: progress, summary: nil, wasComplete: false, wasCutShort: true)
    }
    let remarks = try prepared.remarks(on: data)
    let summary = RunSummary(output, facts: prepared.plan.facts, remarks)
    manifest.figures = output.drawnFigures
    try report(manifest, remarks).write(output, progress: nil)
    try summary.write(to: folder.summary)
    try manifest.write(to: folder.manifest)
    return Outcome(
      progress: progress, summary: summary, failures: failures.isEmpty ? nil : failures, wasComplete: false)
  }

  func report(_ manifest: Manifest?, _ remarks: StudyRemarks) -> StudyReport {
    StudyReport(folder, studyFile: prepared.text, manifest: manifest, remarks: remarks.lines, version: version)
  }

  /// The report of the unfinished study.
  func report() throws -> StudyReport { try report(nil, prepared.remarks(on: nil)) }

  /// Tables and figures of what the store has, written until `cancellation` is interrupted.
  func output(
    of store: SQLiteTrialStore, isFinal: Bool, _ cancellation: Cancellation = Cancellation()
  ) throws -> (StudyOutput, OutputFailures) {
    let output = StudyOutput(try results(in: store, isFinal: isFinal))
    return (output, try output.write(to: folder, until: cancellation))
  }

  /// What the store has of the study, with the replicates decided on so far.
  func results(in store: SQLiteTrialStore, isFinal: Bool = false) throws -> StudyResults {
    try folder.results(
      of: decidedPlan(in: store).study, wanted(store.results()), looks: store.looks(), isFinal: isFinal)
  }

  /// The plan with the replicates that the study's precision has led to so far; the whole plan if their number is fixed.
  ///
  /// A store of another precision, or of a fixed number, gives those that are finished.
  func decidedPlan(in store: SQLiteTrialStore) throws -> StudyPlan {
    guard let goal = prepared.description.replicates.goal else { return plan }
    guard let stored = try store.study()?.description.replicates else { return plan.decided(goal.start(0)) }
    if stored.goal == goal { return plan.decided(stored.count) }
    let work = plan.remaining(given: try store.results(), archive: archive)
    return plan.decided(goal.start(work.wholeReplicates(of: plan.study.replicates)))
  }

  /// How the run ends at once because the folder holds everything already; nil if it does not.
  private func finishedOutcome(of plan: StudyPlan, in store: SQLiteTrialStore) throws -> Outcome? {
    guard try store.study() == record(of: plan), let manifest = try? Manifest(contentsOf: folder.manifest),
      manifest.fathomVersion == version, manifest.isWhole(in: folder),
      let summary = try? RunSummary(contentsOf: folder.summary)
    else { return nil }
    let work = plan.remaining(given: try store.results(), archive: archive)
    guard work.isEmpty else { return nil }
    return Outcome(progress: plan.progress(given: work), summary: summary, wasComplete: true)
  }

  /// The archive for the models that the study records.
  var archive: SafetensorsArchive {
    SafetensorsArchive(folder.models, study: prepared.description, dataDigest: prepared.plan.facts.digest)
  }

  /// The record in the store of the study as it is planned.
  func record(of plan: StudyPlan) -> StudyRecord {
    StudyRecord(
      description: plan.study, file: prepared.text, dataDigest: prepared.plan.facts.digest,
      engineVersion: StudyPlan.engineVersion)
  }

  /// What becomes of the runs of an earlier version of the study with another number of epochs; nil if there are none.
  private func otherLimits(in store: SQLiteTrialStore) throws -> OtherLimitsWords? {
    guard let earlier = try store.study()?.description, earlier != prepared.description else { return nil }
    let work = plan.remaining(given: try store.results(), archive: archive, finalStates: try store.finalStateKeys())
    return OtherLimitsWords(work.otherLimits)
  }

  /// The keys of all trajectories that the study may come to ask for.
  var wantedKeys: Set<String> { Set(prepared.plan.trajectories.map(\.key)) }

  /// Those of `stored` that the study asks for; the others are hidden.
  func wanted(_ stored: [TrajectoryResult]) -> [TrajectoryResult] {
    let keys = wantedKeys
    return stored.filter { keys.contains($0.key) }
  }

  /// Refuses a folder that holds results of a study that differs in more than added work and hidden results.
  private func refuseOtherStudy(in store: SQLiteTrialStore) throws {
    if let refusal = try store.study()?.refusal(of: record(of: prepared.plan), in: folder) {
      throw WorkflowError(refusal)
    }
  }
}
