import Study
import Threads

/// Calls a closure once, at an instant of a monotonic clock, which nobody can set.
final class Alarm: Sendable {
  private let end = EndSignal()

  /// - Throws: `NoThreadError` if no thread can be started to wait for the instant.
  init(at instant: ContinuousClock.Instant, _ body: @escaping @Sendable () -> Void) throws {
    let seconds = max((instant - .now) / .seconds(1), 0)
    let isWaiting = WorkerThread.start { [end] in
      if !end.wait(seconds: seconds) { body() }
    }
    guard isWaiting else { throw NoThreadError() }
  }

  deinit { end.give() }
}
