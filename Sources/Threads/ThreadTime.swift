import Glibc

/// Processor time in seconds that the calling thread has used. What it takes from one moment to another does not depend on
/// how many other threads share the cores, as wall-clock time does.
package func threadProcessorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
