/// A format of picture files; the raw value is the file extension.
public enum FigureFormat: String, Sendable, Hashable, CaseIterable {
  /// Still pictures.
  case svg, png, pdf
  /// Animations only.
  case gif

  /// What a complete file ends with, and how many bytes may follow that: a line feed, or the checksum of a PNG chunk.
  var ending: (bytes: [UInt8], following: Int) {
    switch self {
    case .svg: (Array("</svg>".utf8), 2)
    case .png: (Array("IEND".utf8), 4)
    case .pdf: (Array("%%EOF".utf8), 2)
    case .gif: ([0x00, 0x3B], 0)
    }
  }

  /// Gnuplot's variable for how many pixels of a PNG make one of the layout.
  static let scaleVariable = "scale"

  /// The gnuplot terminal, for a figure laid out in pixels: SVG and GIF at that size, PNG at ``scaleVariable`` times that
  /// size, PDF at 96 pixels to the inch.
  ///
  /// SVG takes font sizes in pixels; the others take them in points and get factors that make pixels of them: 0.75 in GIF
  /// and PNG, 0.5625 in PDF.
  func terminal(width: Int, height: Int, delay: Int?) -> String {
    let font = "font \"DejaVu Sans,15\""
    switch self {
    case .svg:
      return "set terminal svg noenhanced size \(width),\(height) font \"sans-serif,15\" background \"white\""
    case .png:
      let scale = Self.scaleVariable
      return "set terminal pngcairo noenhanced size \(width)*\(scale),\(height)*\(scale) \(font) "
        + "fontscale 0.75*\(scale) linewidth \(scale) pointscale \(scale) background \"white\""
    case .pdf:
      return
        "set terminal pdfcairo noenhanced size \(width)/96.0,\(height)/96.0 \(font) fontscale 0.5625 linewidth 1.5 "
        + "pointscale 1 background \"white\""
    case .gif:
      return "set terminal gif noenhanced animate delay \(delay ?? 10) loop 0 size \(width),\(height) \(font) "
        + "fontscale 0.75 background \"white\""
    }
  }
}
