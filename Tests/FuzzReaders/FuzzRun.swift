import Foundation
import Fuzzing
import Synchronization

/// All cases of one reader, handed out to processes in portions; a process that dies is replaced by one that goes on after
/// the case that it died of.
struct FuzzRun {
  private let target: any FuzzTarget.Type
  private let seed: UInt64
  private let step: Int
  private let jobs: Int
  private let unlimited: Bool
  private let output: URL
  private let folder: URL
  private let count: Int
  /// Cases that a process is given at a time: few enough that all processes have something to do.
  private var portionSize: Int { min(Self.largestPortion, max(count / (8 * jobs), 1)) }
  private static let largestPortion = 10_000

  init(
    _ target: any FuzzTarget.Type, cases: Int, seed: UInt64, step: Int, jobs: Int, unlimited: Bool, output: URL
  ) throws {
    (self.target, self.seed, self.step, self.jobs) = (target, seed, step, jobs)
    (self.unlimited, self.output) = (unlimited, output)
    let memory = URL(filePath: "/dev/shm", directoryHint: .isDirectory)
    let parent = access("/dev/shm", W_OK) == 0 ? memory : FileManager.default.temporaryDirectory
    folder = parent.appending(path: "fathom-fuzz-\(getpid())-\(target.name)", directoryHint: .isDirectory)
    count = try Self.worker(target, seed: seed, in: folder).systematicCount + cases
  }

  private static func worker(_ target: any FuzzTarget.Type, seed: UInt64, in folder: URL) throws -> FuzzWorker {
    let files = folder.appending(path: "cases", directoryHint: .isDirectory)
    try? FileManager.default.removeItem(at: files)
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    return FuzzWorker(try target.init(in: files), seed: seed)
  }

  private struct State {
    var next = 0
    var tally = FuzzTally()
    var failures: [(number: Int, what: String)] = []
  }

  /// Runs all cases and prints what they came to; returns how many failed.
  func run() throws -> Int {
    defer { try? FileManager.default.removeItem(at: folder) }
    let start = ContinuousClock.now
    let state = Mutex(State())
    DispatchQueue.concurrentPerform(iterations: jobs) { job in
      while true {
        let portion = state.withLock { state in
          defer { state.next = min(state.next + portionSize, count) }
          return state.next..<min(state.next + portionSize, count)
        }
        if portion.isEmpty { return }
        let (tally, failures) = run(portion, job)
        state.withLock { state in
          state.tally.add(tally)
          state.failures += failures
        }
      }
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let end = state.withLock { $0 }
    report(end, seconds: seconds)
    try keep(end.failures)
    return end.failures.count
  }

  /// Runs one case in this process.
  func show(_ number: Int) throws -> Int {
    defer { try? FileManager.default.removeItem(at: folder) }
    let worker = try Self.worker(target, seed: seed, in: folder)
    try save(worker.input(number), number)
    let outcome = worker.outcome(of: worker.input(number))
    print("\(target.name) \(number): \(outcome)")
    if case .defect = outcome { return 1 }
    return 0
  }

  // MARK: Processes

  /// Runs a portion to its end, in as many processes as that takes.
  private func run(_ portion: Range<Int>, _ job: Int) -> (FuzzTally, [(number: Int, what: String)]) {
    var tally = FuzzTally()
    var failures: [(number: Int, what: String)] = []
    var rest = portion
    while !rest.isEmpty {
      let place = folder.appending(path: "job-\(job)", directoryHint: .isDirectory)
      let (lines, end) = process(rest, in: place)
      for fields in lines.map({ $0.split(separator: "\t", maxSplits: 5) }) {
        if fields.first == "failed", fields.count >= 3, let number = Int(fields[1]) {
          failures.append((number, fields[2...].joined(separator: " ")))
        } else if fields.first == "done", fields.count == 6 {
          tally.add(FuzzTally(fields.dropFirst()))
        }
      }
      guard let end else { break }
      let text = (try? String(contentsOf: place.appending(path: Worker.progressName), encoding: .utf8)) ?? ""
      let number = text.split(separator: "\n").first.flatMap { Int($0) } ?? rest.lowerBound
      failures.append((number, end))
      rest = min(max(number, rest.lowerBound) + 1, rest.upperBound)..<rest.upperBound
    }
    try? FileManager.default.removeItem(at: folder.appending(path: "job-\(job)"))
    return (tally, failures)
  }

  /// What a process printed, and how it died if it did.
  private func process(_ cases: Range<Int>, in place: URL) -> (lines: [Substring], end: String?) {
    try? FileManager.default.removeItem(at: place)
    try? FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments =
      [
        target.name, "--seed", "\(seed)", "--step", "\(step)", "--worker", "\(cases.lowerBound)", "--worker",
        "\(cases.upperBound)",
      ] + (unlimited ? ["--unlimited"] : [])
    process.currentDirectoryURL = place
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    let (printed, complaints) = (Pipe(), place.appending(path: "stderr"))
    _ = FileManager.default.createFile(atPath: complaints.path(percentEncoded: false), contents: nil)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = printed
    process.standardError = (try? FileHandle(forWritingTo: complaints)) ?? FileHandle.nullDevice
    do { try process.run() } catch { return ([], "no process: \(error)") }
    let data = (try? printed.fileHandleForReading.readToEnd()) ?? nil
    process.waitUntilExit()
    let lines = String(decoding: data ?? Data(), as: UTF8.self).split(separator: "\n")
    if process.terminationReason == .exit, process.terminationStatus == 0 { return (lines, nil) }
    let complaint = (try? String(contentsOf: complaints, encoding: .utf8)) ?? ""
    return (lines, "\(Self.cause(process)) \(complaint.prefix(2000))")
  }

  private static func cause(_ process: Process) -> String {
    guard process.terminationReason == .uncaughtSignal else { return "ended with \(process.terminationStatus)" }
    return switch process.terminationStatus {
    case SIGPROF, SIGALRM: "took too long"
    case SIGILL, SIGTRAP: "trapped"
    case SIGSEGV, SIGBUS: "touched memory that is not its own, or none was left"
    default: "ended by signal \(process.terminationStatus)"
    }
  }

  // MARK: Report

  private func report(_ state: borrowing State, seconds: Double) {
    let tally = state.tally
    let read = tally.accepted + tally.refused + state.failures.count
    let rate = Double(read) / max(seconds, 0.001)
    print(
      """
      \(target.name): \(read) cases (seed \(seed)), \(tally.accepted) accepted, \(tally.refused) refused, \
      \(state.failures.count) failed; slowest \(String(format: "%.3f", Double(tally.slowest) / 1e9)) s (case \
      \(tally.slowestCase)); peak memory \(tally.peakMemory >> 20) MB; \(String(format: "%.0f", rate)) cases/s
      """)
    for failure in state.failures.prefix(20) {
      print("  case \(failure.number): \(failure.what.prefix { !$0.isNewline })")
    }
  }

  /// Writes the files of failed cases, so that they can be read again.
  private func keep(_ failures: [(number: Int, what: String)]) throws {
    guard !failures.isEmpty else { return }
    let worker = try Self.worker(target, seed: seed, in: folder)
    for failure in failures.prefix(100) { try save(worker.input(failure.number), failure.number) }
    print(
      "  their files are in \(output.relativePath); fuzz-readers \(target.name) --seed \(seed) --only CASE runs one")
  }

  private func save(_ input: FuzzInput, _ number: Int) throws {
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    try Data(input.bytes).write(to: output.appending(path: "\(target.name)-\(seed)-\(number)-\(input.slot)"))
  }
}

extension FuzzTally {
  /// Reads what a worker printed.
  init(_ fields: ArraySlice<Substring>) {
    self.init()
    let numbers = fields.map { Int($0) ?? 0 }
    (accepted, refused, slowest) = (numbers[0], numbers[1], UInt64(numbers[2]))
    (slowestCase, peakMemory) = (numbers[3], numbers[4])
  }

  mutating func add(_ other: FuzzTally) {
    accepted += other.accepted
    refused += other.refused
    if other.slowest > slowest { (slowest, slowestCase) = (other.slowest, other.slowestCase) }
    peakMemory = max(peakMemory, other.peakMemory)
  }
}
