/// Texts for LaTeX beside those that gnuplot sets.
extension GnuplotScript {
  /// Whether texts are given for LaTeX as well.
  var isForLaTeX: Bool { figure.formats.contains(.tex) }

  /// `words_as` chooses between a text and its LaTeX in a size in points; `cell_as` does so for a text in a cell, which
  /// gnuplot reads twice, with what LaTeX sets before it.
  var latexFunctions: [String] {
    // Braces are escapes, as in all texts: those of gnuplot's blocks are all that a script has. Texts for LaTeX stand in a
    // group already, and must not begin with a brace, which gnuplot would take for a wish to centre them.
    func sized(_ backslash: String, _ style: String) -> String {
      #"sprintf("\#(backslash)fontsize\173%s\175\173%s\175\#(backslash)selectfont\#(style) ""#
    }
    return [
      "words_as(plain, latex, size) = format eq \"tex\" ? \(sized("\\\\", "")), size, size) . latex : plain",
      "cell_as(text, style, size) = format eq \"tex\" && text ne \"\" ? "
        + "\(sized("\\\\\\\\", "%s")), size, size, style) . text : text",
    ]
  }

  /// The signs of cells that the fonts of LaTeX lack, as variables.
  var latexSigns: [String] {
    [("minus", "−"), ("noValue", "–"), ("daggerSign", "†"), ("ringSign", "○")].map { name, sign in
      let latex = LaTeXText.escaped(sign).replacing("\\", with: "\\\\\\\\").replacing("{", with: "\\173")
        .replacing("}", with: "\\175")
      return "\(name) = format eq \"tex\" ? \"\(latex)\" : \"\(sign)\""
    }
  }

  /// A text as the script gives it, in a size in pixels.
  func words(_ text: String, size: Double, isFormat: Bool = false) -> String {
    let plain = GnuplotText.literal(text, isFormat: isFormat)
    guard isForLaTeX, let paper = figure.paper else { return plain }
    return
      "words_as(\(plain), \(GnuplotText.latex(text, isFormat: isFormat)), \"\(Self.number(size * paper.pointsPerPixel))\")"
  }
}
