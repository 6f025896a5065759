import Foundation
import Synchronization

/// Calls a closure twice a second until it goes away.
public final class Ticker: Sendable {
  private let timer: Mutex<any DispatchSourceTimer>

  public init(_ body: @escaping @Sendable () -> Void) {
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + 0.5, repeating: 0.5)
    timer.setEventHandler(handler: body)
    timer.resume()
    self.timer = Mutex(timer)
  }

  deinit { timer.withLock { $0.cancel() } }
}
