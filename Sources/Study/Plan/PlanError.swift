/// A study that its data do not allow. The description is one line with the key, the value and what to do.
public struct PlanError: Error, CustomStringConvertible, Equatable {
  /// One line with the key, the value and what to do.
  public var description: String

  /// Creates an error with this message.
  public init(_ description: String) {
    self.description = description
  }
}
