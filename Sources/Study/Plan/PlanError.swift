/// A study that its data cannot serve; the description is one line that names the key, the value and the way out.
public struct PlanError: Error, CustomStringConvertible, Equatable {
  public var description: String

  public init(_ description: String) {
    self.description = description
  }
}
