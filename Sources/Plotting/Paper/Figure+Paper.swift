import Foundation
import Study

/// Figures are made for a screen. For a page they are laid out again: as many panels beside each other as keep a width at
/// which they can be read, ticks that have room, and panels as high as suits their width.
extension Figure {
  /// The narrowest panel of curves, and of an image, in pixels: eleven and six times the size of letters at the axes.
  private static let (leastWidth, leastImageWidth) = (165.0, 90.0)
  /// The lowest panel of curves.
  private static let leastHeight = 100.0
  /// The height of a panel of curves as a part of its width.
  private static let curveAspect = 0.62
  /// The part of a page that names of rows may take; longer ones give way to numbers.
  private static let widestNames = 0.36

  /// The same figure for a page; itself if the style does not ask for one.
  func laidOut(_ style: FigureStyle) -> Figure {
    guard let paper = Paper(style) else { return self }
    var figure = self
    figure.paper = paper
    if let width = paper.width { figure.width = Int(width.rounded(.down)) }
    figure = figure.numberingNames(\.y) { _, widest in widest > Self.widestNames * Double(figure.width) }
    var narrow = figure
    for columns in stride(from: figure.columns, through: 1, by: -1) {
      narrow = figure.reflowed(to: columns)
      if Spaces(narrow).panelWidth >= narrow.leastPanelWidth { break }
    }
    figure = narrow
    let panelWidth = Spaces(figure).panelWidth
    figure = figure.numberingNames(\.x) { panel, widest in
      panel.isMap && widest > panelWidth / Double(max(panel.x.ticks.count, 1)) - 4
    }
    figure = figure.withHeights(panelWidth)
    let narrowest = min(Self.leastImageWidth, leastPanelWidth)
    if panelWidth < narrowest, figure.problem == nil {
      let least = Double(figure.width) + (narrowest - panelWidth) * Double(figure.columns)
      figure.problem = .pageTooSmall(
        figure: name, side: .width, least: paper.length(least, in: style.width?.unit ?? .cm))
    }
    return figure
  }

  private typealias Spaces = FigureLayout.Spaces

  /// What the text of a printed page is high, about.
  private static let pageHeight = PageLength(24, .cm)

  /// Says that a figure of a width that was asked for is higher than a page, and what helps; nil if it is not. `dashes` are what
  /// the names of keys begin with.
  public func heightRemark(_ dashes: String = "") -> String? {
    guard problem == nil, let paper, paper.width != nil, paper.height == nil else { return nil }
    let height = FigureLayout(self).height
    guard height * paper.pointsPerPixel > Self.pageHeight.points else { return nil }
    return
      "\(name) is \(paper.length(height, in: .cm).text) high, and the text of a page about \(Self.pageHeight.text): "
      + "show fewer panels or models (\(dashes)panels, \(dashes)models), or give a larger \(dashes)width"
  }

  // MARK: Columns

  /// The most columns of cells of a map; nil without one.
  private var mostCells: Int? { panels.filter(\.isMap).map(\.x.ticks.count).max() }

  /// The width at which all panels can be read.
  private var leastPanelWidth: Double {
    if let cells = mostCells {
      // Numbers below the columns, such as sizes; names give way to numbers.
      let labels = panels.filter { $0.isMap && !$0.x.hasNames }.flatMap(\.x.ticks).map {
        TextMetrics.width($0.label, size: FigureLayout.FontSize.axis) + 8
      }
      let rooms = panels.indices.filter { panels[$0].isMap }.map {
        cellRoom(fontSizes.least / fontSizes.cell, panels[$0], height: height(ofRow: $0 / columns))
      }
      return min(Double(cells) * max(rooms.max() ?? 0, labels.max() ?? 0), 400)
    }
    return panels.allSatisfy { $0.isBare } ? Self.leastImageWidth : Self.leastWidth
  }

  /// The same panels, at most `count` beside each other.
  ///
  /// Rows without titles belong to the titled panels above them. Such a block of rows is divided between columns, and its
  /// parts follow each other, so that what stands in one column stays together. Without any title panels follow each
  /// other row by row.
  private func reflowed(to count: Int) -> Figure {
    guard count < columns else { return self }
    let rows = stride(from: 0, to: panels.count, by: columns).map { start in
      (start..<min(start + columns, panels.count)).map { (panel: panels[$0], height: Int(height(ofRow: $0 / columns))) }
    }
    let hasTitles = panels.contains { !$0.title.isEmpty }
    var blocks: [[[(panel: Panel, height: Int)]]] = []
    for row in rows {
      if hasTitles, !blocks.isEmpty, row.allSatisfy({ $0.panel.title.isEmpty }) {
        blocks[blocks.count - 1].append(row)
      } else {
        blocks.append([row])
      }
    }
    if !hasTitles { blocks = [[rows.flatMap { $0 }]] }
    var figure = self
    figure.columns = count
    (figure.panels, figure.rowHeights) = ([], [])
    for block in blocks {
      let most = block.map(\.count).max() ?? 0
      for first in stride(from: 0, to: most, by: count) {
        for row in block {
          var part = row.dropFirst(first).prefix(count).filter { $0.panel != .blank }
          guard let height = part.map(\.height).max() else { continue }
          while part.count < count { part.append((.blank, height)) }
          figure.panels += part.map(\.panel)
          figure.rowHeights.append(height)
        }
      }
    }
    // What is left over at the end needs no blank places.
    while figure.panels.last == .blank { figure.panels.removeLast() }
    return figure
  }

  // MARK: Names

  /// The same figure with numbers in the place of names at the ticks of an axis, in panels where the widest is too wide; the
  /// caption says what they stand for. Models have theirs in all figures of a study; other names follow.
  private func numberingNames(_ axis: WritableKeyPath<Panel, Axis>, isTooWide: (Panel, Double) -> Bool) -> Figure {
    let numbered = panels.indices.filter { index in
      let ticks = panels[index][keyPath: axis].ticks
      let widest = ticks.map { TextMetrics.width($0.label, size: FigureLayout.FontSize.axis) }.max() ?? 0
      return panels[index][keyPath: axis].hasNames && isTooWide(panels[index], widest)
    }
    guard !numbered.isEmpty else { return self }
    let ticks = numbered.flatMap { panels[$0][keyPath: axis].ticks }
    var names = ticks.compactMap(\.numbered).reduce(into: [Axis.NumberedName]()) { names, name in
      if !names.contains(name) { names.append(name) }
    }
    for tick in ticks where tick.numbered == nil && !names.contains(where: { $0.name == tick.label }) {
      let isBesideModels = ticks.contains { modelNumbers[$0.label] != nil }
      let taken = names.map(\.number) + (isBesideModels ? Array(modelNumbers.values) : [])
      names.append(
        Axis.NumberedName(name: tick.label, number: modelNumbers[tick.label] ?? (taken.max() ?? 0) + 1))
    }
    names.sort { $0.number < $1.number }
    var figure = self
    for index in numbered {
      figure.panels[index][keyPath: axis].ticks = panels[index][keyPath: axis].ticks.map { tick in
        let name = tick.numbered ?? names.first { $0.name == tick.label }
        return Axis.Tick(tick.position, NumberText.count(name?.number ?? 0))
      }
    }
    let key = names.map { "\(NumberText.count($0.number)) = \($0.name)" }.joined(separator: "; ")
    figure.text = CaptionText.joined(text, "\(axis == \Panel.y ? "Rows" : "Columns"): \(key).")
    return figure
  }

  // MARK: Heights

  /// The same figure with as many ticks and cell texts as there is room for.
  private func withTexts(_ panelWidth: Double) -> Figure {
    var figure = withCellTexts(panelWidth)
    figure.panels = figure.panels.enumerated().map { index, panel in
      var panel = panel
      panel.x = panel.x.thinned(to: panelWidth, isVertical: false)
      panel.y = panel.y.thinned(to: figure.height(ofRow: index / figure.columns), isVertical: true)
      return panel
    }
    return figure
  }

  /// The same figure with rows that suit the width of panels, or that together fill the height of the page, and with the texts
  /// for which there is then room.
  private func withHeights(_ panelWidth: Double) -> Figure {
    var figure = self
    let rows = (panels.count + columns - 1) / columns
    if let aspect {
      figure.panelHeight = Int((panelWidth * aspect).rounded(.down))
      figure.rowHeights = []
    } else {
      figure.rowHeights = (0..<rows).map { row in
        let usual = height(ofRow: row)
        let isOfCurves = !self.row(row).contains { $0.isMap || $0.y.isOfCategories }
        guard isOfCurves, paper?.width != nil else { return Int(usual) }
        return Int(min(usual, max(Self.curveAspect * panelWidth, 1.2 * Self.leastHeight)))
      }
    }
    guard let paper, let height = paper.height else { return figure.withTexts(panelWidth) }
    let least = (0..<rows).map { row in
      self.row(row).map { panel in
        aspect != nil
          ? Self.leastImageWidth * 0.5
          : panel.isMap || panel.y.isOfCategories ? Double(panel.y.ticks.count) * 19 : Self.leastHeight
      }.max() ?? 0
    }
    var best = figure
    best.rowHeights = least.map { Int($0.rounded(.up)) }
    best.panelHeight = best.rowHeights.max() ?? figure.panelHeight
    best = best.withTexts(panelWidth)
    let needed = FigureLayout(best).needed
    guard needed <= height else {
      best.problem = .pageTooSmall(
        figure: name, side: .height, least: paper.length(needed, in: paper.heightUnit))
      return best
    }
    // Labels beside a lower panel take more lines, so what the panels may take together is found by halving.
    let wanted = (0..<rows).map(figure.height)
    var (low, high) = (least.reduce(0, +), height)
    for _ in 0..<12 {
      let middle = (low + high) / 2
      var tried = figure
      if aspect != nil {
        tried.panelHeight = Int(middle / Double(max(rows, 1)))
      } else {
        tried.rowHeights = Self.shares(of: middle, like: wanted, least: least).map { Int($0.rounded(.down)) }
      }
      tried = tried.withTexts(panelWidth)
      if FigureLayout(tried).needed <= height { (best, low) = (tried, middle) } else { high = middle }
    }
    return best
  }

  private func row(_ row: Int) -> ArraySlice<Panel> { panels[row * columns..<min((row + 1) * columns, panels.count)] }

  /// `total` divided in proportion to `wanted`, where no part is under its least.
  private static func shares(of total: Double, like wanted: [Double], least: [Double]) -> [Double] {
    var isFixed = wanted.map { _ in false }
    while true {
      let free = total - zip(least, isFixed).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
      let sum = zip(wanted, isFixed).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
      let shares = wanted.indices.map { isFixed[$0] ? least[$0] : free * wanted[$0] / max(sum, 1) }
      let low = shares.indices.filter { !isFixed[$0] && shares[$0] < least[$0] }
      if low.isEmpty { return shares }
      for index in low { isFixed[index] = true }
    }
  }

  // MARK: Cells

  /// Pixels that the widest number in a cell takes at the usual size, and those that the signs of a cell take on either side.
  private var cellRooms: (number: Double, ring: Double, dagger: Double) {
    var rooms = (number: 0.0, ring: 0.0, dagger: 0.0)
    for layer in panels.flatMap(\.layers) {
      guard case .cellText(_, _, _, _, let style) = layer else { continue }
      let texts = rows(of: layer).map { cellText($0[2], style) }
      let size = style.isSign ? max(fontSizes.sign, fontSizes.least) : fontSizes.cell
      guard let widest = texts.map({ TextMetrics.width($0, size: size) }).max(), widest > 0 else { continue }
      switch style {
      // Bold letters are wider.
      case .strong: rooms.number = max(rooms.number, 1.1 * widest + 6)
      case .pale, .plain, .dash: rooms.number = max(rooms.number, widest + 6)
      case .ring: rooms.ring = max(rooms.ring, widest + 2)
      case .dagger, .lost: rooms.dagger = max(rooms.dagger, widest + 2)
      }
    }
    return rooms
  }

  /// Pixels that a cell takes at the least, in a panel of a height, with its number in a part of the usual size.
  private func cellRoom(_ part: Double, _ panel: Panel, height: Double) -> Double {
    let (number, ring, dagger) = cellRooms
    let size = part * fontSizes.cell
    return CellPlace.hasCorners(panel, height: height, number: size, sign: max(fontSizes.sign, fontSizes.least))
      ? max(part * number, ring + dagger) : part * number + 2 * max(ring, dagger)
  }

  /// The same figure with numbers in its cells of a size for which there is room, or without where there is none.
  private func withCellTexts(_ panelWidth: Double) -> Figure {
    guard mostCells != nil, cellRooms.number > 0 else { return self }
    let maps = panels.indices.filter { panels[$0].isMap }
    // The largest size, in steps, for which there is room; 0 where there is none.
    let steps = stride(from: 1, through: fontSizes.least / fontSizes.cell - 1e-9, by: -0.02)
    let parts = Dictionary(
      uniqueKeysWithValues: maps.map { index -> (Int, Double) in
        let panel = panels[index]
        let cell = panelWidth / Double(max(panel.x.ticks.count, 1))
        return (index, steps.first { cellRoom($0, panel, height: height(ofRow: index / columns)) <= cell } ?? 0)
      })
    let crowded = maps.filter { parts[$0] == 0 }
    var figure = self
    figure.cellSize = maps.compactMap { parts[$0] }.filter { $0 > 0 }.min().map { $0 * fontSizes.cell }
    guard !crowded.isEmpty else { return figure }
    for index in crowded {
      figure.panels[index].layers.removeAll { layer in
        if case .cellText(_, _, _, _, let style) = layer { style != .dash } else { false }
      }
    }
    figure.text = CaptionText.joined(
      text,
      (crowded.count < maps.count
        ? "\(NumberText.count(crowded.count)) of \(NumberText.count(maps.count)) maps have no room for their numbers"
        : "There is no room for the numbers") + "; they are in the figure's data files."
    )
    return figure
  }
}
