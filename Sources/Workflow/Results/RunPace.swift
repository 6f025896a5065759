import DurableFiles
import Foundation

/// How long trajectories take besides their training, which the store does not know: drawing samples, storing, and figures of
/// the results so far. Read from the times in `log.jsonl`.
struct RunPace {
  /// Seconds of one worker for each trajectory, besides its training; nil if the log does not tell.
  private(set) var overhead: Double?

  private struct Line: Decodable {
    var time: String
    var event: String
    var jobs: Int?
    var seconds: Double?
  }

  /// The end of the log that is looked at, in bytes.
  private static let looked = 1 << 18
  /// The longest time of a worker for a trajectory besides its training, in seconds; what is longer was a machine at rest.
  private static let longest = 10.0

  /// Reads the end of a log; lines that are none of it are passed over.
  init(log: FolderItem) {
    let size = (try? log.size()) ?? 0
    let bytes = (try? log.bytes(at: max(0, size - Self.looked), count: Self.looked)) ?? Data()
    self.init(lines: bytes.split(separator: UInt8(ascii: "\n")).map { Data($0) })
  }

  /// Reads lines of a log.
  init(lines: [Data]) {
    let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    var (jobs, last) = (1, nil as Date?)
    var (sum, count) = (0.0, 0)
    for line in lines.compactMap({ try? JSONDecoder().decode(Line.self, from: $0) }) {
      guard let time = try? format.parse(line.time) else { continue }
      switch line.event {
      case "begin": (jobs, last) = (min(max(line.jobs ?? 1, 1), 1024), time)
      case "trajectory":
        // Several workers end one trajectory each in the time that one of them takes for its own.
        if let last, let seconds = line.seconds {
          let spent = time.timeIntervalSince(last) * Double(jobs)
          sum += min(max(spent, 0), seconds + Self.longest) - seconds
          count += 1
        }
        last = time
      default: last = nil
      }
    }
    if count > 0 { overhead = max(sum / Double(count), 0) }
  }
}
