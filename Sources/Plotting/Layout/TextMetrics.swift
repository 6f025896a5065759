import TextOutput

/// Estimates the widths of texts, so that labels are placed, wrapped and shortened before gnuplot draws them.
///
/// Widths are in ems of DejaVu Sans, rounded up to classes of letters; East Asian wide characters take one em.
enum TextMetrics {
  /// The width of `text` in pixels at a font size in pixels.
  static func width(_ text: String, size: Double) -> Double {
    size * text.unicodeScalars.reduce(0) { $0 + ems($1) }
  }

  /// `text` if it fits into `width` pixels, or as much of its beginning as does, with an ellipsis.
  static func elided(_ text: String, to width: Double, size: Double) -> String {
    guard self.width(text, size: size) > width else { return text }
    var kept = text.prefix(longestWord)
    while !kept.isEmpty, self.width(kept + "…", size: size) > width { kept.removeLast() }
    return String(kept) + "…"
  }

  /// Lines of at most `width` pixels, broken at spaces (and at hyphens or anywhere in a word that is longer than a line).
  static func wrapped(_ text: String, to width: Double, size: Double) -> [String] {
    wrapped(text) { self.width($0, size: size) <= width }
  }

  /// Lines of at most `cells` character cells of a terminal.
  static func wrapped(_ text: String, cells: Int) -> [String] { wrapped(text) { self.cells($0) <= cells } }

  /// The character cells that a text takes in a terminal.
  static func cells(_ text: String) -> Int { text.displayWidth }

  /// Characters of a word that are looked at; what a damaged store calls things may go on for megabytes.
  private static let longestWord = 1000

  private static func wrapped(_ text: String, fits: (String) -> Bool) -> [String] {
    var lines: [String] = []
    var line = ""
    for whole in text.split(separator: " ") {
      let word = whole.count > longestWord ? whole.prefix(longestWord) + "…" : whole
      let joined = line.isEmpty ? String(word) : line + " " + word
      if fits(joined) {
        line = joined
        continue
      }
      if !line.isEmpty { lines.append(line) }
      var rest = word
      while !fits(String(rest)), rest.count > 1 {
        var part = String(rest.removeFirst())
        while let next = rest.first, fits(part + String(next)) { part.append(rest.removeFirst()) }
        // Rather behind a hyphen, if that is not near the beginning.
        if !rest.isEmpty, let hyphen = part.lastIndex(of: "-"), 3 * part[...hyphen].count > part.count {
          rest = part[part.index(after: hyphen)...] + rest
          part = String(part[...hyphen])
        }
        lines.append(part)
      }
      line = String(rest)
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  private static func width(_ text: Substring, size: Double) -> Double { width(String(text), size: size) }

  private static func ems(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "'", "|", ",", ".": return 0.34
    case " ", "\u{A0}", ":", ";", "!", "I", "(", ")", "[", "]", "/", "\\", "f", "t", "r", "-": return 0.40
    case "m", "w", "M", "W", "@", "%": return 0.98
    case "+", "=", "<", ">", "~", "#", "−", "…", "Δ": return 0.84
    case "—", "●", "▲", "■", "◆", "▼", "○": return 1
    case "A"..."Z": return 0.74
    default: break
    }
    return scalar.isCombining ? 0 : scalar.isWide ? 1 : 0.63
  }
}
