import Datasets

/// A file that is not the model it should be; the description is one line that names the file and what is wrong in it.
public struct ModelFileError: Error, Equatable, CustomStringConvertible {
  public var file: String
  public var reason: String

  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }

  /// Stays on one line, whatever the file is called.
  public var description: String { "\(file): \(reason)".withoutControls() }
}

/// `text` from a file, fit for a message: in quotes, on one line, cut after 40 characters.
func quoted(_ text: some StringProtocol) -> String {
  let head = String(text.prefix(40))
  return head.utf8.count < text.utf8.count ? (head + "…").debugDescription : head.debugDescription
}
