import Foundation

/// The gnuplot script that draws a figure from its data files, complete in itself.
///
/// `gnuplot NAME.gp` draws `NAME.svg` and `NAME.png`; `gnuplot -e 'formats = "pdf"' NAME.gp` draws other formats. The script
/// holds no text of the user's but in string literals made by `GnuplotText`.
struct GnuplotScript {
  /// Set by Fathom with `-e` so that a picture appears under its name only when it is complete.
  static let prefixVariable = "prefix"

  let figure: Figure
  let layout: FigureLayout

  init(_ figure: Figure) {
    self.figure = figure
    layout = FigureLayout(figure)
  }

  var text: String {
    var lines = [
      "# Redraw: gnuplot \(figure.name).gp",
      "# Other formats: gnuplot -e 'formats = \"pdf\"' \(figure.name).gp",
      "if (!exists(\"formats\")) formats = \"svg png\"",
      "if (!exists(\"\(Self.prefixVariable)\")) \(Self.prefixVariable) = \"\"",
      "",
      "set encoding utf8",
      "set datafile missing \"?\"",
    ]
    lines += Self.numberFunctions
    lines += [
      "",
      "do for [format in formats] {",
    ]
    for format in FigureFormat.allCases {
      let terminal = format.terminal(width: figure.width, height: Int(layout.height))
      lines.append("  if (format eq \"\(format.rawValue)\") { \(terminal) }")
    }
    lines += [
      // SVG has no bold among its font names: a viewer would take some other font.
      "  bold = format eq \"svg\" ? \"\" : \"DejaVu Sans Bold\"",
      "  set output \(Self.prefixVariable) . \"\(figure.name).\" . format",
      "  set multiplot",
      "  unset key; unset colorbox",
      "  set border 3 linecolor rgb \"\(Colour.ink.hex)\"",
      "",
    ]
    lines += layout.texts.map { "  " + label($0) }
    for index in figure.panels.indices {
      lines += ["", "  # Panel \(index + 1)"] + panel(index).map { "  " + $0 }
      lines.append("  unset label; unset arrow; unset logscale")
    }
    lines += ["", "  unset multiplot", "  unset output", "}"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Texts of numbers: gnuplot's `sprintf` knows neither − nor that −0.04 is 0.0, and a missing value, NaN, has no text.
  static let numberFunctions = [
    "plain(x) = x != x ? \"\" : (x < -0.05 ? \"−\" : \"\") . sprintf(\"%.1f\", abs(x))",
    "signed(x) = (x >= 0.05 ? \"+\" : \"\") . plain(x)",
    "inside(x, low, high) = x < low ? low : x > high ? high : x",
    "dash(x) = x == 0 ? \"–\" : \"\"",
  ]

  // MARK: Positions and texts

  private func across(_ x: Double) -> String { Self.number(x / layout.width) }
  private func up(_ y: Double) -> String { Self.number(y / layout.height) }

  private func label(_ text: FigureLayout.Text) -> String {
    let anchor =
      switch text.anchor {
      case .left: "left"
      case .centre: "center"
      case .vertical: "center rotate by 90"
      case .verticalFromBottom: "left rotate by 90"
      }
    return "set label \(GnuplotText.literal(text.text)) at screen \(across(text.x)),\(up(text.y)) \(anchor) "
      + "font \",\(Self.number(text.size))\" textcolor rgb \"\(text.colour.hex)\" front"
  }

  /// A number as gnuplot reads it, in at most six digits.
  static func number(_ value: Double) -> String { String(format: "%.6g", value) }

  // MARK: Panels

  private func panel(_ index: Int) -> [String] {
    let panel = figure.panels[index]
    let place = layout.panels[index]
    var lines = [
      "set lmargin at screen \(across(place.frame.left)); set rmargin at screen \(across(place.frame.right))",
      "set bmargin at screen \(up(place.frame.bottom)); set tmargin at screen \(up(place.frame.top))",
      Self.range("x", panel.x), Self.range("y", panel.y),
      tics("x", panel.x, labelled: place.showsXTicks, marked: !panel.isMap),
      tics("y", panel.y, labelled: place.showsYTicks, marked: !panel.isMap),
      panel.isMap
        ? "set border 0; unset grid"
        : "set border 3; set grid ytics back linetype 1 linecolor rgb \"\(Colour.faint.hex)\" linewidth 0.8",
    ]
    lines += place.texts.map(label)
    lines += place.leaders.map { leader in
      "set arrow from screen \(across(leader.from.x)),\(up(leader.from.y)) to screen \(across(leader.to.x)),"
        + "\(up(leader.to.y)) nohead linecolor rgb \"\(Colour.paleInk.hex)\" linewidth 1"
    }
    var plots: [String] = []
    for layer in panel.layers where figure.isDrawn(layer) {
      switch layer {
      case .verticalMark(let position, _):
        lines.append(
          "set arrow from first \(Self.number(position)), graph 0 to first \(Self.number(position)), graph 1 "
            + "nohead back linecolor rgb \"\(Colour.paleInk.hex)\" linewidth 1")
      case .horizontalMark(let position):
        lines.append(
          "set arrow from graph 0, first \(Self.number(position)) to graph 1, first \(Self.number(position)) "
            + "nohead back linecolor rgb \"\(Colour.paleInk.hex)\" linewidth 1")
      case .cells(_, _, _, _, let palette):
        lines += Self.paletteLines(palette)
        fallthrough
      default:
        if let style = style(of: layer, in: panel) { plots.append(plot(layer, style)) }
      }
    }
    // Empty axes still need something to plot.
    lines.append("plot " + (plots.isEmpty ? "NaN" : plots.joined(separator: ", \\\n    ")))
    return lines
  }

  static func range(_ axis: String, _ value: Axis) -> String {
    (value.scale == .log10 ? "set logscale \(axis); " : "")
      + "set \(axis)range [\(number(value.start)):\(number(value.end))]"
  }

  private func tics(_ axis: String, _ value: Axis, labelled: Bool, marked: Bool) -> String {
    "set \(axis)tics nomirror out scale \(marked ? "0.6,0" : "0") offset \(axis == "x" ? "0,0.35" : "0.5,0") "
      + "textcolor rgb \"\(Colour.ink.hex)\" ("
      + Self.ticks(value, labelled: labelled) + ")"
  }

  static func ticks(_ axis: Axis, labelled: Bool = true) -> String {
    axis.ticks.map { "\(GnuplotText.literal(labelled ? $0.label : "")) \(number($0.position))" }.joined(separator: ", ")
  }

  private func plot(_ layer: Layer, _ style: (columns: [String], with: String)) -> String {
    let file = layer.source.map { figure.dataFile($0.table) } ?? ""
    return "\"\(file)\" using \(style.columns.joined(separator: ":")) with \(style.with)"
  }

  static func paletteLines(_ palette: Layer.Palette) -> [String] {
    switch palette {
    case .diverging(let limit):
      [
        "set palette defined (-1 \"#E88A4C\", 0 \"#F3F3F3\", 1 \"#5BA7D9\")",
        "set cbrange [\(number(-limit)):\(number(limit))]",
      ]
    case .sequential(let limit):
      ["set palette defined (0 \"#F7F4F7\", 1 \"#C98FB5\")", "set cbrange [0:\(number(limit))]"]
    }
  }

  /// What follows `using` and `with` for a layer that is drawn from a table.
  private func style(of layer: Layer, in panel: Panel) -> (columns: [String], with: String)? {
    func quoted(_ names: [String]) -> [String] { names.map { "\"\($0)\"" } }
    switch layer {
    case .band(_, let x, let low, let high, let colour):
      return (
        quoted([x]) + clipped([low, high], layer, panel.y),
        "filledcurves fillstyle transparent solid \(Self.opacity(in: panel)) noborder linecolor rgb \"\(colour.hex)\""
      )
    case .bars(_, let x, let low, let high, let colour):
      let middle = "(0.5*(column(\"\(low)\")+column(\"\(high)\")))"
      return (
        quoted([x]) + [middle] + quoted([low, high]),
        "yerrorbars pointtype 0 linewidth 1.6 linecolor rgb \"\(colour.hex)\""
      )
    case .line(_, let x, let y, let dash, let points, let colour, _):
      let stroke =
        switch dash {
        case .solid: "linewidth 2.2"
        case .dashed: "linewidth 1.6 dashtype (8,5)"
        case .dotted: "linewidth 1.8 dashtype (2,4)"
        }
      let with = points ? "linespoints pointtype 7 pointsize 0.55" : "lines"
      return (quoted([x, y]), "\(with) \(stroke) linecolor rgb \"\(colour.hex)\"")
    case .points(_, let x, let y, let filled, let colour, _):
      return (
        quoted([x, y]),
        "points pointtype \(filled ? 7 : 6) pointsize \(filled ? 0.8 : 0.9) linewidth 1.6 linecolor rgb \"\(colour.hex)\""
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
      let (text, look) =
        switch style {
        case .strong: ("(signed(\(column)))", "font bold . \",14\" textcolor rgb \"#111111\"")
        case .pale: ("(signed(\(column)))", "font \",14\" textcolor rgb \"\(Colour.paleInk.hex)\"")
        case .plain: ("(plain(\(column)))", "font \",14\" textcolor rgb \"#111111\"")
        case .dash: ("(dash(\(column)))", "font \",14\" textcolor rgb \"\(Colour.paleInk.hex)\"")
        }
      return (quoted([x, y]) + [text], "labels \(look)")
    case .verticalMark, .horizontalMark: return nil
    }
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
