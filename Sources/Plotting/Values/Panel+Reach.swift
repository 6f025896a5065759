/// Axes are chosen by means; what else is drawn, such as intervals, may go beyond them.
extension [Panel] {
  /// The same panels on axes that hold all that is drawn; panels that share an axis still do. `height` is that of a panel in
  /// pixels.
  func reachingAll(_ tables: [FigureTable], height: Int) -> [Panel] {
    func reached(_ axis: WritableKeyPath<Panel, Axis>, _ drawn: (Layer) -> [Double], length: Double) -> [Axis] {
      let isVertical = axis == \Panel.y
      return map { panel in
        let values = filter { $0[keyPath: axis] == panel[keyPath: axis] }.flatMap { $0.layers.flatMap(drawn) }
        return panel[keyPath: axis].reaching(values, length: length, isVertical: isVertical)
      }
    }
    let x = reached(\.x, { $0.drawn(tables).x }, length: 300)
    let y = reached(\.y, { $0.drawn(tables).y }, length: Double(height))
    return indices.map { index in
      var panel = self[index]
      (panel.x, panel.y) = (x[index], y[index])
      return panel
    }
  }
}

extension Figure {
  /// Says what has no place on the axes: dots of a cloud beyond them, and on a logarithmic one zeros, what lies below, and
  /// intervals down to there. Empty where everything has.
  var axisNote: String {
    let dots = panels.reduce((0, 0)) { sum, panel in
      let places = panel.layers.flatMap { layer -> [Bool] in
        guard case .scatter(_, _, _, .dot, _) = layer else { return [] }
        return rows(of: layer).map { row in
          zip([panel.x, panel.y], row).allSatisfy { (0...1).contains($0.fraction(of: $1) ?? -1) }
        }
      }
      return (sum.0 + places.count { !$0 }, sum.1 + places.count)
    }
    let points = panels.reduce((0, 0)) { sum, panel in
      let places = panel.layers.flatMap { layer -> [Bool] in
        switch layer {
        case .line, .points:
          rows(of: layer).map { row in zip([panel.x, panel.y], row).allSatisfy { $0.hasPlace(for: $1) } }
        default: []
        }
      }
      return (sum.0 + places.count { !$0 }, sum.1 + places.count)
    }
    return CaptionText.joined(
      dots.0 == 0 ? "" : "\(NumberText.count(dots.0)) of \(NumberText.count(dots.1)) dots lie beyond the axis.",
      points.0 == 0
        ? ""
        : "Not drawn: \(NumberText.count(points.0)) of \(NumberText.counted(points.1, "point")), at or below 0, where a "
          + "logarithmic axis has no place.",
      panels.contains { $0.hasUnplaceableEnds(tables) } ? Panel.zeroNote : "")
  }
}

extension Axis {
  /// Whether a value has a place on the axis or beyond its ends.
  fileprivate func hasPlace(for value: Double) -> Bool { scale == .linear || value > 0 }
}

extension Panel {
  /// What a caption says of intervals down to zero on a logarithmic axis.
  static let zeroNote = "Intervals that reach zero end at the axis, which is logarithmic."

  fileprivate func hasUnplaceableEnds(_ tables: [FigureTable]) -> Bool {
    layers.contains { layer in
      switch layer {
      case .band, .bars, .rowBars, .links, .outline: break
      default: return false
      }
      let drawn = layer.drawn(tables)
      return x.scale == .log10 && drawn.x.contains { $0 <= 0 } || y.scale == .log10 && drawn.y.contains { $0 <= 0 }
    }
  }
}

extension Layer {
  /// The values at which something is drawn along either axis. None of a cloud of points, of which a few may lie beyond an
  /// axis, as the caption then says; none of images and notes, which are placed by their axes.
  func drawn(_ tables: [FigureTable]) -> (x: [Double], y: [Double]) {
    func column(_ name: String) -> [Double] {
      guard let source, tables.indices.contains(source.table) else { return [] }
      return tables[source.table][name].compactMap { $0 }
    }
    return switch self {
    case .band(_, let x, let low, let high, _), .bars(_, let x, let low, let high, _):
      (column(x), column(low) + column(high))
    case .rowBars(_, let y, let low, let high, _): (column(low) + column(high), column(y))
    case .links(_, let x, let y, let toX, let toY, _): (column(x) + column(toX), column(y) + column(toY))
    case .line(_, let x, let y, _, _, _, _), .points(_, let x, let y, _, _, _), .outline(_, let x, let y, _),
      .cellOutlines(_, let x, let y), .cells(_, let x, let y, _, _), .cellText(_, let x, let y, _, _):
      (column(x), column(y))
    case .verticalMark(let position, let from, _): ([position], [from].compactMap(\.self))
    case .horizontalMark(let position): ([], [position])
    case .scatter, .image, .note: ([], [])
    }
  }
}
