/// A figure as a plain value: what is drawn and said, before any gnuplot.
public struct Figure: Sendable, Equatable {
  /// Made by the tool of `[a-z0-9-]`; names the files.
  public var name: String
  public var title: String
  public var subtitle: String
  public var caption: String
  /// Number of columns of the grid that the panels fill row by row.
  public var columns: Int
  /// Pixels; the height follows from the panels and the text.
  public var width: Int
  /// Pixels between the axes of a panel.
  public var panelHeight: Int
  /// The same for the first rows of the grid, where they differ from the others.
  public var rowHeights: [Int]
  public var panels: [Panel]
  public var tables: [FigureTable]
  /// Decimals of the numbers in the cells of a map.
  public var cellDecimals: Int
  /// Nil for a still.
  public var animation: Animation?

  /// Axes are moved out to all that is drawn on them. Curves that coincide are drawn so that all can be seen, and the caption
  /// says how.
  public init(
    name: String, title: String, subtitle: String, caption: String, columns: Int, width: Int, panelHeight: Int,
    rowHeights: [Int] = [], panels: [Panel], tables: [FigureTable], cellDecimals: Int = 1,
    animation: Animation? = nil
  ) {
    self.name = name
    self.title = title
    self.subtitle = subtitle
    let whole = panels.reachingAll(tables, height: panelHeight)
    self.panels = whole.map { $0.interleaved(tables, height: panelHeight) }
    self.caption = CaptionText.joined(
      caption, whole.contains { $0.hasUnplaceableValues(tables) } ? Panel.zeroNote : "",
      self.panels == whole ? "" : Panel.overlapNote)
    self.columns = max(columns, 1)
    self.width = width
    self.panelHeight = panelHeight
    self.rowHeights = rowHeights
    self.tables = tables
    self.cellDecimals = cellDecimals
    self.animation = animation
  }

  /// Pixels between the axes of the panels of a row.
  func height(ofRow row: Int) -> Double { Double(rowHeights.indices.contains(row) ? rowHeights[row] : panelHeight) }

  /// The formats that the figure can be drawn in; an animation in those of stills by its last frame.
  public var formats: [FigureFormat] { FigureFormat.allCases.filter { $0 != .gif || animation != nil } }

  /// The formats that it is drawn in if nothing else is asked for.
  public var usualFormats: [FigureFormat] { animation == nil ? [.svg, .png] : [.gif] }

  /// The same figure with panels of a height that is this part of their width.
  func withPanelHeight(ofWidth part: Double) -> Figure {
    var figure = self
    figure.panelHeight = Int(((FigureLayout(self).panels.first?.frame.width ?? 0) * part).rounded())
    return figure
  }

  /// The name of the data file of a table.
  func dataFile(_ table: Int) -> String { tables.count == 1 ? "\(name).dat" : "\(name)-\(table + 1).dat" }

  /// The rows of the layer's columns that have no missing value.
  func rows(of layer: Layer) -> [[Double]] {
    guard let source = layer.source, tables.indices.contains(source.table) else { return [] }
    return tables[source.table].completeRows(source.columns)
  }

  /// Whether there is anything to draw of a layer.
  func isDrawn(_ layer: Layer) -> Bool { layer.source == nil || !rows(of: layer).isEmpty }
}

/// One pair of axes with what is drawn between them.
public struct Panel: Sendable, Equatable {
  /// May be empty.
  public var title: String
  public var x: Axis
  public var y: Axis
  /// First to last drawn, so the last lies on top.
  public var layers: [Layer]

  public init(title: String, x: Axis, y: Axis, layers: [Layer]) {
    self.title = title
    self.x = x
    self.y = y
    self.layers = layers
  }

  /// A place of the grid where there is nothing.
  static let blank = Panel(
    title: "", x: Axis(label: "", scale: .linear, start: 0, end: 1, ticks: []),
    y: Axis(label: "", scale: .linear, start: 0, end: 1, ticks: []), layers: [])

  /// Whether the panel is a map of cells, which needs no axis lines.
  var isMap: Bool { layers.contains(where: \.isCellLayer) }

  /// Whether the panel has neither ticks nor, therefore, axis lines.
  var isBare: Bool { x.ticks.isEmpty && y.ticks.isEmpty }
}
