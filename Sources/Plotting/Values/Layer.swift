/// One thing drawn in a panel. Strings such as `x` and `low` name columns of the figure's table with index `table`.
public enum Layer: Sendable, Equatable {
  /// How a line is dashed.
  public enum Dash: Sendable, Equatable {
    /// Of test data; dashed of training data; dotted of validation data.
    case solid, dashed, dotted
    /// Without gaps but thin, where a curve goes beyond what was measured.
    case thin
    /// For a curve that lies on others: as strong as a solid line, with gaps that show the curves below. It is number
    /// `position`, from 0, of `count` curves that coincide; number 0 is solid.
    case interleaved(position: Int, count: Int)
  }

  /// The shape of each of many small points.
  public enum Marker: Sendable, Equatable {
    /// Pale, so that hundreds of points show as a cloud.
    case dot
    /// One of ten shapes, numbered from 0.
    case shape(Int)
  }

  /// How the values of an image become colours.
  public enum ImageColours: Sendable, Equatable {
    /// Values are positions in a list of colours, from 0.
    case list([Colour])
    /// Values go from −127 (vermilion) over 0 (near-white) to 127 (blue); 128 is the white between tiles.
    case signed
    /// Values are colours, 0xRRGGBB.
    case packed
  }

  /// How the values of cells become colours.
  public enum Palette: Sendable, Equatable {
    /// Vermilion below zero, grey at zero, blue above, at full strength beyond ±`limit`; with `lowerIsBetter`, blue is
    /// below.
    case diverging(limit: Double, lowerIsBetter: Bool = false)
    /// Near-white at zero to purple at `limit`.
    case sequential(limit: Double)
  }

  /// What is written in a cell.
  public enum CellText: Sendable, Equatable {
    /// A signed number with the figure's decimals, in bold type.
    case strong
    /// A signed number with the figure's decimals, in pale type.
    case pale
    /// A number with the figure's decimals.
    case plain
    /// An en dash, for a cell without a number.
    case dash
    /// A dagger after the number, in cells whose value is above zero.
    case dagger
    /// A dagger with a count after the number, in cells whose count is above zero.
    case lost
    /// A ring before the number, in cells whose value is above zero.
    case ring

    /// Whether it stands beside a number.
    var isSign: Bool { [.dagger, .lost, .ring].contains(self) }
  }

  /// Axis values at the centres of the first and the last pixel of an image.
  public struct Extent: Sendable, Equatable {
    /// Axis value at the centre of the first pixel.
    public var first: Double
    /// Axis value at the centre of the last pixel.
    public var last: Double

    /// Creates an extent from its two ends.
    public init(_ first: Double, _ last: Double) {
      self.first = first
      self.last = last
    }
  }

  /// The area between two curves.
  case band(table: Int, x: String, low: String, high: String, colour: Colour)
  /// A vertical bar from `low` to `high` at each x.
  case bars(table: Int, x: String, low: String, high: String, colour: Colour)
  /// A horizontal bar from `low` to `high` at each y.
  case rowBars(table: Int, y: String, low: String, high: String, colour: Colour)
  /// A pale straight line from one point to another for each row.
  case links(table: Int, x: String, y: String, toX: String, toY: String, colour: Colour)
  /// A curve, with a point at each x if `points`; `label` names it at its end, unless empty.
  case line(table: Int, x: String, y: String, dash: Dash, points: Bool, colour: Colour, label: String)
  /// Points without a curve, filled or open; `label` names the last, unless empty.
  case points(table: Int, x: String, y: String, filled: Bool, colour: Colour, label: String)
  /// Many small points.
  case scatter(table: Int, x: String, y: String, marker: Marker, colour: Colour)
  /// A thin line, interrupted where y is missing.
  case outline(table: Int, x: String, y: String, colour: Colour)
  /// All columns and rows of a table as the pixels of an image, between the extents `x` and `y`.
  case image(table: Int, x: Extent, y: Extent, colours: ImageColours)
  /// A short text, centred at a position.
  case note(text: String, x: Double, y: Double)
  /// A vertical line across the panel, or from just above `from` on, so that it lies on nothing that it names; it is named
  /// above the panel unless `label` is empty.
  case verticalMark(at: Double, from: Double? = nil, label: String)
  /// A horizontal line across the panel.
  case horizontalMark(at: Double)
  /// Outlines of unit cells, centred at integer x and y.
  case cellOutlines(table: Int, x: String, y: String)
  /// Unit cells, filled by value; a cell without a value is not filled.
  case cells(table: Int, x: String, y: String, value: String, palette: Palette)
  /// The value of a cell as text; nothing where it is missing.
  case cellText(table: Int, x: String, y: String, value: String, style: CellText)
}

extension Layer {
  /// The columns that a layer reads; nil for an image, which reads them all, and for what has no table.
  var source: (table: Int, columns: [String])? {
    switch self {
    case .band(let table, let x, let low, let high, _), .bars(let table, let x, let low, let high, _):
      (table, [x, low, high])
    case .rowBars(let table, let y, let low, let high, _): (table, [low, high, y])
    case .links(let table, let x, let y, let toX, let toY, _): (table, [x, y, toX, toY])
    case .line(let table, let x, let y, _, _, _, _), .points(let table, let x, let y, _, _, _),
      .scatter(let table, let x, let y, _, _), .outline(let table, let x, let y, _),
      .cellOutlines(let table, let x, let y):
      (table, [x, y])
    case .cells(let table, let x, let y, let value, _), .cellText(let table, let x, let y, let value, _):
      (table, [x, y, value])
    case .image, .note, .verticalMark, .horizontalMark: nil
    }
  }

  /// The index of the table that a layer is drawn from.
  var table: Int? {
    if case .image(let table, _, _, _) = self { table } else { source?.table }
  }

  /// The name of a curve with its colour; nil where a layer has none.
  var key: (label: String, colour: Colour)? {
    switch self {
    case .line(_, _, _, _, _, let colour, let label), .points(_, _, _, _, let colour, let label):
      label.isEmpty ? nil : (label, colour)
    default: nil
    }
  }

  /// How a curve is drawn, in a word.
  var dashWord: String {
    guard case .line(_, _, _, let dash, _, _, _) = self else { return "points" }
    return switch dash {
    case .solid, .interleaved: "solid"
    case .dashed: "dashed"
    case .dotted: "dotted"
    case .thin: "thin"
    }
  }

  var isImage: Bool {
    if case .image = self { true } else { false }
  }

  var isCellLayer: Bool {
    switch self {
    case .cellOutlines, .cells, .cellText: true
    default: false
    }
  }
}
