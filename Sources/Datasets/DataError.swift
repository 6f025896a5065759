/// What is wrong with a data set, or with a request for one, in one line that names the thing and the way out.
public struct DataError: Error, Equatable, CustomStringConvertible {
  public let message: String

  /// Keeps to one line, whatever paths and names are in `message`: control characters become spaces.
  public init(_ message: String) {
    self.message = message.withoutControls()
  }

  public var description: String { message }
}

/// `text` from outside, fit for a message: in quotes, on one line, control characters escaped, cut after 40 characters.
func quoted(_ text: String) -> String {
  let head = String(text.prefix(40))
  return head.count < text.count ? (head + "…").debugDescription : head.debugDescription
}
