import DurableFiles
import Reporting
import Study
public import TrialStorage

/// What the comparison of several studies holds.
public struct ComparisonSummary: Sendable, Answer {
  private let output: StudyOutput
  private let folder: ResultsFolder

  /// Summarises a comparison in `folder`.
  public init(_ output: StudyOutput, folder: ResultsFolder) { (self.output, self.folder) = (output, folder) }

  /// What `fathom compare` says, as values.
  public struct Facts: Encodable {
    struct Difference: Encodable {
      let key: String
      /// The value of each study; null where it is not known.
      let values: [String?]
    }

    let folder: String
    let studies: [String]
    let runs: Int
    let models: [String]
    let sizes: [Int]
    let stopping: [String]
    let differences: [Difference]
    /// What has to be known of single studies, a sentence each.
    public let notes: [String]
    /// What is not compared.
    public let remarks: [String]
  }

  /// The facts, of which ``description`` puts the differences into words.
  public var facts: Facts {
    let (results, study) = (output.results, output.results.study)
    let compared = study.origin?.compared
    return Facts(
      folder: folder.path, studies: compared?.names ?? [], runs: results.trajectories.count,
      models: study.models.map(\.name), sizes: Set(results.trajectories.map(\.configuration.size)).sorted(),
      stopping: study.rules.map(\.inWords),
      differences: (compared?.differences ?? []).map { difference in
        Facts.Difference(key: difference.key, values: difference.values.map { $0.isEmpty ? nil : $0 })
      },
      notes: (compared?.notes ?? []) + [study.origin?.sharedData].compactMap(\.self),
      remarks: (study.origin?.remarks ?? []) + results.comparisonRemarks)
  }

  /// The settings in which the studies differ, and the path of the report.
  public var description: String {
    let settings = output.table(.settings)
    return
      (settings.rows.isEmpty ? "No setting is known in which the studies differ.\n" : TableFormat.table.write(settings))
      + folder.report.path + "\n"
  }
}
