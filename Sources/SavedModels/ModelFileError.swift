import Datasets

/// A file that is not a usable model. The description is one line with the file and what is wrong with it.
public struct ModelFileError: Error, Equatable, CustomStringConvertible {
  /// The file as the user named it.
  public var file: String
  /// What is wrong with it; completes a sentence that begins with the file.
  public var reason: String

  /// Creates an error about a file.
  public init(file: String, reason: String) {
    self.file = file
    self.reason = reason
  }

  /// The file and the reason on one line, without control characters.
  public var description: String { "\(file): \(reason)".withoutControls() }
}

/// `text` from a file, fit for a message: in quotes, on one line, cut after 40 characters.
func quoted(_ text: some StringProtocol) -> String {
  let head = String(text.prefix(40))
  return head.utf8.count < text.utf8.count ? (head + "…").debugDescription : head.debugDescription
}
