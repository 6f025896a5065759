/// The layers of a panel that are drawn from tables.
extension GnuplotScript {
  /// What is drawn of a layer; in an animation its rows so far, and a point where a curve has got to.
  func plot(_ layer: Layer, _ style: (columns: [String], with: String)) -> [String] {
    let file = "\"\(layer.table.map(figure.dataFile) ?? "")\""
    let drawing = "using \(style.columns.joined(separator: ":")) with \(style.with)"
    guard figure.animation != nil else { return ["\(file) \(drawing)"] }
    let last = lastRow(of: layer)
    let soFar = "\(file) every ::::\(last) \(drawing)"
    guard case .line(_, _, _, _, _, let colour, _) = layer else { return [soFar] }
    return [
      soFar,
      "\(file) every ::\(last)::\(last) using \(style.columns.joined(separator: ":")) with points pointtype 7 "
        + "pointsize 0.7 linecolor rgb \"\(colour.hex)\"",
    ]
  }

  /// All numbers of a data file, without its header, as pixels.
  func image(
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

  static func paletteLines(_ colours: Layer.ImageColours) -> [String] {
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
}
