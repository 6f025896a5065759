import Synchronization
import Threads

/// Calls a closure again and again, from ``start()`` until it is released.
public final class Ticker: Sendable {
  private let seconds: Double
  private let body: @Sendable () -> Void
  private let isRunning = Mutex(false)
  private let end = EndSignal()

  /// Creates a ticker that has not started; it calls `body` every so many `seconds`.
  public init(every seconds: Double = 0.5, _ body: @escaping @Sendable () -> Void) {
    self.seconds = seconds
    self.body = body
  }

  /// Starts the ticker, unless it runs already or no thread can be started (training threads come first).
  public func start() {
    isRunning.withLock { isRunning in
      guard !isRunning else { return }
      isRunning = WorkerThread.start { [seconds, body, end] in
        while !end.wait(seconds: seconds) { body() }
      }
    }
  }

  deinit { end.give() }
}
