/// What happens during a download.
public enum DownloadEvent: Sendable, Equatable {
  /// Begins or goes on with a file of `size` bytes, of which the first `present` are there.
  case begins(file: String, size: Int, present: Int)
  /// The first `present` bytes of the file are there.
  case received(present: Int)
  /// An address did not give the file, for a reason that names it.
  case failed(String)
  /// Waits before all addresses are tried again.
  case waits(Duration)
  /// A file's digest is right, and it has its own name.
  case whole(file: String)
  /// Takes an archive apart.
  case unpacks(file: String)
}
