import Foundation

/// Prepares the process's file descriptors; to be called before anything else.
public enum ProcessDescriptors {
  /// Enough for everything that is done at the same time: figures drawn in parallel, each with gnuplot and its pipes.
  private static let needed: rlim_t = 256

  /// Occupies standard input, output and error where they are closed, and raises the limit of open files to 256 if it
  /// is lower.
  ///
  /// A file that is opened later then cannot get one of their numbers and receive text for the terminal. Reading and
  /// writing the closed ones still fails.
  ///
  /// - Throws: ``FileError`` if the limit cannot be raised.
  public static func prepare() throws(FileError) {
    for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(number, F_GETFD) == -1 {
      // The smallest free number is this one.
      _ = open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0, limit.rlim_cur < needed else { return }
    let allowed = limit.rlim_max
    if allowed >= needed {
      limit.rlim_cur = needed
      if setrlimit(resource, &limit) == 0 { return }
    }
    throw FileError(
      path: "ulimit -n", action: "too few open files are allowed",
      reason: "\(min(allowed, limit.rlim_cur)) here, and \(needed) may be needed; raise it with ulimit -n \(needed)")
  }
}
