import Datasets

/// Text of any origin as LaTeX that prints it as it is and can do nothing else.
///
/// Signs that LaTeX takes for commands become commands that print them, in text mode and with any font encoding; signs that
/// figures use and that the usual fonts of text lack are taken from those of mathematics. All other letters stay as they
/// are: pdfLaTeX has those of Latin scripts, LuaLaTeX and XeLaTeX those that their font has.
public enum LaTeXText {
  /// The LaTeX of `text`.
  public static func escaped(_ text: String) -> String {
    var escaped = ""
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      // Two of these in a row would become another sign, or with ? and ! before a grave accent.
      if scalar == last, "-',".unicodeScalars.contains(scalar) { escaped += "{}" }
      escaped += word(scalar)
      last = scalar
    }
    return escaped
  }

  private static func word(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": "\\textbackslash{}"
    case "{": "\\{"
    case "}": "\\}"
    case "#", "$", "%", "&", "_": "\\\(scalar)"
    case "~": "\\textasciitilde{}"
    case "^": "\\textasciicircum{}"
    case "<": "\\textless{}"
    case ">": "\\textgreater{}"
    case "|": "\\textbar{}"
    case "\"": "\\char34{}"
    case "`": "\\textasciigrave{}"
    case "\u{A0}": "\\nobreakspace{}"
    case "–": "\\textendash{}"
    case "—": "\\textemdash{}"
    case "…": "\\dots{}"
    case "†": "\\textdagger{}"
    case "●": "\\textbullet{}"
    case "■": "\\rule{1ex}{1ex}"
    // Filled as the points on curves are; the fonts of mathematics have only open ones, this one comes with LaTeX, too.
    case "▲": "{\\usefont{U}{msa}{m}{n}\\char78}"
    case "▼": "{\\usefont{U}{msa}{m}{n}\\char72}"
    case "◆": "{\\usefont{U}{msa}{m}{n}\\char7}"
    default:
      if let symbol = symbols[scalar] {
        "\\ensuremath{\(symbol)}"
      } else if scalar.isControl {
        " "
      } else {
        String(Character(scalar))
      }
    }
  }

  /// In mathematics.
  private static let symbols: [Unicode.Scalar: String] = [
    "−": "-", "×": "\\times", "·": "\\cdot", "±": "\\pm", "≤": "\\le", "≥": "\\ge", "○": "\\circ", "√": "\\surd",
    "Σ": "\\Sigma", "α": "\\alpha", "Δ": "\\Delta", "∂": "\\partial", "→": "\\rightarrow", "↓": "\\downarrow",
    "↑": "\\uparrow", "⁻": "^{-}", "⁰": "^0", "¹": "^1", "²": "^2", "³": "^3", "⁴": "^4", "⁵": "^5", "⁶": "^6",
    "⁷": "^7",
    "⁸": "^8", "⁹": "^9", "ȳ": "\\bar y", "ŷ": "\\hat y",
  ]
}
