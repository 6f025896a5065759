import Analysis
import Datasets
import Foundation
import NeuralNetwork
import Reporting
import SeededRandom
public import Study
import TextOutput
public import TrialStorage

/// How far the study in a results folder has come: the output of `fathom status`.
public struct StudyStatus: Sendable, Answer {
  /// The study of the folder.
  public let study: StudyDescription
  /// Number of trajectories that answer all rules of the study.
  public let finished: Int
  /// Number of trajectories of the whole study or, in the folder of a shard, of that part; nil if the data are not
  /// available or have changed, so that it cannot be planned or would not be run.
  public let total: Int?
  /// Why there is no ``total``; nil if there is one.
  public let planError: String?
  /// Trajectories in which a loss (of an SVM: a kernel value) stopped being finite, each once.
  public let diverged: [TrajectoryResult]
  /// Other remarks on the trials.
  private let remarks: TrialRemarks
  /// Remarks on data and settings, kept by the last run that finished the study.
  private let keptRemarks: [String]
  /// Number of trials whose rule had not fired by the last epoch allowed.
  public let maxEpochs: Int
  /// Number of unfinished trajectories that have a checkpoint.
  public let checkpoints: Int
  /// Number of finished trajectories that are kept but hidden, because the study no longer asks for them.
  public let hidden: Int
  /// SHA-256 of all results except timings, as hexadecimal digits.
  public let digest: String
  /// Estimated seconds that one worker needs for the rest; nil before anything is finished, or without a plan.
  public let secondsLeft: Double?
  /// How precisely differences are known, by the replicates that are whole; nil unless the study asks for a precision, or
  /// without a plan.
  private let precision: AchievedPrecision?
  /// Description of the process that is running the study now; nil if there is none.
  public let runner: String?

  /// Reads the results in a folder.
  ///
  /// - Throws: `StoreError` if there are none.
  public init(_ folder: ResultsFolder) throws {
    let results = try folder.results()
    study = results.study
    originNotes = results.study.origin.map { [$0.sentence] + results.originRemarks } ?? []
    checkpoints = try folder.checkpointedKeys().count
    digest = results.digest
    keptRemarks = folder.keptRemarks
    hidden = try folder.storedCount() - Set(results.trajectories.map(\.key)).count
    // One trajectory may stand for several configurations.
    var seen: Set<String> = []
    diverged = results.trajectories.filter { $0.diverged && seen.insert($0.key).inserted }
    maxEpochs = results.trajectories.reduce(0) { $0 + $1.trials.count { $0.status == .maxEpochs } }
    runner = try folder.holder()
    guard study.origin == nil else {
      (finished, total) = (results.trajectories.count, results.trajectories.count)
      (secondsLeft, planError, precision) = (nil, nil, nil)
      remarks = TrialRemarks(results, nil)
      return
    }
    do {
      let digest = try? DataLoader.fileDigest(of: study.data.source)
      let facts =
        try folder.dataFacts(of: study, filesDigest: digest)
        ?? DataFacts(
          DataLoader.load(study.data.source, test: study.data.test, seed: StudySeed(study.seed)), study: study)
      let whole = try StudyPlan(study: study, facts: facts)
      let plan = try folder.shard.map { try whole.part($0.shard, of: $0.whole) } ?? whole
      let record = StudyRecord(
        description: study, file: "", dataDigest: facts.digest, engineVersion: StudyPlan.engineVersion)
      let refusal = try SQLiteTrialStore(folder.store, readOnly: true).study()?.refusal(of: record, in: folder)
      if let refusal { throw WorkflowError(refusal) }
      remarks = TrialRemarks(results, facts)
      let archive = SafetensorsArchive(folder.models, study: study, dataDigest: facts.digest)
      let work = plan.remaining(given: results.trajectories, archive: archive)
      let missing = work.missing
      precision = AchievedPrecision(results.decided(work.wholeReplicates(of: study.replicates)))
      finished = plan.trajectories.count - missing.count
      total = plan.trajectories.count
      secondsLeft = StudyStatus.secondsLeft(missing, of: plan, results, RunPace(log: folder.log))
      planError = nil
    } catch {
      finished = results.trajectories.count { $0.trials.count == results.study.rules.count }
      (total, secondsLeft, planError) = (nil, nil, "\(error)")
      remarks = TrialRemarks(results, nil)
      precision = nil
    }
  }

  /// The cost of what is missing, at the seconds that the finished trajectories took for their cost, and what each takes besides.
  private static func secondsLeft(
    _ missing: [PlannedTrajectory], of plan: StudyPlan, _ results: StudyResults, _ pace: RunPace
  ) -> Double? {
    let evaluated = plan.facts.validation + plan.facts.test
    let cost = plan.trajectories.reduce(0) { $0 + $1.cost(evaluated: evaluated) }
    let left = missing.reduce(0) { $0 + $1.cost(evaluated: evaluated) }
    // A trajectory that stands for several configurations was trained once.
    let trained = Dictionary(results.trajectories.map { ($0.key, $0.history.last?.seconds ?? 0) }) { first, _ in first }
    let seconds = trained.values.reduce(0, +)
    return left < cost ? seconds * left / (cost - left) + (pace.overhead ?? 0) * Double(missing.count) : nil
  }

  /// What `fathom status` says, as values.
  public struct Facts: Encodable, Sendable {
    let study: String
    let title: String
    let finished: Int
    @OrNull var total: Int?
    /// Why there is no total.
    @OrNull var totalProblem: String?
    /// The trajectories that diverged.
    let diverged: [Diverged]
    /// Sentences on where runs come from, on trials, and on data and settings.
    let notes: [String]
    let checkpoints: Int
    let hidden: Int
    let maxEpochs: Int
    @OrNull var secondsLeft: Double?
    @OrNull var precision: Precision?
    /// The process that runs the study now.
    @OrNull var runner: String?
    let digest: String

    /// A trajectory that diverged.
    struct Diverged: Encodable, Sendable {
      let configuration: String
      let replicate: Int
      let epochs: Int
    }

    /// How precisely differences are known.
    struct Precision: Encodable, Sendable {
      let wanted: Double
      @OrNull var reached: Double?
      let replicates: Int
      let from: Int
      let to: Int
    }
  }

  /// What the text says, as values.
  public var facts: Facts {
    Facts(
      study: study.name, title: study.title, finished: finished, total: total, totalProblem: planError,
      diverged: diverged.map {
        Facts.Diverged(configuration: $0.configuration.label, replicate: $0.replicate, epochs: $0.history.count)
      },
      notes: notes, checkpoints: checkpoints, hidden: hidden, maxEpochs: maxEpochs, secondsLeft: secondsLeft,
      precision: precision.map {
        Facts.Precision(
          wanted: $0.goal.precision, reached: $0.widest, replicates: $0.replicates, from: $0.goal.from, to: $0.goal.to)
      },
      runner: runner, digest: digest)
  }

  /// Where runs come from that were trained elsewhere; what is to be said of trials.
  private let originNotes: [String]
  private var notes: [String] {
    originNotes
      + [remarks.atChance, remarks.worseThanChance, remarks.unmeasured, remarks.missingClasses].compactMap(\.self)
      + keptRemarks
  }

  /// Whether the precision asks for replicates that are not planned yet.
  private var asksForMore: Bool { if case .add = precision?.decision { true } else { false } }

  /// The most diverged trajectories that are named.
  private static let named = 5

  /// Several lines for the terminal.
  public var description: String {
    let facts = facts
    let whole = study.origin == nil ? total : nil
    let share = whole.map {
      "\(count(finished)) of \($0.counted("trajectory", "trajectories")) (\($0 == 0 ? 100 : 100 * finished / $0) %)"
    }
    var lines = ["\(facts.study): \(share ?? finished.counted("trajectory", "trajectories")) finished"]
    lines += originNotes.map { "  \($0)" }
    if let precision { lines.append("  precision: \(PrecisionWords(precision).progress)") }
    if let planError { lines.append("  the total is not known: \(planError)") }
    if !facts.diverged.isEmpty {
      lines.append("  \(count(facts.diverged.count)) diverged (a loss, or a kernel value, was not finite):")
      for result in facts.diverged.prefix(Self.named) {
        lines.append("    \(result.configuration), replicate \(result.replicate), after epoch \(result.epochs)")
      }
      if facts.diverged.count > Self.named {
        lines.append("    and \(count(facts.diverged.count - Self.named)) more; see tables/trials.tsv")
      }
    }
    lines += facts.notes.dropFirst(originNotes.count).map { "  \($0)" }
    if checkpoints > 0 { lines.append("  \(count(checkpoints)) unfinished, kept as checkpoints") }
    if hidden > 0 {
      lines.append("  \(count(hidden)) more kept but hidden, because the study file does not ask for them now")
    }
    if maxEpochs > 0 {
      lines.append(
        "  \(maxEpochs.counted("trial")) reached the last epoch before \(maxEpochs == 1 ? "its" : "their") rule fired (status max-epochs)"
      )
    }
    if let secondsLeft, let total, finished < total {
      lines.append("  about \(PlanSummary.duration(secondsLeft)) of one worker's time left")
    }
    if let runner {
      lines.append("  running now: \(runner)")
    } else if let total, finished < total || asksForMore {
      lines.append("  not running; run the study again to go on")
    }
    lines.append("  digest \(digest), of all results but their timings")
    return lines.joined(separator: "\n")
  }
}
