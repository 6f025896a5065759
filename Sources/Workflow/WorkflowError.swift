/// A request that cannot be carried out; the description is one line that says why and what to do.
public struct WorkflowError: Error, CustomStringConvertible, Equatable {
  public var description: String

  public init(_ description: String) {
    self.description = description
  }
}
