/// No thread could be started to train in; the description is one line.
public struct NoThreadError: Error, Equatable, CustomStringConvertible {
  package init() {}

  public var description: String {
    "no thread can be started to train in; the limit on processes or memory is reached: raise it (ulimit -u, ulimit -v), "
      + "or end other programs"
  }
}
