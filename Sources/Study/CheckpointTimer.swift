import Foundation
import Synchronization

/// Tells trajectories under way when to keep a checkpoint, at the cost of reading one number.
final class CheckpointTimer: Sendable {
  private final class Counter: Sendable {
    let count = Atomic<Int>(0)
  }

  private let counter = Counter()
  private let timer: Mutex<any DispatchSourceTimer>

  /// A checkpoint is due every `interval` seconds, over 0.
  init(interval: Double) {
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + interval, repeating: interval)
    timer.setEventHandler { [counter] in counter.count.add(1, ordering: .relaxed) }
    timer.resume()
    self.timer = Mutex(timer)
  }

  deinit { timer.withLock { $0.cancel() } }

  /// How often a checkpoint has been due.
  var ticks: Int { counter.count.load(ordering: .relaxed) }
}
