import Yams

/// A YAML tree without the first of keys that are there twice, which YAML parsers refuse; so that the other mistakes of a file
/// are found, too.
struct UniqueKeys {
  /// Nil if there is nothing but comments.
  private(set) var root: Node?
  /// An error for each key that was left out.
  private(set) var mistakes: [StudyFileError] = []

  /// The first characters of keys that are left out, which are for private use.
  private static let marks = (0..<UInt32(StudyFileError.most)).compactMap { Unicode.Scalar(0xE000 + $0) }

  /// The most bytes of a text that is parsed once more for each such key; of a longer one only the first is told.
  private static let longestText = 20_000

  init(_ text: String, file: String) throws {
    var text = text
    for mark in Self.marks + [nil] {
      do {
        root = try StudyFile.compose(text, file: file)?.without(Set(Self.marks.prefix(mistakes.count)))
        return
      } catch let error as StudyFileError {
        guard error.twice != nil else { throw StudyFileError(mistakes + [error]) ?? error }
        mistakes.append(error)
        guard text.utf8.count <= Self.longestText, let mark, let renamed = Self.rename(error, in: text, to: mark) else {
          throw StudyFileError(mistakes) ?? error
        }
        text = renamed
      }
    }
  }

  /// The text with another first character of the key that `error` is about; nil if it is not found.
  private static func rename(_ error: StudyFileError, in text: String, to mark: Unicode.Scalar) -> String? {
    guard let line = error.line, let column = error.column, let key = error.twice, !key.isEmpty else { return nil }
    var scalars = Array(text.unicodeScalars)
    var (number, start) = (1, 0)
    for (index, scalar) in scalars.enumerated() where number < line && scalar == "\n" {
      (number, start) = (number + 1, index + 1)
    }
    var index = start + column - 1
    guard number == line, index < scalars.count else { return nil }
    if scalars[index] == "'" || scalars[index] == "\"" { index += 1 }
    guard scalars[index...].starts(with: key.unicodeScalars) else { return nil }
    scalars[index] = mark
    var renamed = String.UnicodeScalarView()
    renamed.append(contentsOf: scalars)
    return String(renamed)
  }
}

extension Node {
  /// The tree without the keys that begin with one of `marks`.
  fileprivate func without(_ marks: Set<Unicode.Scalar>) -> Node {
    guard !marks.isEmpty else { return self }
    switch self {
    case .mapping(let mapping):
      let pairs = mapping.filter { key, _ in
        key.scalar?.string.unicodeScalars.first.map(marks.contains) != true
      }.map { ($0.key, $0.value.without(marks)) }
      return .mapping(Mapping(pairs, mapping.tag, mapping.style, mapping.mark))
    case .sequence(let sequence):
      return .sequence(Sequence(sequence.map { $0.without(marks) }, sequence.tag, sequence.style, sequence.mark))
    default: return self
    }
  }
}
