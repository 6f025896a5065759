import Datasets
import DurableFiles
import Foundation
import NeuralNetwork
import SeededRandom
public import Study
public import TrialStorage

/// How far the study in a results folder has come.
public struct StudyStatus: Sendable, CustomStringConvertible {
  public let study: StudyDescription
  public let finished: Int
  /// Nil if the data are not to be had, so that the plan cannot be made.
  public let total: Int?
  public let diverged: Int
  /// Trials whose rule had not fired by the last epoch.
  public let maxEpochs: Int
  /// Estimate of one worker's time for what is missing; nil before anything is finished.
  public let secondsLeft: Double?
  /// Process that is running the study now.
  public let runner: String?

  public init(_ folder: ResultsFolder) throws {
    let results = try folder.results()
    study = results.study
    finished = results.trajectories.count
    diverged = results.trajectories.count(where: \.diverged)
    maxEpochs = results.trajectories.reduce(0) { $0 + $1.trials.count { $0.status == .maxEpochs } }
    let plan = try? StudyStatus.plan(results.study)
    total = plan?.trajectories.count
    secondsLeft = plan.flatMap { StudyStatus.secondsLeft($0, results) }
    runner = FolderLock.holder(of: folder.url)
  }

  private static func plan(_ study: StudyDescription) throws -> StudyPlan {
    let data = try DataLoader.load(study.data.source, seed: StudySeed(study.seed))
    return try StudyPlan(study: study, facts: DataFacts(data, study: study))
  }

  /// Cost of what is missing, at the seconds that the finished trajectories took for theirs.
  private static func secondsLeft(_ plan: StudyPlan, _ results: StudyResults) -> Double? {
    let finished = Dictionary(results.trajectories.map { ($0.key, $0.history.last?.seconds ?? 0) }) { first, _ in first
    }
    let evaluated = plan.facts.validation + plan.facts.test
    var (done, left, seconds) = (0.0, 0.0, 0.0)
    for planned in plan.trajectories {
      let cost = planned.costOfEpoch(evaluated: evaluated)
      if let taken = finished[planned.key] {
        done += cost
        seconds += taken
      } else {
        left += cost
      }
    }
    return done > 0 ? seconds * left / done : nil
  }

  public var description: String {
    let share = total.map { " of \(count($0)) (\($0 == 0 ? 100 : 100 * finished / $0) %)" } ?? ""
    var lines = ["\(study.name): \(count(finished))\(share) trajectories finished"]
    if diverged > 0 {
      lines.append("  \(count(diverged)) diverged (a loss was not finite); left out of means, counted in tables")
    }
    if maxEpochs > 0 {
      lines.append("  \(count(maxEpochs)) trials reached the last epoch before their rule fired (status max-epochs)")
    }
    if let secondsLeft, let total, finished < total {
      lines.append("  about \(PlanSummary.duration(secondsLeft)) of one worker's time left")
    }
    if let runner {
      lines.append("  running now: \(runner)")
    } else if let total, finished < total {
      lines.append("  not running; run the study again to go on")
    }
    return lines.joined(separator: "\n")
  }
}
