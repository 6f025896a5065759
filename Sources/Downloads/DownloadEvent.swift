/// A step of a download.
public enum DownloadEvent: Sendable, Equatable {
  /// A download of a file of `size` bytes begins or resumes, with the first `present` bytes already there.
  case begins(file: String, size: Int, present: Int)
  /// The first `present` bytes of the file have arrived.
  case received(present: Int)
  /// An address did not deliver the file; the text names the address and the reason.
  case failed(String)
  /// The download pauses this long before it tries all addresses again.
  case waits(Duration)
  /// The file's digest is right, and it has its final name.
  case whole(file: String)
  /// An archive is being unpacked.
  case unpacks(file: String)
}
