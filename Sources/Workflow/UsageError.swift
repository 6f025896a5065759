/// A value of an option that means nothing, which only what the command has read can tell.
public struct UsageError: Error, CustomStringConvertible, Equatable {
  /// One line that says why and what to write.
  public var description: String

  /// Creates an error with this message.
  public init(_ description: String) {
    self.description = description
  }
}
