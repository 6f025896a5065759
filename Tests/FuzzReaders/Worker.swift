import Foundation
import Fuzzing

/// A process that reads the files of some cases; whatever they do to it, its parent goes on.
enum Worker {
  /// The file in which the number of the case under way stands.
  static let progressName = "case"

  static func run(
    _ target: any FuzzTarget.Type, seed: UInt64, step: Int, _ cases: Range<Int>, unlimited: Bool
  ) throws {
    let folder = URL(filePath: FileManager.default.currentDirectoryPath, directoryHint: .isDirectory)
    let progress = open(folder.appending(path: progressName).path(percentEncoded: false), O_WRONLY | O_CREAT, 0o600)
    defer { close(progress) }
    let files = folder.appending(path: "files", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    let worker = FuzzWorker(try target.init(in: files), seed: seed, step: step)
    if !unlimited { FuzzWorker.limitMemory() }
    let tally = worker.run(cases, isTimed: !unlimited) { number in
      let text = Array("\(number)\n".utf8)
      pwrite(progress, text, text.count, 0)
    } fail: { number, what in
      print("failed\t\(number)\t\(what.debugDescription.prefix(2000))")
    }
    print("done\t\(tally.accepted)\t\(tally.refused)\t\(tally.slowest)\t\(tally.slowestCase)\t\(tally.peakMemory)")
  }
}
