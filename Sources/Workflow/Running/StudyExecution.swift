import Analysis
import Datasets
import DurableFiles
import Foundation
import HTMLReport
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
  private let plan: StudyPlan
  private let isPart: Bool
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
    /// Tables and figures; nil for a part, and if the run ended before everything was finished.
    public var output: StudyOutput?
    /// Figures and tables that could not be written; nil if there are none.
    public var failures: OutputFailures?
    /// Whether the folder already had everything, so that nothing was written.
    public var wasComplete: Bool
    /// Whether a signal ended gnuplot while the figures of the finished study were drawn; there is no output then.
    public var wasCutShort = false
    /// Whether every trajectory is finished.
    public var isFinished: Bool { progress.finished == progress.total }
  }

  /// Checks what would make the run fail later: no gnuplot, too little memory, or a folder that cannot be written, is
  /// in use or holds another study. To be called before ``run(_:cancellation:meter:observe:)``. Tells the user what the
  /// data lose in single precision.
  ///
  /// - Throws: an error of one line that names what is wrong.
  public func check() throws {
    if let note = prepared.roundingNote { Terminal.tell(note) }
    // If the study has been drawn before, gnuplot is known to work.
    if !isPart { try FigureRenderer.checkGnuplot(tried: !folder.manifest.isThere) }
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
    try DurableFile.remove(folder.manifest)
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
      return Outcome(progress: progress, output: nil, wasComplete: false)
    }
    let replicates = try decidedPlan(in: store).study.replicates
    try store.addLook(Look(replicates: replicates.count, time: .now))
    var manifest = Manifest(
      version: version, plan: prepared.plan, provenance: data.provenance, dataFilesDigest: prepared.dataFilesDigest,
      command: command)
    let (output, failures) = try output(of: store, isFinal: true)
    if cancellation.reason == .interrupted && !failures.isEmpty {
      return Outcome(progress: progress, output: nil, wasComplete: false, wasCutShort: true)
    }
    manifest.figures = output.drawnFigures
    try report(manifest).write(output, progress: nil)
    try manifest.write(to: folder.manifest)
    return Outcome(
      progress: progress, output: output, failures: failures.isEmpty ? nil : failures, wasComplete: false)
  }

  /// Writes tables, figures and report of the finished part of an unfinished study.
  ///
  /// - Returns: what was written and what failed; nil if nothing is finished, or this is a part.
  /// - Throws: an error of one line that names what is wrong.
  public func writeUnfinished() throws -> (output: StudyOutput, failures: OutputFailures)? {
    guard !isPart else { return nil }
    let lock = try folder.claim()
    defer { withExtendedLifetime(lock) {} }
    guard folder.hasStore else { return nil }
    let store = try SQLiteTrialStore(folder.store)
    let stored = try store.results()
    guard !wanted(stored).isEmpty else { return nil }
    let (output, failures) = try output(of: store, isFinal: false)
    let plan = try decidedPlan(in: store)
    let progress = plan.progress(given: plan.remaining(given: stored, archive: archive))
    try report().write(output, progress: ReportProgress(finished: progress.finished, of: progress.total))
    return (output, failures)
  }

  /// Says in the report of an unfinished study that it was interrupted, with the figures that are there.
  func reportInterruption() throws {
    guard !isPart, folder.hasStore, folder.report.isThere else { return }
    let lock = try folder.claim()
    defer { withExtendedLifetime(lock) {} }
    let store = try SQLiteTrialStore(folder.store)
    let plan = try decidedPlan(in: store)
    let progress = plan.progress(given: plan.remaining(given: try store.results(), archive: archive))
    let shown = ReportProgress(state: Ending.interrupted.title, finished: progress.finished, of: progress.total)
    let results = try results(in: store)
    if results.trajectories.isEmpty {
      try report().write(titled: prepared.description.title, progress: shown)
    } else {
      try report().write(StudyOutput(results), progress: shown)
    }
  }

  /// Returns what is finished and what is left, as text.
  ///
  /// - Throws: `StoreError` if the store cannot be read.
  public func unfinishedWork() throws -> String { try left().description }

  /// Returns how many trajectories are left.
  ///
  /// - Throws: `StoreError` if the store cannot be read.
  public func unfinishedCount() throws -> Int { try left().missingCount }

  private func left() throws -> UnfinishedWork {
    let store = folder.hasStore ? try SQLiteTrialStore(folder.store, readOnly: true) : nil
    let plan = try store.map(decidedPlan) ?? plan
    let missing = plan.remaining(given: try store?.results() ?? [], archive: archive).missing
    return UnfinishedWork(plan, missing: missing, checkpoints: try store?.checkpointedKeys() ?? [])
  }

  /// Trains, and keeps the report up to date meanwhile; a part of a study has none.
  private func reported(
    in store: SQLiteTrialStore, meter: WorkMeter, _ cancellation: Cancellation,
    _ train: (LiveReport?) throws -> StudyRunner.Progress
  ) throws -> StudyRunner.Progress {
    guard !isPart else { return try train(nil) }
    let live = try LiveReport(
      report(), titled: prepared.description.title, folder, meter: meter, isNew: store.results().isEmpty
    ) { try results(in: store) }
    let progress: StudyRunner.Progress
    do {
      progress = try train(live)
    } catch {
      live.abandon()
      throw error
    }
    let ending = Ending(progress, cancellation)
    if ending == .finished {
      live.abandon()
    } else {
      try live.finish(ending.title, goesOn: ending == .paused, waiting: ending != .interrupted)
    }
    return progress
  }

  private func report(_ manifest: Manifest? = nil) -> StudyReport {
    StudyReport(folder, studyFile: prepared.text, manifest: manifest, version: version)
  }

  /// Trains a plan and, while the study's precision asks for more, further replicates.
  ///
  /// Widths are looked at only when all replicates so far are finished, so that how many are trained depends on nothing
  /// but the study and its data.
  private func train(
    _ plan: StudyPlan, _ scope: StudyRunner.Scope, on data: LoadedData, _ store: SQLiteTrialStore, _ log: RunLog,
    cancellation: Cancellation, meter: WorkMeter, observe: @escaping @Sendable (StudyRunner.Progress) -> Void
  ) throws -> StudyRunner.Progress {
    var plan = plan
    var words = plan.study.replicates.goal.map { PrecisionWords.wanted($0, plan.study.metric) }
    while true {
      let note = words
      let progress = try trainReplicates(
        of: plan, scope, on: data, store, log, cancellation: cancellation, meter: meter
      ) { progress in
        var progress = progress
        progress.note = note
        observe(progress)
      }
      guard progress.finished == progress.total, let precision = AchievedPrecision(try results(in: store)) else {
        return progress
      }
      try log.decided(precision)
      guard case .add(let count) = precision.decision else { return progress }
      plan = self.plan.decided(count)
      words = PrecisionWords(precision).step
      try store.setStudy(record(of: plan), showing: wantedKeys)
    }
  }

  private func trainReplicates(
    of plan: StudyPlan, _ scope: StudyRunner.Scope, on data: LoadedData, _ store: SQLiteTrialStore, _ log: RunLog,
    cancellation: Cancellation, meter: WorkMeter, observe: @escaping @Sendable (StudyRunner.Progress) -> Void
  ) throws -> StudyRunner.Progress {
    let runner = StudyRunner(
      plan: plan, data: data, store: store, archive: archive, jobs: jobs,
      checkpointInterval: checkpointInterval)
    let failure = Mutex<(any Error)?>(nil)
    let progress = try runner.run(scope, cancellation: cancellation, meter: meter) { progress in
      if let result = progress.latest {
        do {
          try log.finished(result, of: prepared.description, progress)
        } catch {
          failure.withLock { $0 = $0 ?? error }
          cancellation.request(.failed)
        }
      }
      observe(progress)
    }
    if let error = failure.withLock({ $0 }) { throw error }
    return progress
  }

  /// Tables and figures of what the store has, written.
  private func output(of store: SQLiteTrialStore, isFinal: Bool) throws -> (StudyOutput, OutputFailures) {
    let output = StudyOutput(try results(in: store, isFinal: isFinal))
    return (output, try output.write(to: folder))
  }

  /// What the store has of the study, with the replicates decided on so far.
  private func results(in store: SQLiteTrialStore, isFinal: Bool = false) throws -> StudyResults {
    try folder.results(
      of: decidedPlan(in: store).study, wanted(store.results()), looks: store.looks(), isFinal: isFinal)
  }

  /// The plan with the replicates that the study's precision has led to so far; the whole plan if their number is fixed.
  ///
  /// A store of another precision, or of a fixed number, gives those that are finished.
  private func decidedPlan(in store: SQLiteTrialStore) throws -> StudyPlan {
    guard let goal = prepared.description.replicates.goal else { return plan }
    guard let stored = try store.study()?.description.replicates else { return plan.decided(goal.start(0)) }
    if stored.goal == goal { return plan.decided(stored.count) }
    let work = plan.remaining(given: try store.results(), archive: archive)
    return plan.decided(goal.start(work.wholeReplicates(of: plan.study.replicates)))
  }

  /// How training ended, in the words of the log.
  private enum Ending: String {
    case finished, paused, interrupted
    case timeIsUp = "time is up"

    init(_ progress: StudyRunner.Progress, _ cancellation: Cancellation) {
      if progress.finished == progress.total {
        self = .finished
      } else {
        self =
          switch cancellation.reason {
          case .none: .paused
          case .interrupted, .failed: .interrupted
          case .timeIsUp: .timeIsUp
          }
      }
    }

    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
  }

  /// How the run ends at once because the folder holds everything already; nil if it does not.
  private func finishedOutcome(of plan: StudyPlan, in store: SQLiteTrialStore) throws -> Outcome? {
    guard try store.study() == record(of: plan), let manifest = try? Manifest(contentsOf: folder.manifest),
      manifest.fathomVersion == version, manifest.figures != nil
    else { return nil }
    let stored = try store.results()
    let work = plan.remaining(given: stored, archive: archive)
    guard work.isEmpty else { return nil }
    let output = StudyOutput(
      try folder.results(of: plan.study, wanted(stored), looks: store.looks()), written: manifest)
    guard output.isWritten(to: folder) else { return nil }
    if case .add = output.analysis.precision?.decision { return nil }
    return Outcome(progress: plan.progress(given: work), output: output, wasComplete: true)
  }

  /// The archive for the models that the study records.
  private var archive: SafetensorsArchive {
    SafetensorsArchive(folder.models, study: prepared.description, dataDigest: prepared.plan.facts.digest)
  }

  /// The record in the store of the study as it is planned.
  private func record(of plan: StudyPlan) -> StudyRecord {
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
  private var wantedKeys: Set<String> { Set(prepared.plan.trajectories.map(\.key)) }

  /// Those of `stored` that the study asks for; the others are hidden.
  private func wanted(_ stored: [TrajectoryResult]) -> [TrajectoryResult] {
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
