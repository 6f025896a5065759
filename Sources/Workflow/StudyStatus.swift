import Foundation
import NeuralNetwork
import SeededRandom
import Datasets
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
  /// Process that is running the study now.
  public let runner: String?

  public init(_ folder: ResultsFolder) throws {
    let results = try folder.results()
    study = results.study
    finished = results.trajectories.count
    diverged = results.trajectories.count(where: \.diverged)
    maxEpochs = results.trajectories.reduce(0) { $0 + $1.trials.count { $0.status == .maxEpochs } }
    total = try? StudyStatus.planned(results.study)
    runner = folder.holder
  }

  private static func planned(_ study: StudyDescription) throws -> Int {
    let data = try DataLoader.load(study.data.source, seed: StudySeed(study.seed))
    return try StudyPlan(study: study, facts: DataFacts(data, study: study)).trajectories.count
  }

  public var description: String {
    let share = total.map { " of \(count($0)) (\($0 == 0 ? 100 : 100 * finished / $0) %)" } ?? ""
    var lines = ["\(study.name): \(count(finished))\(share) trajectories finished"]
    if diverged > 0 { lines.append("  \(count(diverged)) diverged (a loss was not finite); left out of means, counted in tables") }
    if maxEpochs > 0 {
      lines.append("  \(count(maxEpochs)) trials reached the last epoch before their rule fired (status max-epochs)")
    }
    if let runner {
      lines.append("  running now: \(runner)")
    } else if let total, finished < total {
      lines.append("  not running; run the study again to go on")
    }
    return lines.joined(separator: "\n")
  }
}
