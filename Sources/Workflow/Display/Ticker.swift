import Foundation
import Study
import Synchronization
import Threads

/// Calls a closure twice a second, from when it is started until it goes away.
public final class Ticker: Sendable {
  private let body: @Sendable () -> Void
  private let isRunning = Mutex(false)
  private let end = DispatchSemaphore(value: 0)

  public init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  /// Begins, if it has not begun and a thread can be had: those that train come first.
  public func start() {
    isRunning.withLock { isRunning in
      guard !isRunning else { return }
      isRunning = WorkerThread.start { [body, end] in
        while end.wait(timeout: .now() + 0.5) == .timedOut { body() }
      }
    }
  }

  deinit { end.signal() }
}
