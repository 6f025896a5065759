import Datasets
import DurableFiles
import Foundation
import Study
import Synchronization
import TrialStorage

/// How long trajectories take besides the epochs of networks: drawing and preparing samples, and storing the result, which
/// waits for the disk; and how long support vector machines train.
///
/// Measured by running a few small trajectories of a plan into a store that is thrown away.
struct TrajectoryTime {
  /// Seconds of a worker for each network, besides its epochs.
  private(set) var network = 0.0
  /// Seconds that a trajectory waits for the disk; only one is stored at a time.
  private(set) var storing = 0.0
  private var machine: Machine?

  /// The time of support vector machines.
  private struct Machine {
    /// Seconds of a small one, and its cost.
    var seconds: Double
    var cost: Double
    /// Seconds that more cost takes.
    var secondsPerCost = 0.0
  }

  /// How many trajectories are run to measure one; the first of them takes longer, and does not count.
  private static let count = 6
  /// A trajectory with a larger cost (see `PlannedTrajectory.cost`), of one epoch, is not run: it would take long, and what
  /// it takes besides matters little.
  private static let largestCost = 3e7
  /// Support vector machines with a larger cost are measured on fewer samples; usually it takes them some tenths of a second.
  private static let largestMachineCost = 3e8
  /// Seconds after which measuring one is given up, as with a high price for errors it may take hours.
  private static let longest = 2.0
  /// How many of them are run: they take long, and their first is little slower than the next.
  private static let machineCount = 2

  /// `folder` is where results will be, since disks differ; another is used if that cannot be written.
  init(_ plan: StudyPlan, _ data: LoadedData, near folder: ResultsFolder?) throws {
    let evaluated = plan.facts.validation + plan.facts.test
    func cost(_ planned: PlannedTrajectory) -> Double {
      planned.cost(evaluated: evaluated) / Double(planned.epochLimit ?? 1)
    }
    let first = plan.trajectories.filter { $0.replicate == 1 }.sorted { cost($0) < cost($1) }
    let network = first.first { $0.epochLimit != nil && cost($0) < Self.largestCost }
    let machines = first.filter { $0.epochLimit == nil }
    guard network != nil || !machines.isEmpty else { return }
    let place = try TemporaryPlace(near: folder)
    defer { place.remove() }
    /// Seconds of a trajectory like `planned` with so many samples, and those in which a processor works for it.
    func time(_ planned: PlannedTrajectory, size: Int, count: Int) throws -> (all: Double, working: Double)? {
      // Other replicates share no samples.
      let alike = plan.trajectories.filter { $0.configuration == planned.configuration }.prefix(count).map { planned in
        var planned = planned
        planned.configuration.size = size
        return planned
      }
      let store = try SQLiteTrialStore(place.url.appending(path: UUID().uuidString + ".sqlite"))
      return try Self.time(alike, of: plan, data, store)
    }
    if let network, let time = try time(network, size: network.configuration.size, count: Self.count) {
      (self.network, storing) = (time.all, max(time.all - time.working, 0))
    }
    guard let least = machines.first, let most = machines.last else { return }
    let fewest = max(plan.facts.classNames.count, 2)
    /// The machine with as many samples as it may have here.
    func affordable(_ planned: PlannedTrajectory) -> PlannedTrajectory {
      var planned = planned
      while cost(planned) > Self.largestMachineCost, planned.configuration.size > 2 * fewest {
        planned.configuration.size /= 2
      }
      return planned
    }
    func time(_ shrunk: PlannedTrajectory, like planned: PlannedTrajectory) throws -> (all: Double, working: Double)? {
      try time(planned, size: shrunk.configuration.size, count: Self.machineCount)
    }
    var (small, large) = (affordable(least), affordable(most))
    if small.configuration.size == large.configuration.size, cost(most) > cost(large) {
      small.configuration.size = max(small.configuration.size / 2, fewest)
    }
    guard let little = try time(small, like: least) else { return }
    machine = Machine(seconds: little.all, cost: cost(small))
    if storing == 0 { storing = max(little.all - little.working, 0) }
    guard cost(large) > cost(small) else { return }
    guard let much = try time(large, like: most) else {
      machine = nil
      return
    }
    machine?.secondsPerCost = max(much.working - little.working, 0) / (cost(large) - cost(small))
  }

  /// Seconds of a support vector machine of this cost; nil if no time could be measured.
  func machine(cost: Double) -> Double? {
    machine.map { $0.seconds + $0.secondsPerCost * max(cost - $0.cost, 0) }
  }

  /// The medians over `trajectories`, each network trained for one epoch; nil if they take too long.
  private static func time(
    _ trajectories: [PlannedTrajectory], of plan: StudyPlan, _ data: LoadedData, _ store: SQLiteTrialStore
  ) throws -> (all: Double, working: Double)? {
    let runner = StudyRunner(plan: plan.sample(trajectories, epochs: 1), data: data, store: store, jobs: 1)
    let start = ContinuousClock.now
    let ends = Mutex<[(all: Double, working: Double)]>([])
    let cancellation = Cancellation()
    let alarm = try Alarm(at: start + .seconds(longest)) { cancellation.request(.timeIsUp) }
    defer { withExtendedLifetime(alarm) {} }
    _ = try runner.run(cancellation: cancellation) { _ in
      ends.withLock { $0.append(((ContinuousClock.now - start) / .seconds(1), processSeconds())) }
    }
    let times = ends.withLock { ends in
      zip(ends, ends.dropFirst()).map { (all: $1.all - $0.all, working: $1.working - $0.working) }
    }
    let counted = times.count > 1 ? Array(times.dropFirst()) : times
    guard !counted.isEmpty else { return nil }
    func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
    return (median(counted.map(\.all)), median(counted.map(\.working)))
  }

  /// Processor time of the process and of those that it has started and that have ended, in seconds.
  private static func processSeconds() -> Double {
    [RUSAGE_SELF, RUSAGE_CHILDREN].reduce(0) { sum, whose in
      var usage = rusage()
      getrusage(__rusage_who_t(whose.rawValue), &usage)
      return sum + seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}

/// A new folder that is removed again.
private struct TemporaryPlace {
  let url: URL
  /// Tells others that the folder is in use, until this process ends; nil if it cannot be locked.
  private let lock: FolderLock?

  /// On the disk of `folder`, if there is one that can be written, else where the system has temporary files.
  init(near folder: ResultsFolder?) throws {
    let name = Self.start + UUID().uuidString
    var parent = folder?.url.standardizedFileURL
    while let place = parent, place.path != "/", !FileManager.default.fileExists(atPath: place.path) {
      parent = place.deletingLastPathComponent()
    }
    for place in [parent, FileManager.default.temporaryDirectory].compactMap(\.self) { Self.removeLeft(in: place) }
    let places = [parent, FileManager.default.temporaryDirectory].compactMap { $0?.appending(path: name) }
    for place in places.dropLast() {
      if (try? FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)) != nil {
        (url, lock) = (place, try? FolderLock(place, for: "measuring"))
        return
      }
    }
    url = FileManager.default.temporaryDirectory.appending(path: name)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    lock = try? FolderLock(url, for: "measuring")
  }

  private static let start = ".fathom-plan-"
  /// Seconds after which a folder that nobody has locked is no longer in use; until then it may be about to be.
  private static let longestUse = 3600.0

  /// Removes what was left by processes that were killed.
  private static func removeLeft(in parent: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path(percentEncoded: false))) ?? []
    for name in names where name.hasPrefix(start) && UUID(uuidString: String(name.dropFirst(start.count))) != nil {
      let url = parent.appending(path: name)
      let attributes = try? FileManager.default.attributesOfItem(atPath: url.path(percentEncoded: false))
      guard attributes?[.type] as? FileAttributeType == .typeDirectory,
        let changed = attributes?[.modificationDate] as? Date
      else { continue }
      let item = FolderItem(url)
      let isLeft = FolderLock.hasClaimed(item) && (try? FolderLock.holder(of: item)) == .some(nil)
      guard isLeft || -changed.timeIntervalSinceNow > longestUse else { continue }
      try? FileManager.default.removeItem(at: url)
    }
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}
