/// A figure that a study asks for: its kind, and how it differs from how that is usually drawn.
public struct FigureRequest: Sendable, Hashable, Codable {
  /// The kind of figure.
  public var figure: FigureName
  /// Base name of the files; nil for the name of the kind.
  public var name: String?
  /// How it is drawn.
  public var style: FigureStyle
  /// What of the study it shows.
  public var selection: FigureSelection

  /// Asks for a figure of this kind.
  public init(
    _ figure: FigureName, name: String? = nil, style: FigureStyle = FigureStyle(),
    selection: FigureSelection = FigureSelection()
  ) {
    (self.figure, self.name, self.style, self.selection) = (figure, name, style, selection)
  }

  /// Base name of the figure's files.
  public var fileName: String { name ?? figure.rawValue }

  private enum Key: String, CodingKey { case figure, name, style, selection }

  /// Reads the name of a kind alone, as all requests once were, or all parts.
  public init(from decoder: any Decoder) throws {
    if let figure = try? decoder.singleValueContainer().decode(FigureName.self) {
      self.init(figure)
      return
    }
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      try container.decode(FigureName.self, forKey: .figure),
      name: try container.decodeIfPresent(String.self, forKey: .name),
      style: try container.decode(FigureStyle.self, forKey: .style),
      selection: try container.decode(FigureSelection.self, forKey: .selection))
  }

  /// Writes the name of the kind alone where that says everything.
  public func encode(to encoder: any Encoder) throws {
    if self == FigureRequest(figure) {
      var container = encoder.singleValueContainer()
      try container.encode(figure)
      return
    }
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(figure, forKey: .figure)
    try container.encodeIfPresent(name, forKey: .name)
    try container.encode(style, forKey: .style)
    try container.encode(selection, forKey: .selection)
  }
}

/// How a figure is drawn; nil stands for what is usual.
public struct FigureStyle: Sendable, Hashable, Codable {
  /// Width and height of the whole figure.
  public var width, height: PageLength?
  /// The family of its letters.
  public var font: String?
  /// The size of its letters at the axes, in 72nd parts of an inch; others are in proportion.
  public var fontSize: Double?
  /// Whether title and subtitle, and the caption, are drawn in the picture.
  public var title, caption: Bool?
  /// Whether the axes of numbers are logarithmic.
  public var logX, logY: Bool?
  /// Other words, by what they stand for: `models.NAME`, `rules.NAME`, `x` or `y`.
  public var labels: [String: String]?
  /// Colours, 0xRRGGBB, by what has them: `models.NAME`.
  public var colours: [String: UInt32]?

  /// The usual style.
  public init() {}

  /// The smallest letters that a page may have, in 72nd parts of an inch.
  public static let leastFontSize = 6.0
  /// The size of letters on a page where none is given, in 72nd parts of an inch.
  public static let usualFontSize = 8.0

  /// Whether the figure is laid out for a page, and not as usual.
  public var isForPaper: Bool {
    width != nil || height != nil || font != nil || fontSize != nil || title != nil || caption != nil
  }
}

/// What of a study a figure shows; nil stands for all of it.
public struct FigureSelection: Sendable, Hashable, Codable {
  /// Panels, by their numbers from 1 or their titles.
  public var panels: [String]?
  /// Models, by name.
  public var models: [String]?
  /// Stopping rules, by their labels, or by their names for all thresholds of a rule.
  public var rules: [String]?
  /// Training-set sizes.
  public var sizes: [Int]?
  /// Values of keys under `vary`.
  public var set: [String: [String]]?

  /// Everything.
  public init() {}

  /// Whether nothing is left out.
  public var isOfAll: Bool { self == FigureSelection() }
}
