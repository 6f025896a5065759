import Analysis
import NeuralNetwork
import Reporting
import Study
import TextOutput

/// What was not measured at the epochs that trials report, though it was at others of their run, or in other runs of their cell.
struct MissingScores {
  private let results: StudyResults
  private let label: (TrajectoryResult) -> String

  /// - Parameter label: what to call the replicate of a run.
  init(_ results: StudyResults, label: @escaping (TrajectoryResult) -> String = { "replicate \($0.replicate)" }) {
    self.results = results
    self.label = label
  }

  /// A trial with its run.
  private typealias Run = (trial: TrialResult, trajectory: TrajectoryResult)

  /// The trials that are summed up in one row of a table.
  private struct Row: Hashable {
    var configuration: Configuration
    var rule: StoppingRule
  }

  /// What follows the name of a measure.
  private static let words = " is not known where "

  /// The remarks among `remarks` that are of what a table shows: its columns, and what its gaps are made of.
  static func remarks(among remarks: [String], on table: Table) -> [String] {
    let columns = Set(table.columns.map(\.name))
    let hasGaps = columns.contains { $0.contains("gap") }
    return remarks.filter { remark in
      remark.firstRange(of: words).map { range in
        let name = remark[..<range.lowerBound]
        return columns.contains(String(name)) || hasGaps && name.hasPrefix("train_")
      } ?? false
    }
  }

  /// One line for each loss or metric.
  var remarks: [String] {
    let runs = results.trajectories.flatMap { trajectory in
      trajectory.trials.filter { $0.status != .diverged }.map { (trial: $0, trajectory: trajectory) }
    }
    let rows = Dictionary(grouping: runs) { Row(configuration: $0.trajectory.configuration, rule: $0.trial.rule) }
    return Measure.scores(results.study.metrics).compactMap { measure in
      func isKnown(_ run: Run) -> Bool { measure.value(of: run.trial, in: run.trajectory) != nil }
      let measured = Set(rows.filter { $0.value.contains(where: isKnown) }.keys)
      let missing = runs.filter { run in
        !isKnown(run)
          && (measured.contains(Row(configuration: run.trajectory.configuration, rule: run.trial.rule))
            || run.trajectory.history.contains { measure.value(of: $0) != nil })
      }
      guard let first = missing.first else { return nil }
      let configuration = first.trajectory.configuration
      let place =
        "\(configuration.model) with \(configuration.size.counted("sample")), \(label(first.trajectory)), "
        + "epoch \(first.trial.epoch ?? 0), \(first.trial.rule.inWords)"
      return "\(measure.name)\(Self.words)\(missing.count) of \(runs.count.counted("trial")) end (\(place)"
        + (missing.count > 1 ? ", and others" : "")
        + "), so its means, and gaps with it, stand only in rows of which all trials have it"
    }
  }
}
