extension String {
  /// Number of terminal columns that the text occupies: two for wide East Asian characters and emoji, none for
  /// combining marks without a base, one for others.
  public var displayWidth: Int {
    // Most text: no character is made of several bytes, or takes more or less than a column.
    utf8.allSatisfy { 0x20..<0x7F ~= $0 } ? utf8.count : reduce(0) { $0 + $1.displayWidth }
  }
}

extension Character {
  fileprivate var displayWidth: Int {
    if unicodeScalars.contains(where: \.isWide) { return 2 }
    return unicodeScalars.allSatisfy(\.isCombining) ? 0 : 1
  }
}

extension Unicode.Scalar {
  /// Whether East_Asian_Width is W or F (Unicode Standard Annex 11, in whole blocks), or the scalar is an emoji.
  public var isWide: Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x17000...0x18CFF, 0x1B000...0x1B2FF,
      0x20000...0x3FFFD:
      true
    default: properties.isEmojiPresentation
    }
  }

  /// Whether the scalar is drawn over the one before it, or is invisible.
  public var isCombining: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }
}
