/// Why a study file is refused: one line that names the place, the value and the way out.
public struct StudyFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file as the user named it.
  public var file: String
  /// From 1; nil where the whole file is meant.
  public var line: Int?
  /// From 1, in Unicode scalars; nil where the whole file is meant.
  public var column: Int?
  /// Begins with the key's path, e.g. `training.learning-rate: …`, where a key is meant.
  public var message: String
  /// What else is wrong in the file, each of which has no others.
  public var others: [StudyFileError] = []

  public init(file: String, line: Int? = nil, column: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `FILE:LINE:COLUMN: MESSAGE`.
  public var description: String {
    var place = oneLine(file)
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return "\(place): \(message)"
  }
}

/// `text` with what is not printable on one line replaced by `?`, and its middle left out beyond `limit` characters.
func oneLine(_ text: String, limit: Int = 4096) -> String {
  let kept = text.count > limit ? text.prefix(limit / 2) + "…" + text.suffix(limit / 2) : text[...]
  var line = String.UnicodeScalarView()
  for scalar in kept.unicodeScalars { line.append(scalar.isPrintable ? scalar : "?") }
  return String(line)
}

extension Unicode.Scalar {
  /// The code point as Unicode writes it, e.g. `007F`.
  var hexadecimal: String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Whether the scalar neither breaks a line nor controls how others are shown.
  ///
  /// The zero-width joiners are printable: several scripts cannot be spelt without them.
  var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: false
    case .format: value == 0x200C || value == 0x200D
    default: true
    }
  }
}
