import Glibc
import Synchronization

/// The memory that a limit on the address space (`ulimit -v`) leaves. Swift ends the process if memory cannot be
/// allocated, so threads must not use it up.
enum AddressSpace {
  /// Bytes that the C library may reserve for the allocations of a thread.
  private static let arena = 64 << 20
  /// Bytes that are kept for the work itself.
  private static let reserve = 128 << 20
  /// Bytes in use when the first thread was asked for.
  private static let base = Mutex<Int?>(nil)

  /// Whether `count` threads fit at once. The first is always tried.
  static func hasRoom(forThreads count: Int, stackSize: Int) -> Bool {
    guard count > 1, let limit else { return true }
    let used = base.withLock { base in
      if base == nil { base = inUse }
      return base ?? 0
    }
    return used + reserve + count * (stackSize + arena) <= limit
  }

  /// Nil if there is none.
  private static var limit: Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur < rlim_t(Int.max) else {
      return nil
    }
    return Int(limit.rlim_cur)
  }

  /// Nil where the kernel does not tell.
  private static var inUse: Int? {
    guard let file = fopen("/proc/self/statm", "re") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, Int32(line.count), file) != nil else { return nil }
    return strtol(line, nil, 10) * sysconf(Int32(_SC_PAGESIZE))
  }
}
