/// The panels: frame, axes, texts and layers.
extension GnuplotScript {
  func panel(_ index: Int) -> [String] {
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
      case .verticalMark(let position, let from, _):
        let foot = FigureLayout.foot(from, panel, height: place.frame.height)
        guard foot < 1 else { continue }
        lines.append(
          "set arrow from first \(Self.number(position)), graph \(Self.number(foot)) to first \(Self.number(position)), graph 1 "
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
        if let style = style(of: layer, in: panel, height: place.frame.height) { plots += plot(layer, style) }
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
}
