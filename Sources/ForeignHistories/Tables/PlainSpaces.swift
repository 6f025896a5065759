// Spaces that word processors and web pages write, which look like others, so that two names would look alike and be two.

extension String {
  /// The text with a plain space for each other kind of space, and none at its ends; itself if it has no other kind.
  func withPlainSpaces() -> String {
    func isOther(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.generalCategory == .spaceSeparator && scalar != " " || isWithoutWidth(scalar)
    }
    // Such as those between words in which a line may break.
    func isWithoutWidth(_ scalar: Unicode.Scalar) -> Bool { ["\u{200B}", "\u{2060}", "\u{FEFF}"].contains(scalar) }
    guard unicodeScalars.contains(where: isOther) else { return self }
    let plain = unicodeScalars.filter { !isWithoutWidth($0) }.map { isOther($0) ? " " : $0 }
    let start = plain.firstIndex { $0 != " " } ?? plain.endIndex
    let end = plain.lastIndex { $0 != " " }.map { $0 + 1 } ?? start
    return String(UnicodeScalarView(plain[start..<end]))
  }
}

extension [UInt8] {
  /// Replaces the bytes from `start`, of a text in UTF-8, by those of ``Swift/String/withPlainSpaces()``.
  mutating func writePlainSpaces(from start: Int) {
    // The characters meant begin with one of these bytes; nearly no text has any.
    guard self[start...].contains(where: { $0 == 0xC2 || 0xE1...0xE3 ~= $0 || $0 == 0xEF }) else { return }
    replaceSubrange(start..., with: Array(String(decoding: self[start...], as: UTF8.self).withPlainSpaces().utf8))
  }
}
