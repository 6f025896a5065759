extension Unicode.Scalar {
  /// Whether the character would end a line, or is one that terminals and XML take otherwise than to be shown.
  ///
  /// These are the control characters, line and paragraph separators, the marks that reorder text around them, and
  /// U+FFFE and U+FFFF, which no XML may hold.
  package var isControl: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0xFFFE...0xFFFF: true
    default: false
    }
  }
}

extension String {
  /// The text with a space in place of each control character, except those that are `kept`.
  package func withoutControls(keeping kept: Unicode.Scalar...) -> String {
    func isRefused(_ scalar: Unicode.Scalar) -> Bool { scalar.isControl && !kept.contains(scalar) }
    // Nearly no text has any.
    guard unicodeScalars.contains(where: isRefused) else { return self }
    return String(UnicodeScalarView(unicodeScalars.map { isRefused($0) ? " " : $0 }))
  }
}
