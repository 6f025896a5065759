extension Panel {
  /// Says in a caption how ``interleaved(_:)`` draws curves.
  static let overlapNote = "Where curves coincide, the later one is drawn in dashes on the earlier one."

  /// The same panel with solid curves that no eye could tell from an earlier one in dashes that leave it visible.
  ///
  /// `tables` are those of the figure.
  func interleaved(_ tables: [FigureTable]) -> Panel {
    let curves = layers.indices.compactMap { SolidCurve(layers[$0], at: $0, on: y, tables) }
    // For each curve, the first of those that it lies on.
    var first = Array(curves.indices)
    for later in curves.indices {
      if let earlier = curves[..<later].firstIndex(where: curves[later].coincides) { first[later] = first[earlier] }
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
  let x: [Double?]
  /// Parts of the axis.
  let y: [Double?]

  init?(_ curve: Layer, at layer: Int, on axis: Axis, _ tables: [FigureTable]) {
    guard case .line(let table, let x, let y, .solid, _, _, _) = curve, tables.indices.contains(table) else {
      return nil
    }
    self.layer = layer
    self.x = tables[table][x]
    self.y = tables[table][y].map { $0.flatMap(axis.fraction) }
  }

  /// Whether both curves lie on each other nearly everywhere: closer than the width of a line, a hundredth of the axis, at
  /// four of five places where there is either.
  func coincides(with other: SolidCurve) -> Bool {
    guard x == other.x else { return false }
    let places = zip(y, other.y).filter { $0 != nil || $1 != nil }
    let near = places.count { one, two in one.flatMap { one in two.map { abs(one - $0) <= 0.01 } } ?? false }
    return near > 0 && 5 * near >= 4 * places.count
  }
}
