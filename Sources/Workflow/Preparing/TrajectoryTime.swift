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

  /// `folder` is where results will be, since disks differ; another is used if that cannot be written.
  init(_ plan: StudyPlan, _ data: LoadedData, near folder: ResultsFolder?) throws {
    let evaluated = plan.facts.validation + plan.facts.test
    func cost(_ planned: PlannedTrajectory) -> Double {
      planned.cost(evaluated: evaluated) / Double(planned.epochLimit ?? 1)
    }
    let affordable = plan.trajectories.filter { $0.replicate == 1 && cost($0) < Self.largestCost }
      .sorted { cost($0) < cost($1) }
    guard !affordable.isEmpty else { return }
    let place = try TemporaryPlace(near: folder)
    defer { place.remove() }
    /// Seconds of a trajectory like `planned`, and those in which a processor works for it.
    func time(_ planned: PlannedTrajectory) throws -> (all: Double, working: Double) {
      // Other replicates share no samples.
      let alike = plan.trajectories.filter { $0.configuration == planned.configuration }.prefix(Self.count)
      let store = try SQLiteTrialStore(place.url.appending(path: UUID().uuidString + ".sqlite"))
      return try Self.time(Array(alike), of: plan, data, store)
    }
    if let planned = affordable.first(where: { $0.epochLimit != nil }) {
      let time = try time(planned)
      (network, storing) = (time.all, max(time.all - time.working, 0))
    }
    let machines = affordable.filter { $0.epochLimit == nil }
    guard let small = machines.first, let large = machines.last else { return }
    let first = try time(small)
    machine = Machine(seconds: first.all, cost: cost(small))
    if storing == 0 { storing = max(first.all - first.working, 0) }
    if cost(large) > cost(small) {
      machine?.secondsPerCost = max(try time(large).working - first.working, 0) / (cost(large) - cost(small))
    }
  }

  /// Seconds of a support vector machine of this cost; nil if that is not known, because all are large.
  func machine(cost: Double) -> Double? {
    machine.map { $0.seconds + $0.secondsPerCost * max(cost - $0.cost, 0) }
  }

  /// The medians over `trajectories`, each network trained for one epoch.
  private static func time(
    _ trajectories: [PlannedTrajectory], of plan: StudyPlan, _ data: LoadedData, _ store: SQLiteTrialStore
  ) throws -> (all: Double, working: Double) {
    let runner = StudyRunner(plan: plan.sample(trajectories, epochs: 1), data: data, store: store, jobs: 1)
    let start = ContinuousClock.now
    let ends = Mutex<[(all: Double, working: Double)]>([])
    _ = try runner.run(cancellation: Cancellation()) { _ in
      ends.withLock { $0.append(((ContinuousClock.now - start) / .seconds(1), processSeconds())) }
    }
    let times = ends.withLock { ends in
      zip(ends, ends.dropFirst()).map { (all: $1.all - $0.all, working: $1.working - $0.working) }
    }
    let counted = times.count > 1 ? Array(times.dropFirst()) : times
    func median(_ values: [Double]) -> Double { values.isEmpty ? 0 : values.sorted()[values.count / 2] }
    return (median(counted.map(\.all)), median(counted.map(\.working)))
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
