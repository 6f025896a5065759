/// A figure as a plain value, independent of gnuplot: panels, tables and text.
public struct Figure: Sendable, Equatable {
  /// Base file name, matching `[a-z0-9-]+`.
  public var name: String
  /// Heading of the figure.
  public var title: String
  /// Line below the title.
  public var subtitle: String
  /// What is said below the panels of what is drawn; ``caption`` adds how.
  var text: String
  /// What is said of the signs in the cells of maps, as far as any are drawn.
  var signNote: String
  /// Number of columns of the grid that panels fill row by row.
  public var columns: Int
  /// Width in pixels; the height follows from the panels and the text.
  public var width: Int
  /// Height of the plot area of a panel, in pixels.
  public var panelHeight: Int
  /// Heights of the plot areas in the first rows of the grid, in pixels, where they differ from ``panelHeight``.
  public var rowHeights: [Int]
  /// The panels, row by row.
  public var panels: [Panel]
  /// The numbers that are drawn, one data file each.
  public var tables: [FigureTable]
  /// Number of decimals in the cells of a map.
  public var cellDecimals: Int
  /// How the figure grows, frame by frame; nil for a still.
  public var animation: Animation?
  /// Height of the plot area of a panel as a part of its width, where that is fixed.
  var aspect: Double?
  /// The numbers that stand for models where there is no room for their names: the same in all figures of a study.
  var modelNumbers: [String: Int] = [:]
  /// The page that the figure is laid out for; nil for a screen.
  var paper: Paper?
  /// The size of the numbers in the cells of a map, in pixels; nil where the cells have no room for any.
  var cellSize: Double? = FontSizes(nil).cell
  /// Why the figure cannot be drawn as it was asked for; nil if it can.
  public internal(set) var problem: PlottingError?

  /// Creates a figure. Axes are extended to all that is drawn on them; curves that coincide are drawn so that each can
  /// be seen, with a note in the caption.
  public init(
    name: String, title: String, subtitle: String, caption: String, columns: Int, width: Int, panelHeight: Int,
    rowHeights: [Int] = [], panels: [Panel], tables: [FigureTable], cellDecimals: Int = 1, signNote: String = "",
    animation: Animation? = nil
  ) {
    self.name = name
    self.title = title
    self.subtitle = subtitle
    let whole = panels.reachingAll(tables, height: panelHeight)
    self.panels = whole.map { $0.interleaved(tables, height: panelHeight) }
    text = caption
    self.signNote = signNote
    self.columns = max(columns, 1)
    self.width = width
    self.panelHeight = panelHeight
    self.rowHeights = rowHeights
    self.tables = tables
    self.cellDecimals = cellDecimals
    self.animation = animation
  }

  /// Text below the panels.
  public var caption: String { CaptionText.joined(text, hasSigns ? signNote : "", axisNote, overlapNote) }

  /// Whether any cell of a map has a sign.
  private var hasSigns: Bool {
    panels.flatMap(\.layers).contains { layer in
      guard case .cellText(_, _, _, _, let style) = layer, style.isSign else { return false }
      return rows(of: layer).contains { !cellText($0[2], style).isEmpty }
    }
  }

  /// Pixels that the figure takes on a screen.
  public var screenWidth: Int {
    paper.map { Int(Double(width) * $0.pointsPerPixel / Paper.screenPoints) } ?? width
  }

  /// A figure that only says why it cannot be drawn.
  init(failing name: String, _ problem: PlottingError) {
    self.init(
      name: name, title: "", subtitle: "", caption: "", columns: 1, width: 100, panelHeight: 100, panels: [], tables: []
    )
    self.problem = problem
  }

  /// The sizes of letters.
  var fontSizes: FontSizes { FontSizes(paper) }

  /// Pixels between the axes of the panels of a row.
  func height(ofRow row: Int) -> Double { Double(rowHeights.indices.contains(row) ? rowHeights[row] : panelHeight) }

  /// The formats that the figure supports; an animation appears in those of stills by its last frame.
  public var formats: [FigureFormat] {
    FigureFormat.allCases.filter { ($0 != .gif || animation != nil) && ($0 != .tex || paper != nil) }
  }

  /// The formats that are drawn by default; an animation also as a still, for paper.
  public var usualFormats: [FigureFormat] { animation == nil ? [.svg, .png] : [.gif, .svg] }

  /// The same figure with panels of a height that is this part of their width.
  func withPanelHeight(ofWidth part: Double) -> Figure {
    var figure = self
    figure.aspect = part
    figure.panelHeight = Int(((FigureLayout(self).panels.first?.frame.width ?? 0) * part).rounded())
    return figure
  }

  /// The name of the data file of a table.
  func dataFile(_ table: Int) -> String { tables.count == 1 ? "\(name).dat" : "\(name)-\(table + 1).dat" }

  /// Names of the files of the figure: script, data, a picture in each of `formats`, and beside pictures for a page the
  /// caption.
  public func files(formats: [FigureFormat]) -> [String] {
    ["\(name).gp"] + tables.indices.map(dataFile) + formats.flatMap { $0.files(of: name) }
      + (paper == nil ? [] : CaptionFiles.names(name, formats))
  }

  /// The rows of the layer's columns that have no missing value.
  func rows(of layer: Layer) -> [[Double]] {
    guard let source = layer.source, tables.indices.contains(source.table) else { return [] }
    return tables[source.table].completeRows(source.columns)
  }

  /// Whether there is anything to draw of a layer.
  func isDrawn(_ layer: Layer) -> Bool { layer.source == nil || !rows(of: layer).isEmpty }
}

/// A pair of axes with what is drawn between them.
public struct Panel: Sendable, Equatable {
  /// Heading of the panel; may be empty.
  public var title: String
  /// The horizontal axis.
  public var x: Axis
  /// The vertical axis.
  public var y: Axis
  /// What is drawn, in this order: the last layer is on top.
  public var layers: [Layer]
  /// What of the study is drawn; nil for all of it.
  var part: StudyPart?

  /// Creates a panel from its parts.
  public init(title: String, x: Axis, y: Axis, layers: [Layer]) {
    self.init(title: title, x: x, y: y, layers: layers, of: nil)
  }

  init(title: String, x: Axis, y: Axis, layers: [Layer], of part: StudyPart?) {
    self.title = title
    self.x = x
    self.y = y
    self.layers = layers
    self.part = part
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
