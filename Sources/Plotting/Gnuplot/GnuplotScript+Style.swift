/// How a layer is drawn.
extension GnuplotScript {
  /// What follows `using` and `with` for a layer that is drawn from a table, in a panel of a height in pixels.
  func style(of layer: Layer, in panel: Panel, height: Double) -> (columns: [String], with: String)? {
    func quoted(_ names: [String]) -> [String] { names.map { "\"\($0)\"" } }
    switch layer {
    case .band(_, let x, let low, let high, let colour):
      return (
        quoted([x]) + clipped([low, high], layer, panel.y),
        "filledcurves fillstyle transparent solid \(Self.opacity(in: panel)) noborder linecolor rgb \"\(colour.hex)\""
      )
    case .bars(_, let x, let low, let high, let colour):
      return (quoted([x, low]) + ["(0)", "(column(\"\(high)\")-column(\"\(low)\"))"], Self.bar(colour))
    case .line(_, let x, let y, let dash, let points, let colour, _):
      let stroke =
        switch dash {
        case .solid: "linewidth \(FigureLayout.lineWidth)"
        case .dashed: "linewidth 1.6 dashtype (8,5)"
        case .dotted: "linewidth 1.8 dashtype (2,4)"
        case .thin: "linewidth 1"
        case .interleaved(let position, let count):
          "linewidth \(FigureLayout.lineWidth) dashtype (\(12 * max(count - position, 1)),\(12 * max(position, 1)))"
        }
      let shape = Palette.shape(of: colour)
      let with = points ? "linespoints pointtype \(shape.filled) pointsize \(Self.number(0.55 * shape.size))" : "lines"
      return (quoted([x, y]), "\(with) \(stroke) linecolor rgb \"\(colour.hex)\"")
    case .rowBars(_, let y, let low, let high, let colour):
      return (quoted([low, y]) + ["(column(\"\(high)\")-column(\"\(low)\"))", "(0)"], Self.bar(colour))
    case .links(_, let x, let y, let toX, let toY, let colour):
      func span(_ from: String, _ to: String) -> String { "(column(\"\(to)\")-column(\"\(from)\"))" }
      return (
        quoted([x, y]) + [span(x, toX), span(y, toY)],
        "vectors nohead linewidth 3 linecolor rgb \"\(colour.mixed(with: .white, 0.65).hex)\""
      )
    case .scatter(_, let x, let y, let marker, let colour):
      let look =
        switch marker {
        case .dot: "pointtype 7 pointsize 0.22"
        case .shape(let index): "pointtype \(Palette.pointTypes[index % Palette.pointTypes.count]) pointsize 0.45"
        }
      return (quoted([x, y]), "points \(look) linecolor rgb \"\(colour.hex)\"")
    case .outline(_, let x, let y, let colour):
      // A missing value would be bridged; NaN interrupts.
      return (quoted([x]) + ["(broken(column(\"\(y)\")))"], "lines linewidth 1.4 linecolor rgb \"\(colour.hex)\"")
    case .points(_, let x, let y, let filled, let colour, _):
      let shape = Palette.shape(of: colour)
      return (
        quoted([x, y]),
        "points pointtype \(filled ? shape.filled : shape.open) pointsize \(Self.number((filled ? 0.8 : 0.9) * shape.size)) "
          + "linewidth 1.6 linecolor rgb \"\(colour.hex)\""
      )
    case .cellOutlines(_, let x, let y):
      return (
        quoted([x, y]) + ["(0.48)", "(0.46)"],
        "boxxyerror linecolor rgb \"\(Colour.faint.hex)\" linewidth 1.2 fillstyle empty"
      )
    case .cells(_, let x, let y, let value, _):
      return (
        quoted([x, y]) + ["(0.48)", "(0.46)"] + quoted([value]),
        "boxxyerror fillstyle solid 1 noborder linecolor palette"
      )
    case .cellText(_, let x, let y, let value, let style):
      let column = "column(\"\(value)\")"
      let (size, sign) = (figure.cellSize ?? figure.fontSizes.cell, figure.signSize)
      let place = CellPlace(sign: sign, panel: panel, height: height)
      func corner(_ side: Double) -> [String] {
        ["(column(\"\(x)\")\(Self.signed(side * place.inset)))", "(column(\"\(y)\")\(Self.signed(place.rise)))"]
      }
      func cell(_ text: String, _ size: Double, style: String = "") -> String {
        guard isForLaTeX, let paper = figure.paper else { return "(\(text)(\(column)))" }
        return "(cell_as(\(text)(\(column)), \"\(style)\", \"\(Self.number(size * paper.pointsPerPixel))\"))"
      }
      let (font, signFont) = ("\",\(Self.number(size))\"", "\",\(Self.number(sign))\"")
      switch style {
      case .strong:
        return (
          quoted([x, y]) + [cell("signed", size, style: "\\\\\\\\bfseries")],
          "labels font bold . \(font) textcolor rgb \"#111111\""
        )
      case .pale:
        return (
          quoted([x, y]) + [cell("signed", size)], "labels font \(font) textcolor rgb \"\(Colour.paleInk.hex)\""
        )
      case .plain: return (quoted([x, y]) + [cell("plain", size)], "labels font \(font) textcolor rgb \"#111111\"")
      case .dash:
        return (quoted([x, y]) + [cell("dash", size)], "labels font \(font) textcolor rgb \"\(Colour.paleInk.hex)\"")
      case .ring: return (corner(-1) + [cell("ring", sign)], "labels left font \(signFont) textcolor rgb \"#111111\"")
      case .dagger, .lost:
        return (
          corner(1) + [cell(style == .lost ? "lost" : "dagger", sign)],
          "labels right font \(signFont) textcolor rgb \"#111111\""
        )
      }
    case .image, .note, .verticalMark, .horizontalMark: return nil
    }
  }

  /// A number with its sign, to be added.
  private static func signed(_ value: Double) -> String { (value < 0 ? "-" : "+") + number(abs(value)) }

  /// A bar with an end across either side; gnuplot's own error bars leave a gap in the middle for a point.
  private static func bar(_ colour: Colour) -> String {
    "vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb \"\(colour.hex)\""
  }

  /// The columns of a band, kept inside the axis where they leave it: gnuplot 5.4 misplaces corners of areas that it clips.
  private func clipped(_ columns: [String], _ layer: Layer, _ axis: Axis) -> [String] {
    let (low, high) = (min(axis.start, axis.end), max(axis.start, axis.end))
    guard figure.rows(of: layer).contains(where: { $0.dropFirst().contains { $0 < low || $0 > high } }) else {
      return columns.map { "\"\($0)\"" }
    }
    return columns.map { "(inside(column(\"\($0)\"), \(Self.number(low)), \(Self.number(high))))" }
  }

  /// The more bands there are, the fainter each, so that the lines stay clear.
  private static func opacity(in panel: Panel) -> Double {
    let bands = panel.layers.count { if case .band = $0 { true } else { false } }
    return bands <= 2 ? 0.17 : bands <= 4 ? 0.11 : 0.07
  }
}
