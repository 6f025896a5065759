import Datasets
import Downloads
import Foundation
import SeededRandom
import TestSupport

/// A made-up data set of one file on a local server, and a folder to fetch it into.
final class ServedFile {
  let served: TemporaryFolder
  let target: TemporaryFolder
  let server: FileServer
  let content: [UInt8]
  static let name = "train.gz"

  init(bytes: Int = 300_000) throws {
    served = try TemporaryFolder()
    target = try TemporaryFolder()
    var generator = SeededGenerator(key: 2026)
    content = (0..<bytes).map { _ in UInt8(truncatingIfNeeded: generator.bits()) }
    try Data(content).write(to: served.file(Self.name))
    server = try FileServer(served.url)
  }

  /// The file as it would be catalogued, at one address for each of `behaviours`.
  func published(_ behaviours: [String]) -> PublishedFile {
    let digest = sha256Hex(content)
    return PublishedFile(
      name: Self.name, addresses: behaviours.map { "\(server.address)/\($0)/\(Self.name)" }, size: content.count,
      sha256: digest, form: .gzip,
      contents: [PublishedFile.Content(name: "train", size: content.count, sha256: digest)])
  }

  /// Impatient, for tests.
  static var rules: TransferRules {
    var rules = TransferRules()
    rules.connectionSeconds = 2
    rules.stallSeconds = 1
    rules.rounds = 3
    rules.firstPause = .milliseconds(10)
    return rules
  }

  /// Fetches from the addresses in turn.
  func fetch(
    _ behaviours: String..., observe: (DownloadEvent) -> Void = { _ in }, shouldStop: () -> Bool = { false }
  ) throws -> Bool {
    try fetch([published(behaviours)], observe: observe, shouldStop: shouldStop)
  }

  func fetch(
    _ files: [PublishedFile], observe: (DownloadEvent) -> Void = { _ in }, shouldStop: () -> Bool = { false }
  ) throws -> Bool {
    try DatasetDownload(files, folder: target.url, rules: Self.rules).run(shouldStop: shouldStop, observe: observe)
  }

  var finalFile: URL { target.file(Self.name) }
  var partialFile: URL { target.file(Self.name + ".part") }

  /// What is in the target folder, but for the lock.
  var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: target.url.path)) ?? []).filter { $0 != ".lock" }.sorted()
  }

  var isWhole: Bool { (try? Data(contentsOf: finalFile)) == Data(content) && files == [Self.name] }
}
