/// A kind of picture file.
public enum FigureFormat: String, Sendable, Hashable, CaseIterable {
  case svg, png, pdf

  /// What the end of a complete file holds.
  var ending: [UInt8] {
    switch self {
    case .svg: Array("</svg>".utf8)
    case .png: Array("IEND".utf8)
    case .pdf: Array("%%EOF".utf8)
    }
  }

  /// The gnuplot terminal, for a figure laid out in pixels: SVG as it is, PNG at twice the resolution, PDF at 96 pixels to
  /// the inch. The cairo terminals take font sizes as points at 96 dots to the inch, of pixels in PNG and of points in PDF;
  /// 0.75 and 0.5625 undo that.
  func terminal(width: Int, height: Int) -> String {
    let font = "font \"DejaVu Sans,15\""
    switch self {
    case .svg:
      return "set terminal svg noenhanced size \(width),\(height) font \"sans-serif,15\" background \"white\""
    case .png:
      return "set terminal pngcairo noenhanced size \(2 * width),\(2 * height) \(font) fontscale 1.5 linewidth 2 "
        + "pointscale 2 background \"white\""
    case .pdf:
      return
        "set terminal pdfcairo noenhanced size \(width)/96.0,\(height)/96.0 \(font) fontscale 0.5625 linewidth 1.5 "
        + "pointscale 1 background \"white\""
    }
  }
}
