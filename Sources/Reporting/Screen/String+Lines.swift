import TextOutput

// Text on lines of limited width, in columns of a terminal.

extension String {
  /// Returns the text in lines of at most `width` terminal columns, broken at spaces. Lines after the first begin with
  /// `indent`; a longer word has a line of its own.
  public func wrapped(to width: Int, indent: String = "") -> String {
    var lines: [String] = []
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      if let last = lines.last, (last + " " + word).displayWidth <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(lines.isEmpty ? String(word) : indent + word)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The words on lines of at most `width` columns, or of the longest word.
  func words(upTo width: Int) -> [String] {
    let longest = split(separator: " ").reduce(0) { max($0, String($1).displayWidth) }
    return wrapped(to: max(width, longest)).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The text on lines of at most `width` columns, none of them lost: broken after a blank or a mark between words if
  /// there is one in the second half of the line or right before it.
  func lines(upTo width: Int) -> [String] {
    var lines: [String] = []
    var rest = self[...]
    while String(rest).displayWidth > width {
      var end = rest.startIndex
      var (taken, breakpoint) = (0, rest.startIndex)
      while end < rest.endIndex {
        let columns = String(rest[end]).displayWidth
        if taken + columns > width, end > rest.startIndex { break }
        taken += columns
        let mark = rest[end]
        end = rest.index(after: end)
        if taken * 2 >= width, " -_/,;.".contains(mark) { breakpoint = end }
      }
      if breakpoint > rest.startIndex { end = breakpoint }
      lines.append(String(rest[..<end]))
      rest = rest[end...]
    }
    return lines + [String(rest)]
  }

  func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(width - displayWidth, 0)) + self }

  func rightPadded(to width: Int) -> String { self + String(repeating: " ", count: max(width - displayWidth, 0)) }

  var withoutTrailingSpaces: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
