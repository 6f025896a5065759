import Datasets
import DurableFiles
import Foundation
import NeuralNetwork
import Plotting
import Reporting
public import Study
public import TrialStorage

/// A study whose runs were trained elsewhere, ready to be written as a results folder that every command can read.
public struct RecordedStudy: Sendable {
  /// The study; its `StudyDescription.origin` says where the runs come from.
  public var study: StudyDescription
  /// The runs.
  public var trajectories: [TrajectoryResult]
  /// The text kept as `study.yaml`, which says how the folder was made.
  public var file: String
  /// SHA-256 of what the runs were read from, as hexadecimal digits.
  public var digest: String

  /// Creates a study from its parts; nothing is checked.
  public init(study: StudyDescription, trajectories: [TrajectoryResult], file: String, digest: String) {
    self.study = study
    self.trajectories = trajectories
    self.file = file
    self.digest = digest
  }

  /// Returns the key of a run: a digest of what tells it from the others of its study.
  static func key(_ parts: [String]) -> String {
    String(sha256Hex([UInt8](parts.joined(separator: "\u{1F}").utf8)).prefix(32))
  }

  /// Returns what stands for data that are not known: the origin, and whether a quantity was predicted.
  static func data(_ origin: StudyOrigin, _ metrics: [Metric]) -> StudyData {
    var source = DataSource(name: origin.name)
    if metrics.first?.isOfQuantities == true { source.task = DataSource.regression }
    return StudyData(source: source, test: .canonical, validation: .count(0), scale: .none)
  }

  /// Writes store, tables, figures, report and manifest, in place of what another recorded study has left there.
  ///
  /// - Parameters:
  ///   - version: that of Fathom.
  ///   - command: the command line, one argument each.
  /// - Returns: the results, and the tables and figures that could not be written.
  /// - Throws: ``WorkflowError`` if the folder holds runs that were trained there, or what another command made, and errors of stores
  ///   and files.
  public func write(
    to folder: ResultsFolder, version: String, command: [String]
  ) throws -> (output: StudyOutput, failures: OutputFailures) {
    guard study.isSound else {
      throw WorkflowError(
        "\(study.name): too large for a results folder, with \(study.models.count) models, \(study.replicates.count) "
          + "replicates and \(study.rules.count) stopping rules for each size and setting, or with names that are too long; "
          + "leave out models (--models), columns (--ignore) or rules")
    }
    try FigureRenderer.checkGnuplot(tried: !folder.manifest.isThere)
    let lock = try folder.claim(studyFile: file)
    defer { withExtendedLifetime(lock) {} }
    let store = try SQLiteTrialStore(folder.store)
    if let known = try store.study()?.description {
      let holds: String? =
        switch (known.origin, study.origin) {
        case (nil, _): "the runs of \(known.name), which were trained there"
        case (.compared, .imported): "\(known.name), which compares studies"
        case (.imported, .compared): "\(known.name), which was imported"
        default: nil
        }
      if let holds { throw WorkflowError("\(folder.path): holds \(holds); choose another folder with -o") }
    }
    try DurableFile.remove(folder.manifest)
    try DurableFile.write(file, to: folder.studyFile)
    let record = StudyRecord(
      description: study, file: file, dataDigest: digest, engineVersion: StudyPlan.engineVersion)
    try store.replaceAll(with: record, trajectories)
    let log = try RunLog(folder.log)
    try log.begin(version: version, command: command, jobs: 1)
    let output = StudyOutput(try folder.results(of: study, store.results()))
    let failures = try output.write(to: folder)
    var manifest = Manifest(version: version, recorded: study, digest: digest, command: command)
    manifest.figures = output.drawnFigures
    let report = StudyReport(folder, studyFile: file, manifest: manifest, remarks: [], version: version)
    try report.write(output, progress: nil)
    try manifest.write(to: folder.manifest)
    return (output, failures)
  }
}
