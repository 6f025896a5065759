/// One thing drawn in a panel, from columns of one of the figure's tables.
public enum Layer: Sendable, Equatable {
  public enum Dash: Sendable, Equatable {
    case solid, dashed, dotted
    /// For a curve that lies on others: as strong as a solid line, with gaps in which those drawn before it show. Of
    /// `count` curves on each other it is the one at `position`, from 1; the first, at 0, is solid.
    case interleaved(position: Int, count: Int)
  }

  /// The shape of each of many small points.
  public enum Marker: Sendable, Equatable {
    /// Pale, so that hundreds show as a cloud.
    case dot
    /// One of ten shapes, counted from 0.
    case shape(Int)
  }

  /// What the values of an image stand for.
  public enum ImageColours: Sendable, Equatable {
    /// Positions in a list of colours.
    case list([Colour])
    /// From −127 (vermilion) over zero (near-white) to 127 (blue); 128 is the white between tiles.
    case signed
    /// 0xRRGGBB as a number.
    case packed
  }

  public enum Palette: Sendable, Equatable {
    /// Vermilion for values below zero, blue above, grey at zero; full strength at ±limit. Where lower is better, blue is
    /// below.
    case diverging(limit: Double, lowerIsBetter: Bool = false)
    /// From near-white at zero to purple at the limit.
    case sequential(limit: Double)
  }

  public enum CellText: Sendable, Equatable {
    /// A signed number with the figure's decimals, bold.
    case strong
    /// A signed number with the figure's decimals, pale.
    case pale
    /// A number with the figure's decimals.
    case plain
    /// An en dash, for a cell that has no number.
    case dash
    /// A dagger beside the number, in cells with a count above zero.
    case dagger
  }

  /// Values of an axis at the centres of the first and the last pixel of an image.
  public struct Extent: Sendable, Equatable {
    public var first: Double
    public var last: Double

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
  /// A curve, with or without a point at each x; `label` (may be empty) names it at its end.
  case line(table: Int, x: String, y: String, dash: Dash, points: Bool, colour: Colour, label: String)
  /// Points alone, filled or open; `label` (may be empty) names the last.
  case points(table: Int, x: String, y: String, filled: Bool, colour: Colour, label: String)
  /// Many small points.
  case scatter(table: Int, x: String, y: String, marker: Marker, colour: Colour)
  /// A thin line, interrupted where y is missing.
  case outline(table: Int, x: String, y: String, colour: Colour)
  /// All columns and rows of a table as the pixels of an image; `x` and `y` are where the first and the last of them lie.
  case image(table: Int, x: Extent, y: Extent, colours: ImageColours)
  /// A short text at a place of the panel, its centre there.
  case note(text: String, x: Double, y: Double)
  /// A vertical line across the panel, named above it unless `label` is empty.
  case verticalMark(at: Double, label: String)
  /// A horizontal line across the panel.
  case horizontalMark(at: Double)
  /// The outlines of unit cells centred at whole x and y.
  case cellOutlines(table: Int, x: String, y: String)
  /// Unit cells filled by value; none where the value is missing.
  case cells(table: Int, x: String, y: String, value: String, palette: Palette)
  /// The value of a cell as text; none where it is missing.
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
