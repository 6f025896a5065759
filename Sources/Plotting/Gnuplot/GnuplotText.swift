import Datasets

/// Text of any origin as a gnuplot string that can do nothing but be drawn.
///
/// In gnuplot's double quotes a backtick runs a command and a line feed ends the string, so only plain letters, digits,
/// ` ,.:;=+()-` and everything beyond ASCII stand for themselves; every other byte is an octal escape. Bytes from 0x40 are
/// `\ooo`; those below take the form `\0ooo`. Terminals are set to `noenhanced`, so that markup is drawn as it is written.
enum GnuplotText {
  /// The most Unicode scalars that a literal holds; what exceeds it ends in an ellipsis.
  static let limit = 2000

  /// A double-quoted gnuplot string literal, quotes included.
  ///
  /// Labels of ticks are formats, in which `%` has to be there twice. Into an SVG file gnuplot writes `]]>`, which may not
  /// stand there, and `&#x41;`, which means something else, as they are: a space keeps their characters apart.
  static func literal(_ text: String, isFormat: Bool = false) -> String { quoted(shortened(text), isFormat: isFormat) }

  /// The same of the text's LaTeX.
  static func latex(_ text: String, isFormat: Bool = false) -> String {
    var latex = LaTeXText.escaped(String(String.UnicodeScalarView(shortened(text))))
    // gnuplot cuts labels of ticks after 49 bytes if they have formats.
    if isFormat { latex.replace("\\%", with: "\\char37{}") }
    return quoted(Array(latex.unicodeScalars), isFormat: isFormat)
  }

  private static func shortened(_ text: String) -> [Unicode.Scalar] {
    var scalars = text.unicodeScalars.prefix(limit + 1).map { $0.isControl ? " " : $0 }
    if scalars.count > limit {
      scalars.removeLast(2)
      scalars.append("…")
    }
    return scalars
  }

  private static func quoted(_ scalars: [Unicode.Scalar], isFormat: Bool) -> String {
    var literal = "\""
    for (index, scalar) in scalars.enumerated() {
      let before = scalars[max(index - 2, 0)..<index]
      if scalar == ">" && before.elementsEqual(["]", "]"]) || scalar == "#" && before.last == "&" { literal += " " }
      if isPlain(scalar) {
        literal.unicodeScalars.append(scalar)
      } else if scalar == "%", isFormat {
        literal += "\\0045\\0045"
      } else {
        let octal = String(scalar.value, radix: 8)
        literal += "\\" + String(repeating: "0", count: (scalar.value < 0x40 ? 4 : 3) - octal.count) + octal
      }
    }
    return literal + "\""
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "a"..."z", "0"..."9", " ", ",", ".", ":", ";", "=", "+", "(", ")", "-": true
    default: scalar.value >= 0x80
    }
  }
}
