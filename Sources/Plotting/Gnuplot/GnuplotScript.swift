import Foundation

/// The gnuplot script that draws a figure from its data files, complete in itself.
///
/// `gnuplot NAME.gp` draws `NAME.svg` and `NAME.png`, of an animation `NAME.gif` and `NAME.svg`; `gnuplot -e 'formats = "pdf"' NAME.gp`
/// draws other formats. User text appears in the script only in string literals made by `GnuplotText`.
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
      "if (!exists(\"formats\")) formats = \"\(figure.usualFormats.map(\.rawValue).joined(separator: " "))\"",
      "if (!exists(\"\(Self.prefixVariable)\")) \(Self.prefixVariable) = \"\"",
    ]
    if figure.formats.contains(.png) {
      let scale = FigureFormat.scaleVariable
      let larger = figure.paper == nil ? "2" : Self.number(2 * (Double(FigureFormat.scale(figure.paper)) ?? 1))
      let commands = (figure.usualFormats.contains(.png) ? "" : "formats = \"png\"; ") + "\(scale) = \(larger)"
      lines.insert("# A larger PNG: gnuplot -e '\(commands)' \(figure.name).gp", at: 2)
      lines.append("if (!exists(\"\(scale)\")) \(scale) = \(FigureFormat.scale(figure.paper))")
    }
    lines += [
      "",
      "set encoding utf8",
      "set datafile missing \"?\"",
    ]
    lines += Self.numberFunctions(decimals: figure.cellDecimals, named: isForLaTeX)
    if isForLaTeX { lines += latexFunctions }
    if figure.panels.contains(where: { $0.layers.contains(where: \.isImage) }) { lines += Self.imageFunctions }
    lines += [
      "",
      "do for [format in formats] {",
    ]
    for format in figure.formats {
      let terminal = format.terminal(
        width: figure.width, height: Int(layout.height), delay: figure.animation?.delay, paper: figure.paper)
      lines.append("  if (format eq \"\(format.rawValue)\") { \(terminal) }")
    }
    lines += [
      // SVG has no bold among its font names: a viewer would take some other font.
      "  bold = format eq \"svg\" ? \"\" : \(boldFont)",
      "  set output \(Self.prefixVariable) . \(output)",
    ]
    if isForLaTeX { lines += latexSigns.map { "  " + $0 } }
    lines += frameLoop
    lines += [
      "  set multiplot",
      "  unset key; unset colorbox",
      "  set border 3 linecolor rgb \"\(Colour.ink.hex)\"",
      "",
    ]
    lines += layout.texts.map { "  " + label($0) }
    lines += layout.epochText.map { ["  " + label($0, literal: "\(GnuplotText.literal($0.text)) . epoch")] } ?? []
    for index in figure.panels.indices {
      lines += ["", "  # Panel \(index + 1)"] + panel(index).map { "  " + $0 }
      // gnuplot 5.4 keeps the range of a logarithmic axis and warns of what it makes of the next one's.
      lines.append("  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale")
    }
    lines += ["", "  unset multiplot"]
    if figure.animation != nil { lines.append("  }") }
    lines += ["  unset output", "}"]
    return lines.joined(separator: "\n") + "\n"
  }

  private var boldFont: String {
    figure.paper?.font.map { GnuplotText.literal($0 + ":Bold") } ?? "\"DejaVu Sans Bold\""
  }

  /// The name of the picture.
  private var output: String {
    let usual = "\"\(figure.name).\" . format"
    guard isForLaTeX, let latex = FigureFormat.tex.files(of: figure.name).first else { return usual }
    return "(format eq \"tex\" ? \"\(latex)\" : \(usual))"
  }

  // MARK: LaTeX

  /// Whether texts are given for LaTeX as well.
  private var isForLaTeX: Bool { figure.formats.contains(.tex) }

  /// `words_as` chooses between a text and its LaTeX in a size in points; `cell_as` does so for a text in a cell, which
  /// gnuplot reads twice, with what LaTeX sets before it.
  private var latexFunctions: [String] {
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
  private var latexSigns: [String] {
    [("minus", "−"), ("noValue", "–"), ("daggerSign", "†"), ("ringSign", "○")].map { name, sign in
      let latex = LaTeXText.escaped(sign).replacing("\\", with: "\\\\\\\\").replacing("{", with: "\\173")
        .replacing("}", with: "\\175")
      return "\(name) = format eq \"tex\" ? \"\(latex)\" : \"\(sign)\""
    }
  }

  /// A text as the script gives it, in a size in pixels.
  private func words(_ text: String, size: Double, isFormat: Bool = false) -> String {
    let plain = GnuplotText.literal(text, isFormat: isFormat)
    guard isForLaTeX, let paper = figure.paper else { return plain }
    return
      "words_as(\(plain), \(GnuplotText.latex(text, isFormat: isFormat)), \"\(Self.number(size * paper.pointsPerPixel))\")"
  }

  /// Texts of numbers: gnuplot's `sprintf` knows neither − nor that −0.04 is 0.0, and a missing value, NaN, has no text.
  ///
  /// `named` takes signs from variables.
  static func numberFunctions(decimals: Int, named: Bool = false) -> [String] {
    func sign(_ text: String, _ name: String) -> String { named ? name : "\"\(text)\"" }
    // Half of the last decimal.
    let half = "0." + String(repeating: "0", count: decimals) + "5"
    return [
      "plain(x) = x != x ? \"\" : (x < -\(half) ? \(sign("−", "minus")) : \"\") . sprintf(\"%.\(decimals)f\", abs(x))",
      "signed(x) = (x >= \(half) ? \"+\" : \"\") . plain(x)",
      "inside(x, low, high) = x < low ? low : x > high ? high : x",
      "dash(x) = x == 0 ? \(sign("–", "noValue")) : \"\"",
      "dagger(x) = x > 0 ? \(sign("†", "daggerSign")) : \"\"",
      "lost(x) = x > 0 ? dagger(x) . sprintf(\"%d\", x) : \"\"",
      "ring(x) = x > 0 ? \(sign("○", "ringSign")) : \"\"",
      "broken(x) = x != x ? NaN : x",
    ]
  }

  /// The colour components of a packed pixel.
  private static let imageFunctions = [
    "red(x) = int(x) / 65536", "green(x) = int(x) / 256 % 256", "blue(x) = int(x) % 256",
  ]

  /// Opens the loop over the frames of an animation, of which stills draw the last.
  private var frameLoop: [String] {
    guard let animation = figure.animation, let last = animation.epochs.last else { return [] }
    let frames = animation.epochs + Array(repeating: last, count: animation.pause)
    return [
      "  epochs = format eq \"gif\" ? \"\(frames.map(String.init).joined(separator: " "))\" : \"\(last)\"",
      "  do for [epoch in epochs] {",
      "  last = epoch - 1",
    ]
  }

  // MARK: Positions and texts

  private func across(_ x: Double) -> String { Self.number(x / layout.width) }
  private func up(_ y: Double) -> String { Self.number(y / layout.height) }

  private func label(_ text: FigureLayout.Text, literal: String? = nil) -> String {
    let anchor =
      switch text.anchor {
      case .left: "left"
      case .centre: "center"
      case .vertical: "center rotate by 90"
      case .verticalFromBottom: "left rotate by 90"
      }
    return
      "set label \(literal ?? words(text.text, size: text.size)) at screen \(across(text.x)),\(up(text.y)) \(anchor) "
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
      panel.isMap || panel.isBare
        ? "set border 0; unset grid"
        : "set border 3; set grid ytics back linetype 1 linecolor rgb \"\(Colour.faint.hex)\" linewidth 0.8",
    ]
    lines += place.texts.map { label($0) }
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
      case .image(_, let x, let y, let colours):
        lines += Self.paletteLines(colours)
        plots.append(image(layer, x, y, colours))
      case .cells(_, _, _, _, let palette):
        lines += Self.paletteLines(palette)
        fallthrough
      default:
        if let style = style(of: layer, in: panel) { plots += plot(layer, style) }
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
    // gnuplot would take an empty list for a wish for ticks of its own.
    guard !value.ticks.isEmpty else { return "unset \(axis)tics" }
    return "set \(axis)tics nomirror out scale \(marked ? "0.6,0" : "0") offset \(axis == "x" ? "0,0.35" : "0.5,0") "
      + "textcolor rgb \"\(Colour.ink.hex)\" ("
      + value.ticks.map { tick in
        let label = labelled ? words(tick.label, size: FigureLayout.FontSize.axis, isFormat: true) : "\"\""
        return "\(label) \(Self.number(tick.position))"
      }.joined(separator: ", ") + ")"
  }

  static func ticks(_ axis: Axis) -> String {
    axis.ticks.map { "\(GnuplotText.literal($0.label, isFormat: true)) \(number($0.position))" }.joined(separator: ", ")
  }

  /// What is drawn of a layer; in an animation its rows so far, and a point where a curve has got to.
  private func plot(_ layer: Layer, _ style: (columns: [String], with: String)) -> [String] {
    let file = "\"\(layer.table.map(figure.dataFile) ?? "")\""
    let drawing = "using \(style.columns.joined(separator: ":")) with \(style.with)"
    guard figure.animation != nil else { return ["\(file) \(drawing)"] }
    let soFar = "\(file) every ::::last \(drawing)"
    guard case .line(_, _, _, _, _, let colour, _) = layer else { return [soFar] }
    let end = figure.rows(of: layer).count - 1
    let head = "(last < \(end) ? last : \(end))"
    return [
      soFar,
      "\(file) every ::\(head)::\(head) using \(style.columns.joined(separator: ":")) with points pointtype 7 "
        + "pointsize 0.7 linecolor rgb \"\(colour.hex)\"",
    ]
  }

  /// All numbers of a data file, without its header, as pixels.
  private func image(
    _ layer: Layer, _ x: Layer.Extent, _ y: Layer.Extent, _ colours: Layer.ImageColours
  ) -> String {
    guard let table = layer.table, figure.tables.indices.contains(table) else { return "NaN" }
    func position(_ index: Int, _ extent: Layer.Extent, _ count: Int) -> String {
      let step = (extent.last - extent.first) / Double(max(count - 1, 1))
      return "(\(Self.number(extent.first)) + \(Self.number(step)) * column(\(index)))"
    }
    let pixels = figure.tables[table]
    let place = [position(1, x, pixels.columns.count), position(2, y, pixels.rowCount)]
    let isPacked = colours == .packed
    let value = isPacked ? ["red", "green", "blue"].map { "(\($0)(column(3)))" } : ["3"]
    return "\"\(figure.dataFile(table))\" skip 1 matrix using \((place + value).joined(separator: ":")) "
      + "with \(isPacked ? "rgbimage" : "image")"
  }

  static func paletteLines(_ palette: Layer.Palette) -> [String] {
    switch palette {
    case .diverging(let limit, let lowerIsBetter):
      [
        lowerIsBetter
          ? "set palette defined (-1 \"#5BA7D9\", 0 \"#F3F3F3\", 1 \"#E88A4C\")"
          : "set palette defined (-1 \"#E88A4C\", 0 \"#F3F3F3\", 1 \"#5BA7D9\")",
        "set cbrange [\(number(-limit)):\(number(limit))]",
      ]
    case .sequential(let limit):
      ["set palette defined (0 \"#F7F4F7\", 1 \"#C98FB5\")", "set cbrange [0:\(number(limit))]"]
    }
  }

  private static func paletteLines(_ colours: Layer.ImageColours) -> [String] {
    switch colours {
    case .list(let colours):
      let stops = colours.enumerated().map { "\($0) \"\($1.hex)\"" }.joined(separator: ", ")
      // A palette of one colour needs its end.
      let end = colours.count == 1 ? ", 1 \"\(colours[0].hex)\"" : ""
      return [
        "set palette maxcolors \(max(colours.count, 2)) defined (\(stops)\(end))",
        "set cbrange [-0.5:\(Double(max(colours.count, 2)) - 0.5)]",
      ]
    case .signed:
      return [
        "set palette maxcolors 256 defined (-127 \"\(Colour.vermilion.hex)\", 0 \"#F3F3F3\", "
          + "127 \"\(Colour.blue.hex)\", 128 \"#FFFFFF\")",
        "set cbrange [-127:128]",
      ]
    case .packed: return []
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
        case .shape(let index): "pointtype \(Self.pointTypes[index % Self.pointTypes.count]) pointsize 0.45"
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
      let sizes = figure.fontSizes
      let size = figure.cellSize ?? sizes.cell
      let part = size / sizes.cell
      let sign = max(sizes.sign * part, sizes.least)
      // A number without decimals takes less room.
      let centre = figure.cellDecimals > 0 ? 3.2 : 1.6
      let (beside, besideCounts) = (Self.number(centre * part), Self.number((centre - 0.6) * part))
      func cell(_ text: String, _ size: Double, style: String = "") -> String {
        guard isForLaTeX, let paper = figure.paper else { return "(\(text)(\(column)))" }
        return "(cell_as(\(text)(\(column)), \"\(style)\", \"\(Self.number(size * paper.pointsPerPixel))\"))"
      }
      let (font, signFont) = ("\",\(Self.number(size))\"", "\",\(Self.number(sign))\"")
      let (text, look) =
        switch style {
        case .strong:
          (cell("signed", size, style: "\\\\\\\\bfseries"), "font bold . \(font) textcolor rgb \"#111111\"")
        case .pale: (cell("signed", size), "font \(font) textcolor rgb \"\(Colour.paleInk.hex)\"")
        case .plain: (cell("plain", size), "font \(font) textcolor rgb \"#111111\"")
        case .dash: (cell("dash", size), "font \(font) textcolor rgb \"\(Colour.paleInk.hex)\"")
        case .dagger:
          (cell("dagger", sign), "font \(signFont) offset \(beside),0.35 textcolor rgb \"#111111\"")
        case .lost: (cell("lost", sign), "left font \(signFont) offset \(besideCounts),0.35 textcolor rgb \"#111111\"")
        case .ring: (cell("ring", sign), "font \(signFont) offset -\(beside),0.35 textcolor rgb \"#111111\"")
        }
      return (quoted([x, y]) + [text], "labels \(look)")
    case .image, .note, .verticalMark, .horizontalMark: return nil
    }
  }

  /// A bar with an end across either side; gnuplot's own error bars leave a gap in the middle for a point.
  private static func bar(_ colour: Colour) -> String {
    "vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb \"\(colour.hex)\""
  }

  /// Filled circle, triangle, square, diamond and inverted triangle, then the same open.
  private static let pointTypes = [7, 9, 5, 13, 11, 6, 8, 4, 12, 10]

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
