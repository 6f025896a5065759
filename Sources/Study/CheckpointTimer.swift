import Foundation
import Synchronization

/// Tells trajectories under way when to keep a checkpoint, at the cost of reading one number.
final class CheckpointTimer: Sendable {
  /// Times that a checkpoint has been due.
  private let count = Atomic<Int>(0)
  private let timer: Mutex<any DispatchSourceTimer>

  /// A checkpoint is due every `interval` seconds, over 0.
  init(interval: Double) {
    let timer = DispatchSource.makeTimerSource(queue: .global())
    self.timer = Mutex(timer)
    timer.schedule(deadline: .now() + interval, repeating: interval)
    timer.setEventHandler { [weak self] in self?.count.add(1, ordering: .relaxed) }
    timer.resume()
  }

  deinit { timer.withLock { $0.cancel() } }

  var ticks: Int { count.load(ordering: .relaxed) }
}
