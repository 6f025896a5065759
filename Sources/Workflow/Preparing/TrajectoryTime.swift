import Datasets
import DurableFiles
import Foundation
import Study
import Threads
import TrialStorage

/// How long trajectories take besides the epochs of networks: drawing and preparing samples, and storing the result, which
/// waits for the disk; and how long support vector machines train.
///
/// Measured by running a few small trajectories of a plan into a store that is thrown away.
struct TrajectoryTime {
  /// Seconds of a worker for each trajectory.
  private(set) var each = 0.0
  /// Those of them that wait for the disk; only one trajectory is stored at a time.
  private(set) var storing = 0.0
  /// Seconds of a support vector machine for its cost; nil if that is not known.
  private(set) var machinePerCost: Double?

  /// How many trajectories are run.
  private static let count = 4
  /// A trajectory with a larger cost (see `PlannedTrajectory.cost`), of one epoch, is not run: it would take long, and what
  /// it costs besides matters little.
  private static let largestCost = 1e8

  /// `folder` is where results will be, since disks differ; another is used if that cannot be written.
  init(_ plan: StudyPlan, _ data: LoadedData, near folder: ResultsFolder?) throws {
    let evaluated = plan.facts.validation + plan.facts.test
    func cost(_ planned: PlannedTrajectory) -> Double {
      planned.cost(evaluated: evaluated) / Double(planned.epochLimit ?? 1)
    }
    func smallest(_ isWanted: (PlannedTrajectory) -> Bool) -> [PlannedTrajectory] {
      guard let least = plan.trajectories.filter(isWanted).min(by: { cost($0) < cost($1) }),
        cost(least) < Self.largestCost
      else { return [] }
      return Array(plan.trajectories.filter { $0.configuration == least.configuration }.prefix(Self.count))
    }
    let networks = smallest { $0.epochLimit != nil }
    let machines = smallest { $0.epochLimit == nil }
    let place = try TemporaryPlace(near: folder)
    defer { place.remove() }
    if !networks.isEmpty {
      let time = try Self.time(networks, of: plan, data, place.url.appending(path: "networks.sqlite"))
      (each, storing) = (time.all, time.waiting)
    }
    if let machine = machines.first {
      let time = try Self.time(machines, of: plan, data, place.url.appending(path: "machines.sqlite"))
      // Without networks, all but the waiting counts as training.
      if networks.isEmpty { (each, storing) = (time.waiting, time.waiting) }
      machinePerCost = max(time.all - each, 0) / cost(machine)
    }
  }

  /// Seconds of one of `trajectories`, and those in which no processor worked for it.
  private static func time(
    _ trajectories: [PlannedTrajectory], of plan: StudyPlan, _ data: LoadedData, _ store: URL
  ) throws -> (all: Double, waiting: Double) {
    let runner = StudyRunner(
      plan: plan.sample(trajectories, epochs: 1), data: data, store: try SQLiteTrialStore(store), jobs: 1)
    let used = processSeconds()
    let all = try ContinuousClock().measure { _ = try runner.run(cancellation: Cancellation()) { _ in } } / .seconds(1)
    let count = Double(trajectories.count)
    return (all / count, max(all - (processSeconds() - used), 0) / count)
  }

  /// Processor time of the process, in seconds.
  private static func processSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// A new folder that is removed again.
private struct TemporaryPlace {
  let url: URL

  /// On the disk of `folder`, if there is one that can be written, else where the system has temporary files.
  init(near folder: ResultsFolder?) throws {
    let name = ".fathom-plan-\(UUID().uuidString)"
    var parent = folder?.url.standardizedFileURL
    while let place = parent, place.path != "/", !FileManager.default.fileExists(atPath: place.path) {
      parent = place.deletingLastPathComponent()
    }
    let places = [parent, FileManager.default.temporaryDirectory].compactMap { $0?.appending(path: name) }
    for place in places.dropLast() {
      if (try? FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)) != nil {
        url = place
        return
      }
    }
    url = FileManager.default.temporaryDirectory.appending(path: name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}
