import Foundation
import Synchronization

/// Calls a closure once, at an instant of a clock that nobody can move.
final class Alarm: Sendable {
  private let timer: Mutex<any DispatchSourceTimer>

  init(at instant: ContinuousClock.Instant, _ body: @escaping @Sendable () -> Void) {
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + max((instant - .now) / .seconds(1), 0))
    timer.setEventHandler(handler: body)
    timer.resume()
    self.timer = Mutex(timer)
  }

  deinit { timer.withLock { $0.cancel() } }
}
