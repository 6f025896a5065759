import Foundation
import Study
import StudyFile
import Testing

/// The text of a small valid study, to which a test adds or in which it replaces lines.
enum StudySource {
  static let minimal = """
    name: tiny
    data: {source: digits}
    sizes: [50, 100]
    models: {shallow: {hidden: [64]}}
    """

  /// The minimal study with `lines` after it, so that they begin on line 5.
  static func adding(_ lines: String) -> String { minimal + "\n" + lines + "\n" }

  /// The minimal study with the line of `key` replaced.
  static func replacing(_ key: String, with line: String) -> String {
    minimal.split(separator: "\n").map { $0.hasPrefix("\(key):") ? line : String($0) }.joined(separator: "\n")
  }
}

func parse(_ text: String) throws -> StudyDescription { try StudyFile.parse(text: text, file: "s.yaml") }

/// The one-line error of a text that must be refused; an empty text if it is accepted.
func refusal(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) -> String {
  do {
    _ = try parse(text)
    Issue.record("accepted: \(text.prefix(500))", sourceLocation: sourceLocation)
    return ""
  } catch {
    let line = "\(error)"
    #expect(!line.contains("\n"), sourceLocation: sourceLocation)
    return line
  }
}
