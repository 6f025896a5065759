/// The gnuplot script that draws one panel of a figure in characters, from data files in the folder where it runs.
///
/// Bands are left out. A curve has its own letter at each point and its own character in between; dashed and dotted curves
/// are dots. The key below the panel names the letters.
struct TerminalScript {
  let figure: Figure
  let panel: Panel
  let columns: Int
  let rows: Int
  let colour: Bool

  /// Characters that a tick label on the y axis may have.
  private static let labelWidth = 22
  /// Lines below a map, for the names of its columns and of its axis.
  static let mapMargin = 3

  var text: String {
    let isMap = panel.isMap
    var lines =
      ["set encoding utf8", "set datafile missing \"?\""] + GnuplotScript.numberFunctions(decimals: decimals)
    lines += [
      "starred(x) = x != x ? \"\" : signed(x) . \"*\"",
      "beside(x, signs) = x != x ? \"\" : signs",
      "set terminal dumb size \(columns),\(rows) noenhanced \(colour ? "ansi256" : "mono")",
      GnuplotScript.range("x", panel.x), GnuplotScript.range("y", panel.y),
    ]
    lines += isMap ? mapAxes : curveAxes
    for layer in panel.layers {
      switch layer {
      case .verticalMark(let position, _, _):
        let x = GnuplotScript.number(position)
        lines.append("set arrow from first \(x), graph 0 to first \(x), graph 1 nohead linetype 0")
      case .note(let text, let x, let y):
        lines.append(
          "set label \(GnuplotText.literal(text)) at first \(GnuplotScript.number(x)),\(GnuplotScript.number(y)) center"
        )
      case .cells(_, _, _, _, .diverging(let limit, let lowerIsBetter)):
        let ends = lowerIsBetter ? [Colour.blue, .vermilion] : [.vermilion, .blue]
        lines.append(
          "set palette defined (-1 \"\(ends[0].hex)\", 0 \"\(Colour.softInk.hex)\", 1 \"\(ends[1].hex)\")")
        lines.append("set cbrange [\(GnuplotScript.number(-limit)):\(GnuplotScript.number(limit))]")
      default: break
      }
    }
    let plots = plots
    lines.append("plot " + (plots.isEmpty ? "NaN notitle" : plots.joined(separator: ", \\\n  ")))
    return lines.joined(separator: "\n") + "\n"
  }

  private var curveAxes: [String] {
    [
      "set xlabel \(GnuplotText.literal(panel.x.label))",
      "set xtics nomirror out (\(GnuplotScript.ticks(panel.x)))",
      "set ytics nomirror out (\(GnuplotScript.ticks(panel.y)))",
      "set border 3; set key below left Left reverse samplen 3",
    ]
  }

  /// The names of the rows of a map, as far as there is room.
  private var rowNames: [String] {
    panel.y.ticks.map { tick in
      tick.label.count > Self.labelWidth ? tick.label.prefix(Self.labelWidth - 1) + "…" : tick.label
    }
  }

  /// Characters left of a map.
  private var margin: Int { (rowNames.map { TextMetrics.cells($0) }.max() ?? 0) + 2 }

  /// The signs that follow the numbers of a map, as gnuplot's functions of their columns.
  private var signs: [(function: String, column: String)] {
    panel.layers.compactMap { layer in
      guard case .cellText(_, _, _, let value, let style) = layer, figure.isDrawn(layer) else { return nil }
      return switch style {
      case .ring: ("ring", value)
      case .dagger, .lost: ("dagger", value)
      default: nil
      }
    }
  }

  /// As many decimals as leave each number of a map, with its signs, beside the next.
  private var decimals: Int {
    guard panel.isMap else { return figure.cellDecimals }
    let room = (columns - margin - 1) / max(panel.x.ticks.count, 1) - 1
    let widest =
      panel.layers.flatMap { layer -> [Int] in
        guard case .cellText(_, _, _, _, let style) = layer, [.strong, .pale, .plain].contains(style) else { return [] }
        return figure.rows(of: layer).map { figure.cellText($0[2], style).count + (style == .strong ? 1 : 0) }
      }.max() ?? 0
    let excess = widest + signs.count - room
    guard excess > 0, figure.cellDecimals > 0 else { return figure.cellDecimals }
    // The point goes with the last decimal.
    return excess < figure.cellDecimals ? figure.cellDecimals - excess : 0
  }

  /// gnuplot would draw a `+` at each tick of a map, so the names are set as labels.
  private var mapAxes: [String] {
    let (names, margin) = (rowNames, margin)
    // Where not all names of columns fit, every second has one, the last among them.
    let widest = panel.x.ticks.map { TextMetrics.cells($0.label) }.max() ?? 0
    let isTight = (widest + 1) * panel.x.ticks.count > columns - margin - 1
    let shown = panel.x.ticks.enumerated().filter {
      !isTight || ($0.offset - panel.x.ticks.count + 1).isMultiple(of: 2)
    }
    return ["unset border; unset tics; unset key; unset colorbox"]
      + ["set lmargin \(margin); set rmargin 1; set tmargin 0; set bmargin \(Self.mapMargin)"]
      + zip(names, panel.y.ticks).map { name, tick in
        "set label \(GnuplotText.literal(name)) at graph 0, first \(GnuplotScript.number(tick.position)) right offset -1,0"
      }
      + shown.map { _, tick in
        "set label \(GnuplotText.literal(tick.label)) at first \(GnuplotScript.number(tick.position)), graph 0 center offset 0,-1"
      }
      + ["set label \(GnuplotText.literal(panel.x.label)) at graph 0.5, graph 0 center offset 0,-2"]
  }

  /// A letter belongs to a colour, so that panels agree on it.
  private var plots: [String] {
    var letters: [Colour] = []
    return panel.layers.filter { figure.isDrawn($0) }.compactMap { layer -> String? in
      guard let source = layer.source else { return nil }
      let columns = source.columns.map { "\"\($0)\"" }.joined(separator: ":")
      func curve(_ style: String, _ colour: Colour, _ label: String) -> String {
        "using \(columns) with \(style) linecolor rgb \"\(colour.hex)\" "
          + (label.isEmpty ? "notitle" : "title \(GnuplotText.literal(label))")
      }
      func letter(_ colour: Colour) -> Int {
        if !letters.contains(colour) { letters.append(colour) }
        return (letters.firstIndex(of: colour) ?? 0) + 1
      }
      func cellText(_ text: String, _ look: String) -> String {
        let (x, y, value) = (source.columns[0], source.columns[1], source.columns[2])
        let number = "column(\"\(value)\")"
        let beside = signs.map { "\($0.function)(column(\"\($0.column)\"))" }.joined(separator: " . ")
        let signs = text == "dash" || beside.isEmpty ? "" : " . beside(\(number), \(beside))"
        return "using \"\(x)\":\"\(y)\":(\(text)(\(number))\(signs))\(look)"
      }
      let drawing: String? =
        switch layer {
        case .line(_, _, _, .solid, true, let colour, let label):
          curve("linespoints linetype \(letter(colour)) pointtype \(letter(colour))", colour, label)
        case .line(_, _, _, .solid, false, let colour, let label):
          curve("lines linetype \(letter(colour))", colour, label)
        case .line(_, _, _, _, _, let colour, let label): curve("lines linetype 0", colour, label)
        case .outline(_, let x, let y, _): "using \"\(x)\":(broken(column(\"\(y)\"))) with lines linetype 0 notitle"
        case .scatter(_, _, _, _, let colour): curve("points pointtype \(letter(colour))", colour, "")
        case .points(_, _, _, true, let colour, let label): curve("points pointtype \(letter(colour))", colour, label)
        case .points(_, _, _, false, let colour, let label): curve("points pointtype 0", colour, label)
        case .cellText(_, _, _, let value, .strong):
          cellText("starred", ":\"\(value)\" with labels textcolor palette")
        case .cellText(_, _, _, _, .pale):
          cellText("signed", " with labels textcolor rgb \"\(Colour.paleInk.hex)\"")
        case .cellText(_, _, _, _, .plain): cellText("plain", " with labels")
        case .cellText(_, _, _, _, .dash): cellText("dash", " with labels")
        case .cellText(_, _, _, _, .dagger), .cellText(_, _, _, _, .lost), .cellText(_, _, _, _, .ring), .band, .bars,
          .rowBars, .links, .image, .note, .verticalMark, .horizontalMark, .cellOutlines, .cells:
          nil
        }
      return drawing.map { "\"\(figure.dataFile(source.table))\" \($0)" }
    }
  }
}
