import Foundation
import TestSupport

/// Reads the files of a range of cases, one after the other, in this process.
///
/// A case that takes more processor time than the limit is ended by a signal, and with it the process; so is one that
/// traps. Before each case its number is written down, so that whoever started the process knows which it was.
public struct FuzzWorker {
  /// Seconds that a case may wait for every second of processor time that it may take.
  static let waitingFactor = 30
  /// Bytes that the process may have.
  public static let memoryLimit = 512 << 20
  /// Characters that the line of an error may have beside the path.
  static let longestLine = 600

  private let target: any FuzzTarget
  private let cases: FuzzCases
  private let step: Int

  /// - Parameter step: Of the prefixes and flipped bits, those whose number is a multiple of it are read.
  public init(_ target: any FuzzTarget, seed: UInt64, step: Int = 1) {
    self.target = target
    self.step = step
    cases = FuzzCases(target, seed: seed)
  }

  /// Refuses the process more memory than the limit, so that asking for it traps.
  public static func limitMemory() {
    var limit = rlimit(rlim_cur: rlim_t(memoryLimit), rlim_max: rlim_t(memoryLimit))
    setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
  }

  /// Runs the cases; `note` is told the number of each before it begins, and `fail` what was wrong with one.
  public func run(
    _ numbers: Range<Int>, isTimed: Bool = true, note: (Int) -> Void, fail: (Int, String) -> Void
  ) -> FuzzTally {
    var tally = FuzzTally()
    for number in numbers where number.isMultiple(of: step) || !cases.isPrefixOrFlip(number) {
      note(number)
      let (input, isGood) = cases.input(number)
      let limit = type(of: target).secondsACase
      if isTimed { Self.setTimers(limit, Self.waitingFactor * limit) }
      let start = Self.processorTime()
      let outcome = outcome(of: input)
      let time = Self.processorTime() - start
      if isTimed { Self.setTimers(0, 0) }
      switch outcome {
      case .accepted: tally.accepted += 1
      case .refused(let line):
        tally.refused += 1
        if isGood { fail(number, "a good file is refused: \(line)") }
      case .defect(let what): fail(number, what)
      }
      if time > tally.slowest { (tally.slowest, tally.slowestCase) = (time, number) }
    }
    tally.peakMemory = Self.peakMemory()
    return tally
  }

  /// How many cases do not depend on the seed.
  public var systematicCount: Int { cases.systematicCount }

  /// The file of a case.
  public func input(_ number: Int) -> FuzzInput { cases.input(number).input }

  public enum Outcome {
    case accepted
    case refused(String)
    case defect(String)
  }

  /// What the reader makes of a file.
  public func outcome(of input: FuzzInput) -> Outcome {
    do {
      try target.read(input)
      return .accepted
    } catch let unsound as UnsoundContent {
      return .defect("accepted, but \(unsound)")
    } catch {
      let line = "\(error)"
      return Self.defect(ofLine: line, naming: target.path).map { .defect("\($0): \(line.debugDescription)") }
        ?? .refused(line)
    }
  }

  /// What an error's line lacks; nil if it is as it should be.
  static func defect(ofLine line: String, naming path: String) -> String? {
    if line.isEmpty { return "an empty error" }
    if let scalar = line.unicodeScalars.first(where: { !HostileText.isShown($0) }) {
      return "an error with the character U+\(String(scalar.value, radix: 16))"
    }
    guard line.contains(path) else { return "an error that does not name \(path)" }
    guard line.count - path.count <= longestLine else { return "an error of \(line.count) characters" }
    return nil
  }

  // MARK: Process

  private static func setTimers(_ processor: Int, _ waiting: Int) {
    for (timer, seconds) in [(ITIMER_PROF, processor), (ITIMER_REAL, waiting)] {
      var value = itimerval()
      value.it_value.tv_sec = seconds
      setitimer(__itimer_which_t(timer.rawValue), &value, nil)
    }
  }

  /// Nanoseconds that the process has computed.
  private static func processorTime() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Bytes of memory that the process had at most.
  private static func peakMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) << 10
  }
}

/// What cases came to.
public struct FuzzTally: Sendable {
  public var accepted = 0
  public var refused = 0
  /// Nanoseconds of processor time of the slowest case, and its number.
  public var slowest: UInt64 = 0
  public var slowestCase = 0
  /// Bytes that the process had at most.
  public var peakMemory = 0

  public init() {}
}
