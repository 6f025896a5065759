import Analysis
import DurableFiles
import Foundation
import Kernels
import NeuralNetwork
import Study

/// What happens in a results folder, for machines: `log.jsonl`, one JSON object a line, each with `time` and `event`.
final class RunLog: Sendable {
  private let file: AppendedFile

  /// Continues the log at `item`.
  init(_ item: FolderItem) throws(FileError) {
    file = try AppendedFile(item)
  }

  /// The most of a log that is read.
  private static let mostRead = 64 << 20

  /// The command line with which the last run in the log at `item` began, one argument each; empty if there is none.
  static func lastCommand(in item: FolderItem) -> [String] {
    struct Beginning: Decodable { var command: [String] }
    let lines = (try? item.contents(upTo: mostRead))?.split(separator: UInt8(ascii: "\n")) ?? []
    return lines.reversed().lazy.compactMap { try? JSONDecoder().decode(Beginning.self, from: $0).command }.first ?? []
  }

  private struct Line: Encodable {
    var time: String
    var event: String
    var version: String?
    var command: [String]?
    var process: Int32?
    var host: String?
    var jobs: Int?
    var kernels: String?
    var finished: Int?
    var total: Int?
    var model: String?
    var size: Int?
    var varied: [String: String]?
    var replicate: Int?
    var epochs: Int?
    var diverged: Bool?
    var seconds: Double?
    var reason: String?
    var replicates: Int?
    var precision: Double?

    init(_ event: String) {
      time = Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
      self.event = event
    }
  }

  /// A run begins.
  func begin(version: String, command: [String], jobs: Int) throws {
    var line = Line("begin")
    (line.version, line.command, line.jobs) = (version, command, jobs)
    line.kernels = KernelSet.name
    (line.process, line.host) = (ProcessInfo.processInfo.processIdentifier, ProcessInfo.processInfo.hostName)
    try write(line)
  }

  /// A trajectory is finished and stored.
  func finished(_ result: TrajectoryResult, of study: StudyDescription, _ progress: StudyRunner.Progress) throws {
    var line = Line("trajectory")
    let configuration = result.configuration
    (line.model, line.size, line.replicate) = (configuration.model, configuration.size, result.replicate)
    let settings = study.chosenSettings(of: configuration)
    if !settings.isEmpty { line.varied = Dictionary(settings.map { ($0.key, $0.value) }) { first, _ in first } }
    (line.epochs, line.diverged, line.seconds) = (result.history.count, result.diverged, result.history.last?.seconds)
    (line.finished, line.total) = (progress.finished, progress.total)
    try write(line)
  }

  /// All replicates decided on so far are finished, and the precision is measured.
  func decided(_ precision: AchievedPrecision) throws {
    var line = Line("precision")
    (line.replicates, line.precision) = (precision.replicates, precision.widest)
    try write(line)
  }

  /// A run ends: `finished`, `interrupted`, `time is up`, or the error that ended it.
  func end(_ reason: String, _ progress: StudyRunner.Progress?) throws {
    var line = Line("end")
    (line.reason, line.finished, line.total) = (reason, progress?.finished, progress?.total)
    try write(line)
  }

  private func write(_ line: Line) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try file.append(String(decoding: try encoder.encode(line), as: UTF8.self))
  }
}
