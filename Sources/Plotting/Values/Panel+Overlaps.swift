extension Figure {
  /// Says how ``Panel/interleaved(_:height:)`` draws curves; empty where it had none to change.
  var overlapNote: String {
    let hasOverlaps = panels.contains { panel in
      panel.layers.contains { layer in
        if case .line(_, _, _, .interleaved, _, _, _) = layer { true } else { false }
      }
    }
    return hasOverlaps ? Panel.overlapNote : ""
  }
}

extension Panel {
  /// What a caption says of curves that coincide.
  static let overlapNote = "Where curves coincide, the later one is drawn in dashes on the earlier one."

  /// The same panel, with each solid curve that coincides with an earlier one drawn in dashes that leave that visible.
  ///
  /// `tables` are those of the figure, `height` the pixels between the axes.
  func interleaved(_ tables: [FigureTable], height: Int) -> Panel {
    let curves = layers.indices.compactMap { SolidCurve($0, of: self, tables) }
    // A curve that is further away than a line is wide is seen beside it.
    let reach = FigureLayout.lineWidth / Double(max(height, 1))
    // For each curve, the first of those that it lies on.
    var first = Array(curves.indices)
    for later in curves.indices {
      if let earlier = curves[..<later].firstIndex(where: { curves[later].lies(on: $0, within: reach) }) {
        first[later] = first[earlier]
      }
    }
    var panel = self
    for later in curves.indices where first[later] != later {
      let group = curves.indices.filter { first[$0] == first[later] }
      guard case .line(let table, let x, let y, _, let points, let colour, let label) = layers[curves[later].layer]
      else { continue }
      panel.layers[curves[later].layer] = .line(
        table: table, x: x, y: y,
        dash: .interleaved(position: group.firstIndex(of: later) ?? 1, count: group.count), points: points,
        colour: colour, label: label)
    }
    return panel
  }
}

/// A solid curve of a panel: which of its layers, and where its points lie.
private struct SolidCurve {
  let layer: Int
  /// Parts of the axes.
  let x: [Double?]
  let y: [Double?]
  /// The places from the first value to the last.
  private let extent: ClosedRange<Int>?

  init?(_ layer: Int, of panel: Panel, _ tables: [FigureTable]) {
    guard case .line(let table, let x, let y, .solid, _, _, _) = panel.layers[layer], tables.indices.contains(table)
    else { return nil }
    self.layer = layer
    self.x = tables[table][x].map { $0.flatMap(panel.x.fraction) }
    let values = tables[table][y].map { $0.flatMap(panel.y.fraction) }
    self.y = values
    extent = values.firstIndex { $0 != nil }.flatMap { first in
      values.lastIndex { $0 != nil }.map { first...$0 }
    }
  }

  /// Whether a place is between the ends of the curve.
  private func reaches(_ place: Int) -> Bool { extent?.contains(place) ?? false }

  /// Whether both curves lie on each other nearly everywhere: no further apart than `reach`, a part of the axis, along four
  /// fifths of the way that there is either.
  func lies(on other: SolidCurve, within reach: Double) -> Bool {
    guard x == other.x, y.count == other.y.count else { return false }
    let places = x.indices.compactMap { place -> (x: Double, isNear: Bool)? in
      guard let x = x[place], y[place] != nil || other.y[place] != nil else { return nil }
      // A line bridges a place without a value, which therefore tells nothing; it does not go on beyond its ends.
      guard let one = y[place], let two = other.y[place] else {
        return reaches(place) && other.reaches(place) ? nil : (x, false)
      }
      return (x, abs(one - two) <= reach)
    }
    let steps = zip(places, places.dropFirst()).map { (length: abs($1.x - $0.x), isNear: $0.isNear && $1.isNear) }
    let near = steps.reduce(0) { $0 + ($1.isNear ? $1.length : 0) }
    return near > 0 && near >= 0.8 * steps.reduce(0) { $0 + $1.length }
  }
}
