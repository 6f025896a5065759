/// A format of picture files.
public enum FigureFormat: String, Sendable, Hashable, CaseIterable {
  /// Still pictures.
  case svg, png, pdf
  /// LaTeX: a picture of everything but the texts, with a file that puts these on it; only for a page.
  case tex
  /// Animations only.
  case gif

  /// What comes between the name of a figure and a file's ending, so that the picture of ``tex`` is not that of ``pdf``.
  static let latexSuffix = "-latex"

  /// The files of a figure in this format; the first is the one to open or include.
  func files(of name: String) -> [String] {
    self == .tex ? ["tex", "pdf"].map { "\(name)\(Self.latexSuffix).\($0)" } : ["\(name).\(rawValue)"]
  }

  /// What a complete file ends with, and how many bytes may follow that: a line feed, or the checksum of a PNG chunk.
  static func ending(ofFile name: String) -> (bytes: [UInt8], following: Int) {
    switch FigureFormat(rawValue: String(name.split(separator: ".").last ?? "")) {
    case .svg: (Array("</svg>".utf8), 2)
    case .png: (Array("IEND".utf8), 4)
    case .pdf: (Array("%%EOF".utf8), 2)
    case .tex: (Array("\\endgroup".utf8), 2)
    case .gif, nil: ([0x00, 0x3B], 0)
    }
  }

  /// Whether letters are drawn here, with the fonts of this machine; SVG leaves that to whoever shows it, and TeX to LaTeX.
  var drawsLetters: Bool { [.png, .pdf, .gif].contains(self) }

  /// Gnuplot's variable for how many pixels of a PNG make one of the layout.
  static let scaleVariable = "scale"

  /// The most pixels of a PNG, which gnuplot draws in some seconds: those of two square metres with 150 to the inch.
  static let mostPixels = 7e7

  /// The usual value of ``scaleVariable`` for a figure laid out in `width` × `height` pixels.
  static func scale(_ paper: Paper?, width: Int, height: Int) -> Double {
    guard let paper else { return 1 }
    let most = (mostPixels / Double(max(width * height, 1))).squareRoot()
    return min(paper.pointsPerPixel / 72 * Paper.resolution, most)
  }

  /// The gnuplot terminal, for a figure laid out in pixels: SVG and GIF at that size, PNG at ``scaleVariable`` times that
  /// size, PDF at 96 pixels to the inch; for a page, SVG, PDF and TeX at the size of that.
  ///
  /// SVG takes font sizes in pixels; the others take them in points and get factors that make pixels of them: 0.75 in GIF
  /// and PNG, 0.5625 in PDF.
  func terminal(width: Int, height: Int, delay: Int?, paper: Paper? = nil) -> String {
    func number(_ value: Double) -> String { GnuplotScript.number(value) }
    // In double quotes, as GnuplotText makes them.
    let family = GnuplotText.literal(paper?.font ?? "DejaVu Sans").dropFirst().dropLast()
    let font = "font \"\(family),15\""
    let points = paper?.pointsPerPixel ?? Paper.screenPoints
    let inches =
      paper.map { "size \(number(($0.width ?? Double(width)) * points / 72)),\(number(Double(height) * points / 72))" }
      ?? "size \(width)/96.0,\(height)/96.0"
    let lines = number(1.5 * points / Paper.screenPoints)
    switch self {
    case .svg:
      let part = points / Paper.screenPoints
      let size =
        paper.map { _ in
          "\(Int((Double(width) * part).rounded())),\(Int((Double(height) * part).rounded())) fontscale \(number(part)) "
            + "linewidth \(number(part))"
        } ?? "\(width),\(height)"
      let family = paper?.font.map { _ in "\(family)" } ?? "sans-serif"
      return "set terminal svg noenhanced size \(size) font \"\(family),15\" background \"white\""
    case .png:
      let scale = Self.scaleVariable
      return "set terminal pngcairo noenhanced size \(width)*\(scale),\(height)*\(scale) \(font) "
        + "fontscale 0.75*\(scale) linewidth \(scale) pointscale \(scale) background \"white\""
    case .pdf:
      return "set terminal pdfcairo noenhanced \(inches) \(font) fontscale \(number(0.75 * points)) linewidth \(lines) "
        + "pointscale \(number(points / Paper.screenPoints)) background \"white\""
    case .tex:
      return "set terminal cairolatex pdf input colortext \(inches) font \",15\" fontscale \(number(0.75 * points)) "
        + "linewidth \(lines) pointscale \(number(points / Paper.screenPoints))"
    case .gif:
      return "set terminal gif noenhanced animate delay \(delay ?? 10) loop 0 size \(width),\(height) \(font) "
        + "fontscale 0.75 background \"white\""
    }
  }
}
