/// A word, a run of blanks, or one other character.
private struct Token {
  enum Kind { case word, number, blank, lineEnd, mark }
  var kind: Kind
  var bytes: ArraySlice<UInt8>
}

extension ByteMutator {
  /// One change of the text: of its tokens, its lines, its nesting.
  public mutating func mutatedText(_ text: [UInt8]) -> [UInt8] {
    var changed: [UInt8]
    switch below(8) {
    case 0: changed = mutated(text)
    case 1, 2: changed = withOtherLines(text)
    default: changed = withOtherTokens(text)
    }
    if changed.count > Self.largest { changed.removeLast(changed.count - Self.largest) }
    return changed
  }

  private mutating func withOtherTokens(_ text: [UInt8]) -> [UInt8] {
    var tokens = Self.tokens(text)
    guard !tokens.isEmpty else { return Array(element(InterestingValues.words).utf8) }
    let place = below(tokens.count)
    func some(_ kind: Token.Kind, from start: Int) -> Int {
      tokens.indices.first { $0 >= start && tokens[$0].kind == kind } ?? start
    }
    switch below(9) {
    case 0: tokens.swapAt(place, below(tokens.count))
    case 1: tokens[some(.number, from: place)].bytes = word()
    case 2: tokens[some(.word, from: place)].bytes = word()
    case 3: tokens[some(.word, from: place)].bytes = tokens[some(.word, from: below(tokens.count))].bytes
    case 4: tokens.insert(Token(kind: .mark, bytes: mark()), at: place)
    case 5: tokens.removeSubrange(place..<min(place + 1 + below(4), tokens.count))
    case 6:
      // A key with a letter too few, too many or another one.
      let index = some(.word, from: place)
      var letters = Array(tokens[index].bytes)
      letters.replaceSubrange(below(letters.count)..<letters.count, with: [UInt8(97 + below(26))].prefix(below(2)))
      tokens[index].bytes = letters[...]
    case 7: tokens.insert(contentsOf: tokens[range(within: tokens.count)], at: place)
    default:
      let nested = Token(
        kind: .mark, bytes: Array(element(["[", "{", "- ", "{a: ", "[{a: ", "(", "\"", "'"]).utf8)[...])
      tokens.insert(contentsOf: repeatElement(nested, count: below(60)), at: place)
    }
    return tokens.flatMap(\.bytes)
  }

  private mutating func withOtherLines(_ text: [UInt8]) -> [UInt8] {
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let place = below(lines.count)
    switch below(6) {
    case 0: lines.remove(at: place)
    case 1: lines.insert(lines[place], at: below(lines.count))
    case 2: lines.swapAt(place, below(lines.count))
    case 3: lines[place] = [UInt8](repeating: UInt8(ascii: " "), count: below(24))[...] + lines[place]
    case 4: lines[place] = lines[place].drop { $0 == UInt8(ascii: " ") }
    default: lines.insert(contentsOf: repeatElement(lines[place], count: below(40)), at: place)
    }
    return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }

  private mutating func word() -> ArraySlice<UInt8> { Array(element(InterestingValues.words).utf8)[...] }

  private mutating func mark() -> ArraySlice<UInt8> { Array(element(InterestingValues.marks).utf8)[...] }

  private static func tokens(_ text: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    for index in text.indices {
      let kind = kind(of: text[index])
      if kind != .mark, kind != .lineEnd, let last = tokens.last,
        last.kind == kind || last.kind == .number && kind == .word
      {
        tokens[tokens.count - 1].bytes = text[last.bytes.startIndex...index]
      } else {
        tokens.append(Token(kind: kind, bytes: text[index...index]))
      }
    }
    return tokens
  }

  private static func kind(of byte: UInt8) -> Token.Kind {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .number
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "."), 0x80...:
      .word
    case UInt8(ascii: " "), UInt8(ascii: "\t"): .blank
    case UInt8(ascii: "\n"): .lineEnd
    default: .mark
    }
  }
}
