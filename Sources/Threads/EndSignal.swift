import Glibc

/// A signal to end, for a thread that does something from time to time and waits in between.
///
/// Waiting times are those of the monotonic clock: a wait on a `DispatchSemaphore` follows the wall clock on Linux, and
/// ends at once, or much too late, when that is set.
package final class EndSignal: @unchecked Sendable {
  // Guarded by `mutex`.
  private var isGiven = false
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  package init() {
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Ends all waits, those of the future included.
  package func give() {
    pthread_mutex_lock(mutex)
    isGiven = true
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }

  /// Waits until the signal is given, for at most `seconds`, and returns whether it has been given.
  package func wait(seconds: Double) -> Bool {
    var end = timespec()
    clock_gettime(CLOCK_MONOTONIC, &end)
    // More than thirty years would overflow.
    let nanoseconds = end.tv_nsec + Int(min(max(seconds, 0), 1e9) * 1e9)
    end.tv_sec += nanoseconds / 1_000_000_000
    end.tv_nsec = nanoseconds % 1_000_000_000
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while !isGiven {
      if pthread_cond_timedwait(condition, mutex, &end) == ETIMEDOUT { break }
    }
    return isGiven
  }
}
