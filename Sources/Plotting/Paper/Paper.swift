import Study

/// The page that a figure is laid out for.
///
/// The layout of every figure is in pixels of which `FontSize.axis` make the size of letters at the axes. On
/// a page that size is given in points, so a page is a layout of fewer or more such pixels, and all lines, gaps and letters
/// keep their proportions.
public struct Paper: Sendable, Equatable {
  /// 72nd parts of an inch that a pixel of the layout takes.
  var pointsPerPixel: Double
  /// The size of the whole figure in pixels; nil for what the figure takes.
  var width, height: Double?
  /// The height as it was asked for, whose unit errors speak in.
  var heightUnit: PageLength.Unit
  /// The family of the letters; nil for the usual one.
  var font: String?
  /// Whether title and subtitle, and the caption, are in the picture.
  var showsTitle, showsCaption: Bool

  /// Dots to the inch of a PNG.
  static let resolution = 300.0
  /// 72nd parts of an inch in a pixel of the usual layout.
  static let screenPoints = 0.75

  /// Nil for a style that leaves the layout as it usually is.
  init?(_ style: FigureStyle) {
    guard style.isForPaper else { return nil }
    pointsPerPixel = (style.fontSize ?? FigureStyle.usualFontSize) / FigureLayout.FontSize.axis
    width = style.width.map { [pointsPerPixel] in $0.points / pointsPerPixel }
    height = style.height.map { [pointsPerPixel] in $0.points / pointsPerPixel }
    heightUnit = style.height?.unit ?? .cm
    font = style.font
    showsTitle = style.title ?? true
    showsCaption = style.caption ?? true
  }

  /// A number of pixels as a length, rounded up to a tenth of the unit (a hundredth of an inch).
  func length(_ pixels: Double, in unit: PageLength.Unit) -> PageLength {
    let digits = unit == .inch ? 100.0 : 10.0
    let value = (pixels * pointsPerPixel / unit.points * digits - 1e-6).rounded(.up) / digits
    return PageLength(value, unit)
  }
}

/// Sizes of letters in pixels, none of them smaller than a page may have.
struct FontSizes: Equatable {
  let title, subtitle, panelTitle, axis, caption, cell, sign: Double
  /// The smallest of all.
  let least: Double

  /// The usual sizes; on a page none is under ``FigureStyle/leastFontSize``.
  init(_ paper: Paper?) {
    let least = paper.map { FigureStyle.leastFontSize / $0.pointsPerPixel } ?? 0
    func size(_ usual: Double) -> Double { max(usual, least) }
    title = size(FigureLayout.FontSize.title)
    subtitle = size(FigureLayout.FontSize.subtitle)
    panelTitle = size(FigureLayout.FontSize.panelTitle)
    axis = size(FigureLayout.FontSize.axis)
    caption = size(FigureLayout.FontSize.caption)
    cell = size(14)
    sign = size(11)
    self.least = least
  }
}
