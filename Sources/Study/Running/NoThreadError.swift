/// The system would not start a single training thread. The description is one line.
public struct NoThreadError: Error, Equatable, CustomStringConvertible {
  package init() {}

  /// One line that says what the limit is and how to raise it.
  public var description: String {
    "no thread can be started for training; the limit on processes or memory is reached: raise it (ulimit -u, "
      + "ulimit -v), or end other programs"
  }
}
