import Foundation

/// Where the texts of a cell of a map stand: its number in the middle, a ring in the upper left corner and a dagger in the
/// upper right one, so that they lie on neither the number nor what is beside the map.
struct CellPlace {
  /// How far the corners are from the middle of the cell, across and, as the axis has it, upwards: parts of a cell.
  let inset, rise: Double

  /// What a cell shows of its place, on either side of its middle.
  private static let (halfWidth, halfHeight) = (0.48, 0.46)
  /// The part of the size of letters that the taller half of a sign takes.
  private static let halfSign = 0.4
  /// The part of the size of letters that the number and the sign above it take.
  private static let inkHeight = 0.75

  /// `sign` is the size of signs, `height` that of the panel, in pixels.
  init(sign: Double, panel: Panel, height: Double) {
    let cell = Self.cellHeight(panel, height: height)
    inset = Self.halfWidth - 0.02
    rise = (panel.y.start > panel.y.end ? -1 : 1) * max(Self.halfHeight - Self.halfSign * sign / cell, 0)
  }

  private static func cellHeight(_ panel: Panel, height: Double) -> Double {
    height / Double(max(panel.y.ticks.count, 1))
  }

  /// Whether signs have room above the number of a cell; elsewhere they stand beside it.
  static func hasCorners(_ panel: Panel, height: Double, number: Double, sign: Double) -> Bool {
    halfHeight * cellHeight(panel, height: height) >= inkHeight * (number / 2 + sign)
  }
}

extension Figure {
  /// The size of signs in cells, in pixels.
  var signSize: Double {
    let sizes = fontSizes
    return max(sizes.sign * (cellSize ?? sizes.cell) / sizes.cell, sizes.least)
  }

  /// The text of a value in a cell; empty where it has none.
  func cellText(_ value: Double, _ style: Layer.CellText) -> String {
    switch style {
    case .ring: return value > 0 ? "○" : ""
    case .dagger: return value > 0 ? "†" : ""
    case .lost: return value > 0 ? "†\(Int(value))" : ""
    case .dash: return value == 0 ? "–" : ""
    case .strong, .pale, .plain:
      let size = abs(value)
      let number =
        size < GnuplotScript.exponentFrom ? String(format: "%.\(cellDecimals)f", size) : String(format: "%.0e", size)
      let isZero = Double(number) == 0
      return (value < 0 && !isZero ? "−" : style == .plain || isZero ? "" : "+") + number
    }
  }
}

extension FigureLayout {
  /// The texts in the cells of a map.
  func cellTexts(_ index: Int, of figure: Figure) -> [Text] {
    let (panel, frame) = (figure.panels[index], panels[index].frame)
    let (size, sign) = (figure.cellSize ?? figure.fontSizes.cell, figure.signSize)
    let place = CellPlace(sign: sign, panel: panel, height: frame.height)
    return panel.layers.flatMap { layer -> [Text] in
      guard case .cellText(_, _, _, _, let style) = layer else { return [] }
      let side: Double =
        switch style {
        case .ring: -1
        case .dagger, .lost: 1
        default: 0
        }
      return figure.rows(of: layer).compactMap { row in
        let text = figure.cellText(row[2], style)
        guard !text.isEmpty, let x = panel.x.fraction(of: row[0] + side * place.inset),
          let y = panel.y.fraction(of: row[1] + (side == 0 ? 0 : place.rise))
        else { return nil }
        let size = side == 0 ? size : sign
        let left = frame.left + x * frame.width
        let width = TextMetrics.width(text, size: size)
        return Text(
          text: text, x: left - (side > 0 ? width : 0), y: frame.bottom + y * frame.height, size: size, colour: .ink,
          anchor: side == 0 ? .centre : .left)
      }
    }
  }
}
