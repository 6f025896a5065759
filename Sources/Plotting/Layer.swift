/// One thing drawn in a panel, from columns of one of the figure's tables.
public enum Layer: Sendable, Equatable {
  public enum Dash: Sendable, Equatable {
    case solid, dashed, dotted
  }

  public enum Palette: Sendable, Equatable {
    /// Vermilion for values below zero, blue above, grey at zero; full strength at ±limit.
    case diverging(limit: Double)
    /// From near-white at zero to purple at the limit.
    case sequential(limit: Double)
  }

  public enum CellText: Sendable, Equatable {
    /// A signed number with one decimal, bold.
    case strong
    /// A signed number with one decimal, pale.
    case pale
    /// A number with one decimal.
    case plain
    /// An en dash, for a cell that has no number.
    case dash
  }

  /// The area between two curves.
  case band(table: Int, x: String, low: String, high: String, colour: Colour)
  /// A vertical bar from `low` to `high` at each x.
  case bars(table: Int, x: String, low: String, high: String, colour: Colour)
  /// A curve, with or without a point at each x; `label` (may be empty) names it at its end.
  case line(table: Int, x: String, y: String, dash: Dash, points: Bool, colour: Colour, label: String)
  /// Points alone, filled or open; `label` (may be empty) names the last.
  case points(table: Int, x: String, y: String, filled: Bool, colour: Colour, label: String)
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
  /// The columns that a layer reads.
  var source: (table: Int, columns: [String])? {
    switch self {
    case .band(let table, let x, let low, let high, _), .bars(let table, let x, let low, let high, _):
      (table, [x, low, high])
    case .line(let table, let x, let y, _, _, _, _), .points(let table, let x, let y, _, _, _),
      .cellOutlines(let table, let x, let y):
      (table, [x, y])
    case .cells(let table, let x, let y, let value, _), .cellText(let table, let x, let y, let value, _):
      (table, [x, y, value])
    case .verticalMark, .horizontalMark: nil
    }
  }

  /// The name of a curve with its colour; nil where a layer has none.
  var key: (label: String, colour: Colour)? {
    switch self {
    case .line(_, _, _, _, _, let colour, let label), .points(_, _, _, _, let colour, let label):
      label.isEmpty ? nil : (label, colour)
    default: nil
    }
  }

  var isCellLayer: Bool {
    switch self {
    case .cellOutlines, .cells, .cellText: true
    default: false
    }
  }
}
