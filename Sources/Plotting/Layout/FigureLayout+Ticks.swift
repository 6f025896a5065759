extension FigureLayout {
  /// Where gnuplot writes the labels of a panel's ticks: below the panel and left of it.
  func tickTexts(_ index: Int, of figure: Figure) -> [Text] {
    let (panel, place) = (figure.panels[index], panels[index])
    let below = panel.x.ticks.compactMap { tick in
      panel.x.fraction(of: tick.position).map { fraction in
        Text(
          text: tick.label, x: place.frame.left + fraction * place.frame.width, y: place.frame.bottom - 15,
          size: FontSize.axis, colour: .ink, anchor: .centre)
      }
    }
    let beside = panel.y.ticks.compactMap { tick in
      panel.y.fraction(of: tick.position).map { fraction in
        Text(
          text: tick.label,
          x: place.frame.left - 10 - TextMetrics.width(tick.label, size: FontSize.axis),
          y: place.frame.bottom + fraction * place.frame.height, size: FontSize.axis, colour: .ink, anchor: .left)
      }
    }
    return (place.showsXTicks ? below : []) + (place.showsYTicks ? beside : [])
  }
}
