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
  /// The last rows that the frames of an animation show, once for all layers with the same.
  private let frameRows: [[Int]]

  init(_ figure: Figure) {
    self.figure = figure
    layout = FigureLayout(figure)
    var frameRows: [[Int]] = []
    for layer in figure.animation == nil ? [] : figure.panels.flatMap(\.layers) where figure.isDrawn(layer) {
      let rows = Self.lastRows(layer, in: figure)
      if !rows.isEmpty, !frameRows.contains(rows) { frameRows.append(rows) }
    }
    self.frameRows = frameRows
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
      let usual = FigureFormat.scale(figure.paper, width: figure.width, height: Int(layout.height))
      let commands =
        (figure.usualFormats.contains(.png) ? "" : "formats = \"png\"; ") + "\(scale) = \(Self.number(2 * usual))"
      lines.insert("# A larger PNG: gnuplot -e '\(commands)' \(figure.name).gp", at: 2)
      lines.append("if (!exists(\"\(scale)\")) \(scale) = \(Self.number(usual))")
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

  /// The size from which a number in a cell is written with an exponent, as `3e+25`, for which it has room.
  static let exponentFrom = 1e6

  /// Texts of numbers: gnuplot's `sprintf` knows neither − nor that −0.04 is 0.0, and a missing value, NaN, has no text.
  ///
  /// `named` takes signs from variables.
  static func numberFunctions(decimals: Int, named: Bool = false) -> [String] {
    func sign(_ text: String, _ name: String) -> String { named ? name : "\"\(text)\"" }
    // Half of the last decimal.
    let half = "0." + String(repeating: "0", count: decimals) + "5"
    let limit = String(format: "%g", exponentFrom)
    let format = "(abs(x) < \(limit) ? \"%.\(decimals)f\" : \"%.0e\")"
    return [
      "plain(x) = x != x ? \"\" : (x < -\(half) ? \(sign("−", "minus")) : \"\") . sprintf(\(format), abs(x))",
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
      "  frames = format eq \"gif\" ? \"\(Self.words(1...frames.count))\" : \"\(frames.count)\"",
      "  do for [frame in frames] {",
      "  epoch = word(\"\(Self.words(frames))\", frame + 0)",
    ]
      + frameRows.enumerated().map { index, rows in
        "  last\(index + 1) = word(\"\(Self.words(rows + Array(repeating: rows.last ?? 0, count: animation.pause)))\", frame + 0) + 0"
      }
  }

  private static func words(_ numbers: some Sequence<Int>) -> String {
    numbers.map(String.init).joined(separator: " ")
  }

  /// The position of the last row that each frame of an animation shows of a layer.
  private static func lastRows(_ layer: Layer, in figure: Figure) -> [Int] {
    guard let source = layer.source, figure.tables.indices.contains(source.table) else { return [] }
    let table = figure.tables[source.table]
    let columns = source.columns.map { table[$0] }
    let rows = (0..<table.rowCount).filter { row in columns.allSatisfy { $0[row] != nil } }
    guard !rows.isEmpty else { return [] }
    let epochs = rows.map { columns[0][$0] ?? 0 }
    return (figure.animation?.epochs ?? []).map { last in
      rows[max((epochs.firstIndex { $0 > Double(last) } ?? rows.count) - 1, 0)]
    }
  }

  /// The variable that has the last row of a layer in an animation's frame.
  func lastRow(of layer: Layer) -> String {
    "last\((frameRows.firstIndex(of: Self.lastRows(layer, in: figure)) ?? 0) + 1)"
  }

  // MARK: Positions and texts

  func across(_ x: Double) -> String { Self.number(x / layout.width) }
  func up(_ y: Double) -> String { Self.number(y / layout.height) }

  func label(_ text: FigureLayout.Text, literal: String? = nil) -> String {
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
}
