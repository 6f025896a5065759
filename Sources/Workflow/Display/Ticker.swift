import Synchronization
import Threads

/// Calls a closure twice a second, from ``start()`` until it is released.
public final class Ticker: Sendable {
  private let body: @Sendable () -> Void
  private let isRunning = Mutex(false)
  private let end = EndSignal()

  /// Creates a ticker that has not started.
  public init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  /// Starts the ticker, unless it runs already or no thread can be started (training threads come first).
  public func start() {
    isRunning.withLock { isRunning in
      guard !isRunning else { return }
      isRunning = WorkerThread.start { [body, end] in
        while !end.wait(seconds: 0.5) { body() }
      }
    }
  }

  deinit { end.give() }
}
