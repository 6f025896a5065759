extension FigureLayout {
  /// The room that ticks, labels and titles take around the panels of each grid row and column, in pixels.
  struct Spaces {
    static let tickHeight = 27.0
    /// The height of a line of a panel's title.
    static let titleLine = 19.0
    /// What keeps a title clear of the ticks of the row above.
    private static let titleGap = 8.0
    /// Lines of a title; more are not drawn, as what a damaged store calls things may go on for long.
    private static let maximumTitleLines = 6

    let figure: Figure
    /// The entries of a key with their colours, where it takes the place of labels at line ends.
    private(set) var key: [(text: String, colour: Colour)] = []
    private(set) var left: [Double] = []
    private(set) var right: [Double] = []
    private(set) var top: [Double] = []
    private(set) var bottom: [Double] = []
    /// The width of every panel.
    private(set) var panelWidth = 0.0
    /// The titles of the panels, as they are wrapped.
    private(set) var titleLines: [[String]] = []
    /// The labels of the axes of the panels, as they are wrapped.
    private(set) var xLabelLines: [[String]] = []
    private(set) var yLabelLines: [[String]] = []
    /// The height of a line of an axis label.
    static let labelLine = 18.0
    private static let maximumLabelLines = 4
    /// How far the label of a y axis may reach beyond its panel, both ends together.
    private static let labelOverhang = 24.0

    init(_ figure: Figure) {
      self.figure = figure
      let columns = 0..<figure.columns
      let rows = 0..<(figure.panels.count + figure.columns - 1) / figure.columns
      func panels(inColumn column: Int) -> [Int] {
        Array(stride(from: column, to: figure.panels.count, by: figure.columns))
      }
      func panels(inRow row: Int) -> [Int] {
        Array(row * figure.columns..<min((row + 1) * figure.columns, figure.panels.count))
      }

      yLabelLines = figure.panels.indices.map { index in
        Block.lines(
          figure.panels[index].y.label, size: FontSize.axis,
          width: figure.height(ofRow: index / figure.columns) + Self.labelOverhang, limit: Self.maximumLabelLines)
      }
      left = columns.map { column in
        panels(inColumn: column).map { showsY($0) ? yWidth($0) : firstTickOverhang($0) }.max() ?? 0
      }
      let ends = figure.panels.map { figure.lineEnds(of: $0) }
      let labelWidth = ends.joined().map { TextMetrics.width($0.label, size: FontSize.axis) }.max() ?? 0
      let most = ends.map(\.count).max() ?? 0
      let share = (Double(figure.width) - 2 * FigureLayout.outer - left.reduce(0, +)) / Double(figure.columns)
      if labelWidth > 0.34 * share || Double(most) * FontSize.axis * 1.12 > rows.map(figure.height).min() ?? 0 {
        key = Self.key(of: Array(ends.joined()))
      }
      right = columns.map { column in
        panels(inColumn: column).map { index in
          let panel = figure.panels[index]
          // The last tick label hangs half over the end of the axis.
          let lastTick = panel.x.ticks.max {
            (panel.x.fraction(of: $0.position) ?? 0) < (panel.x.fraction(of: $1.position) ?? 0)
          }
          let overhang = lastTick.map { tick in
            TextMetrics.width(tick.label, size: FontSize.axis) / 2
              - (1 - (panel.x.fraction(of: tick.position) ?? 1)) * share * 0.8
          }
          guard key.isEmpty else { return max(overhang ?? 0, 6) }
          let label = ends[index].map { end in
            TextMetrics.width(end.label, size: FontSize.axis) + 9 - (1 - end.x) * share * 0.7
          }
          return max(overhang ?? 0, label.max() ?? 0, 6)
        }.max() ?? 0
      }
      let free = Double(figure.width) - 2 * FigureLayout.outer - left.reduce(0, +) - right.reduce(0, +)
      panelWidth = max(free / Double(figure.columns), 40)
      if let aspect = figure.aspect, figure.paper?.height != nil {
        panelWidth = min(panelWidth, Double(figure.panelHeight) / aspect)
      }
      let rooms = columns.map { column in
        let before = column == 0 ? left[0] : (right[column - 1] + left[column]) / 2
        let after = column == figure.columns - 1 ? right[column] : (right[column] + left[column + 1]) / 2
        return panelWidth + 2 * max(min(before, after) - 3, 0)
      }
      xLabelLines = figure.panels.indices.map { index in
        Block.lines(
          figure.panels[index].x.label, size: FontSize.axis, width: rooms[index % figure.columns],
          limit: Self.maximumLabelLines)
      }
      titleLines = figure.panels.indices.map { index in
        // A title may reach beyond its panel where there is room on either side, but not to labels at line ends.
        let free = rooms[index % figure.columns]
        let labels = key.isEmpty ? ends[index].map(\.x).min() : nil
        let besideLabels = labels.map { max((2 * $0 - 1) * panelWidth + 16, 0.6 * panelWidth) }
        let hasNeighbours = key.isEmpty && ends.contains { !$0.isEmpty }
        let room = min(free, besideLabels ?? (hasNeighbours ? panelWidth : free))
        return Block.lines(
          figure.panels[index].title, size: FontSize.panelTitle, width: room, limit: Self.maximumTitleLines)
      }
      top = rows.map { row in
        panels(inRow: row).map { index in
          let lines = titleLines[index].count
          let clear = row > 0 ? Self.titleGap : 0
          return (lines == 0 ? 10 : 13 + clear + Double(lines) * Self.titleLine) + markHeight(ofRow: row)
        }.max() ?? 0
      }
      bottom = rows.map { row in
        panels(inRow: row).map { index in
          let (ticks, label) = showsX(index)
          let lines = label ? xLabelLines[index].count : 0
          return (ticks ? Self.tickHeight : 14) + (lines == 0 ? 0 : 24 + Double(lines - 1) * Self.labelLine)
        }.max() ?? 0
      }
    }

    /// An entry for each named curve, with the sign of its points. Names that all stand for curves of several colours, as those of
    /// parts of the data do where each panel has its own, tell lines apart by how they are dashed.
    private static func key(of ends: [LineEnd]) -> [(text: String, colour: Colour)] {
      let byName = Dictionary(grouping: ends, by: \.label)
      var key: [(text: String, colour: Colour)] = []
      let areOfLines = byName.values.allSatisfy { ends in
        ends.contains { $0.colour != ends[0].colour } && ends.allSatisfy { $0.dash == ends[0].dash }
      }
      for end in ends {
        let entry =
          areOfLines
          ? (text: "\(end.label) \(end.dash)", colour: Colour.ink)
          : (text: "\(Palette.shape(of: end.colour).sign) \(end.label)", colour: end.colour)
        if !key.contains(where: { $0 == entry }) { key.append(entry) }
      }
      return key
    }

    /// A y axis is drawn once for neighbours that share it.
    func showsY(_ index: Int) -> Bool {
      index % figure.columns == 0 || figure.panels[index - 1].y != figure.panels[index].y
    }

    /// An x axis is labelled once for panels above each other that share it; its ticks are repeated below each titled panel.
    func showsX(_ index: Int) -> (ticks: Bool, label: Bool) {
      guard !figure.panels[index].x.ticks.isEmpty else { return (false, true) }
      let below = index + figure.columns
      guard figure.panels.indices.contains(below), figure.panels[below].x == figure.panels[index].x else {
        return (true, true)
      }
      return (!figure.panels[below].title.isEmpty, false)
    }

    func tickWidth(_ axis: Axis) -> Double {
      (axis.ticks.map { TextMetrics.width($0.label, size: FontSize.axis) }.max() ?? 0) + 13
    }

    /// The height of the labels of marks above the panels of a row.
    func markHeight(ofRow row: Int) -> Double {
      let first = row * figure.columns
      let panels = figure.panels[first..<min(first + figure.columns, figure.panels.count)]
      let widest = panels.flatMap(figure.marks).map { TextMetrics.width($0.label, size: figure.fontSizes.caption) }
        .max()
      return widest.map { $0 + 14 } ?? 0
    }

    /// The part of the first x tick label that may reach left of the panel, with some air.
    private func firstTickOverhang(_ index: Int) -> Double {
      let axis = figure.panels[index].x
      let first = axis.ticks.min { (axis.fraction(of: $0.position) ?? 1) < (axis.fraction(of: $1.position) ?? 1) }
      return max(14, first.map { TextMetrics.width($0.label, size: FontSize.axis) / 2 + 6 } ?? 0)
    }

    private func yWidth(_ index: Int) -> Double {
      let lines = yLabelLines[index].count
      return tickWidth(figure.panels[index].y) + (lines == 0 ? 0 : 26 + Double(lines - 1) * Self.labelLine)
    }
  }
}

extension FigureLayout {
  /// Pixels between what a mark stands above and the mark.
  private static let footGap = 8.0

  /// Where a vertical mark begins: a part of the height of its panel.
  static func foot(_ from: Double?, _ panel: Panel, height: Double) -> Double {
    from.map { (panel.y.fraction(of: $0) ?? 0) + footGap / max(height, 1) } ?? 0
  }
}

/// The last point of a named curve of a panel.
struct LineEnd {
  var label: String
  var colour: Colour
  /// How the line is drawn, in a word; `points` without one.
  var dash: String
  /// Fractions of the panel.
  var x, fraction: Double
}

extension Figure {
  /// The ends of the named curves of a panel.
  func lineEnds(of panel: Panel) -> [LineEnd] {
    let ends = panel.layers.compactMap { layer -> LineEnd? in
      guard let key = layer.key else { return nil }
      let ends = rows(of: layer).compactMap { row -> (Double, Double)? in
        guard let x = panel.x.fraction(of: row[0]), let y = panel.y.fraction(of: row[1]) else { return nil }
        return (x, y)
      }
      return ends.max { $0.0 < $1.0 }.map {
        LineEnd(label: key.label, colour: key.colour, dash: layer.dashWord, x: $0.0, fraction: $0.1)
      }
    }
    // Labels of what ends at about the same place stand below each other, beyond all of it.
    let last = ends.map(\.x).max() ?? 0
    return ends.map { end in
      var end = end
      if last - end.x < 0.15 { end.x = last }
      return end
    }
  }

  /// The labelled vertical marks of a panel and, as fractions of its width, where they are.
  func marks(of panel: Panel) -> [(label: String, fraction: Double)] {
    panel.layers.compactMap { layer in
      guard case .verticalMark(let position, _, let label) = layer, !label.isEmpty else { return nil }
      return panel.x.fraction(of: position).map { (label, $0) }
    }
  }
}
