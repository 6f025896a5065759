/// Why a study file is rejected. The description is one line with the place, the value and what would be accepted.
public struct StudyFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file as the user named it.
  public var file: String
  /// Line of the mistake, from 1; nil if it is about the whole file.
  public var line: Int?
  /// Column of the mistake in Unicode scalars, from 1; nil if it is about the whole file.
  public var column: Int?
  /// What is wrong; begins with the path of the key, e.g. `training.learning-rate: …`, if it is about a key.
  public var message: String
  /// Further mistakes in the same file; their own `others` are empty.
  public var others: [StudyFileError] = []
  /// The shares of the training samples that were given where counts are expected, which only the data can tell.
  public var shares: [Double] = []
  /// The path of the value that is not what is expected, if nothing is said yet of how to write it.
  var unexplained: String?
  /// The key that is there twice, if that is the mistake.
  var twice: String?

  /// Creates an error about a place in a file.
  public init(file: String, line: Int? = nil, column: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `FILE:LINE:COLUMN: MESSAGE`.
  public var description: String { "\(place): \(message)" }

  /// `FILE:LINE:COLUMN`, as far as they are known.
  var place: String { ([oneLine(file)] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":") }
}

extension StudyFileError {
  /// The most mistakes that are reported at once.
  static let most = 10

  /// This mistake and the others, each by itself.
  var all: [StudyFileError] {
    var own = self
    own.others = []
    return [own] + others
  }

  /// The same mistake, with what to write.
  func explained(_ hint: String) -> StudyFileError {
    var error = self
    error.message += " (\(hint))"
    error.unexplained = nil
    return error
  }

  /// The first of several mistakes, with as many of the others as are reported; nil if there are none.
  init?(_ mistakes: [StudyFileError]) {
    guard let first = mistakes.first else { return nil }
    self = first
    others = Array(mistakes.dropFirst().prefix(Self.most - 1))
  }
}

extension Section {
  /// What `read` makes of `element`, the mapping of this section; if it refuses that, an error with all mistakes in it, in the
  /// order of the file, after `known` ones.
  func readingAll<Value>(
    _ element: Element, after known: [StudyFileError] = [], _ read: (Element) throws -> Value
  ) throws -> Value {
    do {
      let value = try read(element)
      if let error = StudyFileError(known) { throw error }
      return value
    } catch let error as StudyFileError {
      var found: [StudyFileError] = []
      for mistake in known + error.all + mistakes(in: element)
      where !found.contains(where: { $0 == mistake || $0.line != nil && place($0) == place(mistake) }) {
        found.append(mistake)
      }
      func place(_ error: StudyFileError) -> (Int, Int) { (error.line ?? 0, error.column ?? 0) }
      throw StudyFileError(found.sorted { place($0) < place($1) }) ?? error
    }
  }
}

extension Sequence {
  /// What `read` makes of each; if it refuses some, an error with all of these.
  func reading<Value>(_ read: (Element) throws -> Value) throws -> [Value] {
    var values: [Value] = []
    var mistakes: [StudyFileError] = []
    for element in self where mistakes.count < StudyFileError.most {
      do { values.append(try read(element)) } catch let error as StudyFileError { mistakes += error.all }
    }
    if let error = StudyFileError(mistakes) { throw error }
    return values
  }
}

/// `text` on one line: unprintable characters become `?`, and beyond `limit` characters its middle is left out.
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
