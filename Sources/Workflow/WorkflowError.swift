/// A request that cannot be carried out. The description is one line that says why and what to do.
public struct WorkflowError: Error, CustomStringConvertible, Equatable {
  /// One line that says why and what to do.
  public var description: String

  /// Creates an error with this message.
  public init(_ description: String) {
    self.description = description
  }
}
