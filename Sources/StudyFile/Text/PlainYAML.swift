/// Refuses every YAML construct that a study file does not need, before a YAML parser sees the text.
///
/// What remains is a subset without surprises or blow-ups: one document of block and flow collections, with plain and
/// quoted scalars that end on their line. Refused are aliases (a few lines of them can stand for gigabytes), anchors,
/// tags, directives, block text, `?` keys, control characters and deep nesting. The scan follows the token rules of
/// libyaml, so that both agree on where a token begins.
struct PlainYAML {
  /// Levels of nesting that are accepted; the format needs five.
  static let deepestNesting = 16

  private let text: [Unicode.Scalar]
  private let file: String
  private var index = 0
  private var line = 1
  private var lineStart = 0
  /// Where `[` and `{` are open, outermost first.
  private var openBrackets: [(bracket: Unicode.Scalar, line: Int, column: Int)] = []
  private var flowDepth: Int { openBrackets.count }
  /// Columns of the block collections that are open, outermost first.
  private var indents: [Int] = []
  private var previous = Token.none
  /// Column and line on which the previous token began.
  private var previousStart = (column: 0, line: 0)

  private enum Token { case none, plain, quoted, indicator }

  /// Checks `text`; throws a `StudyFileError` at the first refused character.
  static func check(_ text: String, file: String) throws {
    var scan = PlainYAML(text: Array(text.unicodeScalars), file: file)
    try scan.checkCharacters()
    while try scan.skipToToken() { try scan.token() }
    if let open = scan.openBrackets.last { throw scan.unclosed(open) }
  }

  private init(text: [Unicode.Scalar], file: String) {
    self.text = text
    self.file = file
  }

  // MARK: Characters

  /// The scalar `offset` places ahead; beyond the end NUL, which the text never contains.
  private func peek(_ offset: Int = 0) -> Unicode.Scalar {
    index + offset < text.count ? text[index + offset] : "\0"
  }

  private func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }
  private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
  private func isBlankOrEnd(_ scalar: Unicode.Scalar) -> Bool { isBlank(scalar) || isBreak(scalar) || scalar == "\0" }

  /// From 0.
  private var column: Int { index - lineStart }

  private func failure(_ message: String) -> StudyFileError {
    StudyFileError(file: file, line: line, column: column + 1, message: message)
  }

  private func unclosed(_ open: (bracket: Unicode.Scalar, line: Int, column: Int)) -> StudyFileError {
    StudyFileError(
      file: file, line: open.line, column: open.column,
      message: "'\(open.bracket)' is not closed, or a comma is missing before the next line; close it with "
        + "'\(open.bracket == "{" ? "}" : "]")'")
  }

  /// Whether more than blanks and a comment follow on the line.
  private var beginsToken: Bool {
    let rest = text[index...].prefix { !isBreak($0) }.drop { isBlank($0) }
    return rest.first.map { $0 != "#" } ?? false
  }

  private mutating func advanceOverBreak() {
    index += peek() == "\r" && peek(1) == "\n" ? 2 : 1
    line += 1
    lineStart = index
  }

  private mutating func checkCharacters() throws {
    while index < text.count {
      let scalar = peek()
      if isBreak(scalar) {
        advanceOverBreak()
        continue
      }
      let isAccepted =
        switch scalar.value {
        case 0x09, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xFEFE, 0xFF00...0xFFFD, 0x1_0000...: true
        default: false
        }
      guard isAccepted else {
        throw failure("the character U+\(scalar.hexadecimal) is not accepted; remove it")
      }
      index += 1
    }
    (index, line, lineStart) = (0, 1, 0)
  }

  // MARK: Tokens

  /// Skips blanks, line ends and comments; false at the end of the text.
  private mutating func skipToToken() throws -> Bool {
    while index < text.count {
      if isBreak(peek()) {
        advanceOverBreak()
      } else if isBlank(peek()) {
        let isIndentation = flowDepth == 0 && text[lineStart..<index].allSatisfy { $0 == " " }
        if peek() == "\t", isIndentation, beginsToken {
          throw failure("a tab in front of a key or a value; YAML indents with spaces")
        }
        index += 1
      } else if peek() == "#" {
        while index < text.count, !isBreak(peek()) { index += 1 }
      } else {
        return true
      }
    }
    return false
  }

  private mutating func token() throws {
    if try skipDocumentMarker() { return }
    try checkContinuation()
    let start = (column: column, line: line)
    if flowDepth == 0 {
      while let last = indents.last, last > column { indents.removeLast() }
    }
    var kind = Token.indicator
    switch (peek(), isBlankOrEnd(peek(1))) {
    case ("[", _), ("{", _):
      openBrackets.append((peek(), line, column + 1))
      try checkNesting()
      index += 1
    case ("]", _), ("}", _):
      _ = openBrackets.popLast()
      index += 1
    case (",", _): index += 1
    case ("-", true):
      try openBlock(at: column)
      index += 1
    case ("?", let alone) where alone || flowDepth > 0:
      throw failure("'?' keys are not accepted; write 'key: value', and quote text that begins with '?'")
    case (":", let alone) where alone || flowDepth > 0:
      try value()
    case ("*", _): throw failure("aliases are not accepted; write the value out, or quote text that begins with '*'")
    case ("&", _): throw failure("anchors are not accepted; remove it, or quote text that begins with '&'")
    case ("!", _): throw failure("tags are not accepted; remove it, or quote text that begins with '!'")
    case ("|", _), (">", _):
      throw failure("block text is not accepted; write it on one line, quoted if it begins with '|' or '>'")
    case ("'", _), ("\"", _):
      try quoted()
      kind = .quoted
    default:
      plain()
      kind = .plain
    }
    previous = kind
    previousStart = start
  }

  /// Skips a `---` before the first token and a `...` after the last; refuses any other marker or directive.
  private mutating func skipDocumentMarker() throws -> Bool {
    guard column == 0 else { return false }
    if peek() == "%" { throw failure("directives are not accepted; remove the line") }
    let marker = [peek(), peek(1), peek(2)]
    guard isBlankOrEnd(peek(3)), marker == ["-", "-", "-"] || marker == [".", ".", "."] else { return false }
    if marker[0] == "." {
      var rest = self
      rest.index += 3
      if try !rest.skipToToken() {
        self = rest
        return true
      }
    }
    guard previous == .none, marker[0] == "-" else {
      throw failure("a study file is one document; write each study in a file of its own")
    }
    index += 3
    previous = .indicator
    return true
  }

  /// Refuses a token that libyaml would read as more of the plain scalar before it.
  private func checkContinuation() throws {
    guard previous == .plain else { return }
    if let open = openBrackets.last {
      guard ![",", ":", "]", "}"].contains(peek()) else { return }
      // What goes on below is more likely the next key than a text of two lines.
      if line > previousStart.line { throw unclosed(open) }
    } else {
      guard line > previousStart.line, column > indents.last ?? -1 else { return }
    }
    throw failure("text must end on its line and stand alone; quote it, or check the indentation")
  }

  /// The `:` after a key.
  private mutating func value() throws {
    if flowDepth == 0 {
      guard previous == .plain || previous == .quoted, previousStart.line == line else {
        throw failure("':' must follow a key on the same line")
      }
      try openBlock(at: previousStart.column)
    }
    index += 1
  }

  private mutating func openBlock(at column: Int) throws {
    guard flowDepth == 0, column > indents.last ?? -1 else { return }
    indents.append(column)
    try checkNesting()
  }

  private func checkNesting() throws {
    guard indents.count + flowDepth > Self.deepestNesting else { return }
    throw failure("nested more than \(Self.deepestNesting) levels deep")
  }

  private mutating func quoted() throws {
    let start = self
    let quote = peek()
    index += 1
    while index < text.count, !isBreak(peek()) {
      if quote == "\"", peek() == "\\" {
        index += 1
        if isBreak(peek()) { break }
      } else if peek() == quote {
        guard quote == "'", peek(1) == "'" else {
          index += 1
          return
        }
        index += 1
      }
      index += 1
    }
    throw start.failure("quoted text must end on its line")
  }

  private mutating func plain() {
    while !isBreak(peek()), index < text.count {
      if peek() == ":", isBlankOrEnd(peek(1)) { return }
      if flowDepth > 0, [",", "[", "]", "{", "}"].contains(peek()) { return }
      if isBlank(peek()), peek(1) == "#" { return }
      index += 1
    }
  }
}
