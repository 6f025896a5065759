/// A problem with a data set, or with a request for one, in one line that names it and a way out.
public struct DataError: Error, Equatable, CustomStringConvertible {
  /// The line to show.
  public let message: String

  /// Creates an error. Control characters in `message` become spaces, so that it stays one line.
  public init(_ message: String) {
    self.message = message.withoutControls()
  }

  /// The message.
  public var description: String { message }
}

/// `text` from outside, fit for a message: in quotes, on one line, control characters escaped, cut after 40 characters.
func quoted(_ text: String) -> String {
  let head = String(text.prefix(40))
  // Swift escapes apostrophes, too.
  return (head.count < text.count ? head + "…" : head).debugDescription.replacing("\\'", with: "'")
}
