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
  /// The earlier looks at verdicts on these runs.
  public var looks: [Look]
  /// The text kept as `study.yaml`, which says how the folder was made.
  public var file: String
  /// SHA-256 of what the runs were read from, as hexadecimal digits.
  public var digest: String

  /// Creates a study from its parts; nothing is checked.
  public init(
    study: StudyDescription, trajectories: [TrajectoryResult], looks: [Look] = [], file: String, digest: String
  ) {
    self.study = study
    self.trajectories = trajectories
    self.looks = looks
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

  /// Tables and figures of the runs. It takes a while, and writes nothing.
  public var output: StudyOutput {
    StudyOutput(
      StudyResults(
        study: study, trajectories: trajectories, looks: looks.before(study.replicates.count),
        isFinal: study.origin?.isFinal ?? true)
    ).computed
  }

  /// Checks what would make ``write(_:to:version:command:_:)`` fail later.
  ///
  /// - Throws: ``WorkflowError`` if the folder holds runs that were trained there, or what another command made, and errors of stores
  ///   and files.
  public func check(_ folder: ResultsFolder) throws {
    guard study.isSound else {
      throw WorkflowError(
        "\(study.name): too large for a results folder, with \(study.models.count) models, \(study.replicates.count) "
          + "replicates and \(study.rules.count) stopping rules for each size and setting, or with names that are too long; "
          + "leave out models (--models), columns (--ignore) or rules")
    }
    try FigureRenderer.checkGnuplot(tried: !folder.manifest.isThere)
    let lock = try folder.claim(studyFile: file)
    defer { withExtendedLifetime(lock) {} }
    if folder.hasStore { try refuseOthers(in: SQLiteTrialStore(folder.store), of: folder) }
  }

  private func refuseOthers(in store: SQLiteTrialStore, of folder: ResultsFolder) throws {
    guard let known = try store.study()?.description else { return }
    let holds: String? =
      switch (known.origin, study.origin) {
      case (nil, _): "the runs of \(known.name), which were trained there"
      case (.compared, .imported): "\(known.name), which compares studies"
      case (.imported, .compared): "\(known.name), which was imported"
      default: nil
      }
    if let holds { throw WorkflowError("\(folder.path): holds \(holds); choose another folder with -o") }
  }

  /// Writes store, tables, figures, report and manifest, in place of what another recorded study has left there; after ``check(_:)``.
  ///
  /// However it ends, the folder has what was there before, or the new runs. Tables and figures that are missing then are
  /// written by ``ResultsFolder/finishRecorded(version:_:)``.
  ///
  /// - Parameters:
  ///   - output: what ``output`` returned.
  ///   - version: that of Fathom.
  ///   - command: the command line, one argument each.
  ///   - cancellation: ends it early.
  /// - Returns: the tables and figures that could not be written.
  /// - Throws: ``WorkflowError`` if the folder has come to hold something else since ``check(_:)``, and errors of stores and files.
  public func write(
    _ output: StudyOutput, to folder: ResultsFolder, version: String, command: [String],
    _ cancellation: Cancellation = Cancellation()
  ) throws -> OutputFailures {
    let lock = try folder.claim(studyFile: file)
    defer { withExtendedLifetime(lock) {} }
    let store = try SQLiteTrialStore(folder.store)
    try refuseOthers(in: store, of: folder)
    let log = try RunLog(folder.log)
    // What the earlier runs show must not stand beside the new ones.
    try folder.removeOutput()
    FailPoint.beforeMerge.reach()
    let record = StudyRecord(
      description: study, file: file, dataDigest: digest, engineVersion: StudyPlan.engineVersion)
    try store.replaceAll(with: record, trajectories, looks: looks)
    // The last command in the log is the one that the store's runs are of.
    try log.begin(version: version, command: command, jobs: 1)
    FailPoint.afterMerge.reach()
    return try folder.publish(output, of: record, version: version, command: command, cancellation)
  }
}

extension ResultsFolder {
  /// Writes tables, figures, report and manifest of runs that were trained elsewhere, if what brought them here was ended before
  /// it had; not where another process is at work, or this one may not write.
  ///
  /// - Returns: the tables and figures that could not be written; nil if nothing was to be done.
  /// - Throws: errors of stores and files.
  public func finishRecorded(version: String, _ cancellation: Cancellation = Cancellation()) throws -> OutputFailures? {
    guard try lacksOutput(), isWritable, let lock = try? claim() else { return nil }
    defer { withExtendedLifetime(lock) {} }
    // Whoever had the lock before may have finished it.
    guard try lacksOutput(), let record = try SQLiteTrialStore(store, readOnly: true).study() else { return nil }
    return try publish(
      StudyOutput(results()), of: record, version: version, command: RunLog.lastCommand(in: log), cancellation)
  }

  /// Whether it has runs that were trained elsewhere, and not all that is written of them.
  public func lacksOutput() throws -> Bool {
    try hasStore && !manifest.isThere
      && SQLiteTrialStore(store, readOnly: true).study()?.description.origin != nil
  }

  /// Removes what is written of results, and keeps the results.
  fileprivate func removeOutput() throws {
    try DurableFile.remove(manifest)
    for table in ResultTable.allCases { try DurableFile.remove(tables.appending(path: table.fileName)) }
    FigureFiles.removeOutdated(in: plots, keeping: [])
    try DurableFile.remove(report)
  }

  /// Writes what is shown of the results that the store has, the manifest last.
  fileprivate func publish(
    _ output: StudyOutput, of record: StudyRecord, version: String, command: [String], _ cancellation: Cancellation
  ) throws -> OutputFailures {
    try DurableFile.write(record.file, to: studyFile)
    let failures = try output.write(to: self)
    if cancellation.isRequested { return failures }
    var written = Manifest(version: version, recorded: record.description, digest: record.dataDigest, command: command)
    written.figures = output.drawnFigures
    let report = StudyReport(self, studyFile: record.file, manifest: written, remarks: [], version: version)
    try report.write(output, progress: nil)
    try written.write(to: manifest)
    return failures
  }
}
