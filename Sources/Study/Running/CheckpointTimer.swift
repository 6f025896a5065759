import Glibc

/// Tells trajectories under way when to keep a checkpoint, at the cost of reading a coarse clock.
struct CheckpointTimer: Sendable {
  private let start = Self.now
  private let interval: Double

  /// A checkpoint is due every `interval` seconds, over 0.
  init(interval: Double) { self.interval = interval }

  /// How often a checkpoint has been due.
  var ticks: Int { Int(min((Self.now - start) / interval, 1e15)) }

  /// Seconds of a clock that is exact to some milliseconds, and read in a few nanoseconds.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
