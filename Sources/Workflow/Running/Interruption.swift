import ChildProcesses
import Foundation
public import Study
import Synchronization

/// Turns the signals that ask a process to end into a cancellation, so that it can save its work first.
///
/// They are Ctrl-C (SIGINT), Ctrl-\ (SIGQUIT), SIGTERM, the end of a terminal (SIGHUP, unless `nohup` has it ignored), and the limits on
/// processor time and file size (SIGXCPU, SIGXFSZ). Each of them ends gnuplot, too. The first three end the process at once
/// if they come a second time. The handler needs no thread and no lock, so it works where no thread can be started. Only one
/// instance may watch at a time.
public final class Interruption: Sendable {
  /// Exit status of a run that was interrupted and can be resumed.
  public static let exitStatus: Int32 = 130

  /// A repeated signal ends the process only after this time: `timeout` and some shells send each one twice.
  static let repeatMilliseconds = 250

  private let cancellation: Cancellation
  private let watched: [Int32]

  /// Starts watching, as long as the instance exists; the first signal requests `cancellation` and tells the user.
  public init(_ cancellation: Cancellation) {
    self.cancellation = cancellation
    ChildProcess.allow()
    for time in [interruptedAt, quitAt, terminatedAt] { time.value.store(0, ordering: .relaxed) }
    lastSignal.store(0, ordering: .relaxed)
    target.store(UInt(bitPattern: Unmanaged.passUnretained(cancellation).toOpaque()), ordering: .sequentiallyConsistent)
    var current = sigaction()
    let isWithoutHangUps =
      sigaction(SIGHUP, nil, &current) == 0
      && unsafeBitCast(current.__sigaction_handler.sa_handler, to: UInt.self) == unsafeBitCast(SIG_IGN, to: UInt.self)
    watched = [SIGINT, SIGQUIT, SIGTERM, SIGXCPU, SIGXFSZ] + (isWithoutHangUps ? [] : [SIGHUP])
    for number in watched { signal(number, handle) }
    // Whoever started the program may have blocked them.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in watched { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Whether a file has reached its size limit, so that nothing more can be saved.
  public var hasReachedFileSizeLimit: Bool { lastSignal.load(ordering: .relaxed) == SIGXFSZ }

  deinit {
    for number in watched { signal(number, number == SIGXFSZ ? SIG_IGN : SIG_DFL) }
    target.store(0, ordering: .sequentiallyConsistent)
    ChildProcess.allow()
  }
}

/// When the first signal came, in milliseconds of a monotonic clock; 0 if none has come.
private final class FirstTime: Sendable {
  let value = Atomic<Int>(0)
}

private let interruptedAt = FirstTime()
private let quitAt = FirstTime()
private let terminatedAt = FirstTime()
private let lastSignal = Atomic<Int32>(0)
/// The address of the cancellation to request; 0 for none.
private let target = Atomic<UInt>(0)
private let message: StaticString = "\nfathom: stopping; Ctrl-C again to stop at once\n"

/// The signal handler; it does only what is allowed in one.
private let handle: @convention(c) (Int32) -> Void = { number in
  let code = errno
  defer { errno = code }
  // A gnuplot that hangs would hold everything up, or be left behind.
  ChildProcess.endAll()
  if [SIGINT, SIGQUIT, SIGTERM].contains(number) {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    let milliseconds = now.tv_sec * 1000 + now.tv_nsec / 1_000_000 + 1
    let first = number == SIGINT ? interruptedAt : number == SIGQUIT ? quitAt : terminatedAt
    let (isFirst, before) = first.value.compareExchange(expected: 0, desired: milliseconds, ordering: .relaxed)
    // What is finished is in the store, so that nothing is lost by leaving now.
    if !isFirst && milliseconds - before >= Interruption.repeatMilliseconds { _exit(Interruption.exitStatus) }
  }
  let isFirst = lastSignal.exchange(number, ordering: .relaxed) == 0
  guard let address = UnsafeRawPointer(bitPattern: target.load(ordering: .sequentiallyConsistent)) else { return }
  Unmanaged<Cancellation>.fromOpaque(address)._withUnsafeGuaranteedRef { $0.request() }
  // If nobody reads what is in the pipe already, writing would block.
  var ready = pollfd(fd: STDERR_FILENO, events: Int16(POLLOUT), revents: 0)
  if isFirst && poll(&ready, 1, 0) == 1 { _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount) }
}
