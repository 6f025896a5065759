public import Analysis
import NeuralNetwork
public import Study

extension FigureRequest {
  /// The figure of an analysis; nil if it does not apply.
  ///
  /// - Throws: ``PlottingError/cannotBe(_:)`` for parts of the study that there are none of. What does not
  ///   fit on a page is said when the figure is drawn.
  public func figure(of analysis: StudyAnalysis) throws(PlottingError) -> Figure? {
    guard var figure = try built(of: analysis) else { return nil }
    if case .pageTooSmall(let name, .width, let least) = figure.problem {
      figure.problem = .pageTooSmall(
        figure: name, side: .width, least: try fittingWidth(of: analysis, from: least))
    }
    return figure
  }

  /// A width at which the figure fits, from one on that it needs at least: a wider page may have more panels in a row, whose
  /// labels take more room.
  private func fittingWidth(of analysis: StudyAnalysis, from least: PageLength) throws(PlottingError) -> PageLength {
    var (request, width) = (self, least)
    for _ in 0..<100 {
      request.style.width = width
      guard case .pageTooSmall(_, .width, let wider)? = try request.built(of: analysis)?.problem else { break }
      // By a fiftieth at least: each panel may ask for a little more than the last.
      width = PageLength(max(wider.value, (10.2 * width.value).rounded(.up) / 10), width.unit)
    }
    return width
  }

  private func built(of analysis: StudyAnalysis) throws(PlottingError) -> Figure? {
    do { try check(in: analysis.study) } catch { throw .cannotBe(error) }
    let selected = try analysis.selecting(selection, style: style)
    guard var figure = kind.build(selected) else { return nil }
    figure.name = fileName
    if style.isForPaper {
      figure.modelNumbers = Dictionary(
        FigureSource(selected).series.map { ($0.name, $0.number) }, uniquingKeysWith: { first, _ in first })
    }
    if let panels = selection.panels {
      let whole = figure.panels.count
      figure = try figure.keeping(panels)
      // The caption speaks of what is left; what panels show together, a figure of that alone says.
      let parts = figure.panels.compactMap(\.part)
      if parts.count == figure.panels.count, figure.panels.count < whole,
        let own = kind.build(selected.keeping(parts))
      {
        (figure.text, figure.signNote) = (own.text, own.signNote)
      }
    }
    return figure.restyled(style, rules: Set(analysis.curves.map(\.key.rule))).laidOut(style)
  }
}

extension Figure {
  /// The same figure with the panels of these numbers, from 1, or titles.
  fileprivate func keeping(_ wanted: [String]) throws(PlottingError) -> Figure {
    let present = panels.filter { $0 != .blank }
    var kept: [Panel] = []
    for name in wanted {
      if let number = Int(name), number > 0, number <= present.count {
        kept.append(present[number - 1])
      } else if let panel = present.first(where: { $0.title == name }) {
        kept.append(panel)
      } else {
        throw .cannotBe(
          .unknown(
            name, of: "panels",
            known: present.enumerated().map { $1.title.isEmpty ? "\($0 + 1)" : "\($0 + 1) (\($1.title))" }))
      }
    }
    var figure = self
    let heights = kept.map { panel in height(ofRow: (panels.firstIndex(of: panel) ?? 0) / columns) }
    figure.panels = kept
    figure.columns = min(columns, max(kept.count, 1))
    figure.rowHeights = stride(from: 0, to: kept.count, by: figure.columns).map { start in
      Int(heights[start..<min(start + figure.columns, kept.count)].max() ?? 0)
    }
    // As wide as its panels were.
    if figure.columns < columns {
      figure.width = max(Int(Double(width) * Double(figure.columns) / Double(columns)), PageWidth.of(columns: 1))
    }
    return figure
  }

  /// The same figure with the words and scales of a style.
  func restyled(_ style: FigureStyle, rules: Set<StoppingRule>) -> Figure {
    relabelled(style, rules: rules).rescaled(style)
  }

  /// The same figure with other words for rules, and for the axes of numbers; models have theirs from the start.
  fileprivate func relabelled(_ style: FigureStyle, rules: Set<StoppingRule>) -> Figure {
    guard let labels = style.labels else { return self }
    var words: [(from: String, to: String)] = []
    for rule in rules {
      guard let label = labels["rules.\(rule.label)"] else { continue }
      words += [(RuleText.title(rule), label), (RuleText.short(rule), label)]
    }
    // Longer words first, since others may be parts of them.
    words.sort { ($0.from.count, $0.from) > ($1.from.count, $1.from) }
    func replaced(_ text: String) -> String { words.reduce(text) { $0.replacing($1.from, with: $1.to) } }
    func replaced(_ axis: Axis, _ label: String?) -> Axis {
      var axis = axis
      if let label, !axis.label.isEmpty { axis.label = label }
      axis.ticks = axis.ticks.map { Axis.Tick($0.position, replaced($0.label)) }
      return axis
    }
    var figure = self
    (figure.subtitle, figure.text) = (replaced(subtitle), replaced(text))
    figure.panels = panels.map { panel in
      var panel = panel
      panel.title = replaced(panel.title)
      panel.x = replaced(panel.x, labels["x"])
      panel.y = replaced(panel.y, labels["y"])
      panel.layers = panel.layers.map { layer in
        switch layer {
        case .line(let table, let x, let y, let dash, let points, let colour, let label):
          .line(table: table, x: x, y: y, dash: dash, points: points, colour: colour, label: replaced(label))
        case .verticalMark(let place, let from, let label):
          .verticalMark(at: place, from: from, label: replaced(label))
        default: layer
        }
      }
      return panel
    }
    return figure
  }

  /// The same figure with axes of numbers that are logarithmic, or linear, where all that is drawn allows it.
  fileprivate func rescaled(_ style: FigureStyle) -> Figure {
    var figure = self
    for (axis, wanted, length) in [(\Panel.x, style.logX, 300.0), (\Panel.y, style.logY, Double(panelHeight))] {
      guard let wanted else { continue }
      figure.panels = figure.panels.map { panel in
        // The places of pixels are linear.
        guard !panel.layers.contains(where: \.isImage) else { return panel }
        var panel = panel
        let group = panels.filter { $0[keyPath: axis] == panel[keyPath: axis] }
        let drawn = group.flatMap {
          $0.layers.flatMap { layer in
            let values = layer.drawn(tables)
            return axis == \Panel.x ? values.x : values.y
          }
        }
        panel[keyPath: axis] = panel[keyPath: axis].scaled(
          logarithmically: wanted, over: drawn, length: length, isVertical: axis == \Panel.y)
        return panel
      }
      let staysLinear = figure.panels.map { $0[keyPath: axis] }.contains {
        !$0.ticks.isEmpty && !$0.isOfCategories && $0.scale == .linear
      }
      if wanted, staysLinear {
        figure.text = CaptionText.joined(figure.text, "An axis without two different values above 0 stays linear.")
      }
    }
    return figure
  }
}

extension Axis {
  /// The same axis with the other scale; itself where it has that, is of names, or values forbid it.
  fileprivate func scaled(
    logarithmically isLogarithmic: Bool, over values: [Double], length: Double, isVertical: Bool
  ) -> Axis {
    guard !ticks.isEmpty, !isOfCategories, (scale == .log10) != isLogarithmic else { return self }
    if isLogarithmic {
      let positive = values.filter { $0 > 0 }
      guard let low = positive.min(), let high = positive.max(), low < high else { return self }
      let axis = Axis.spanning([low, high], label: label, logarithmic: true, margin: 0.03)
        .withRoundTicks(length, isVertical: isVertical)
      return start > end ? axis.reversed : axis
    }
    let axis = Axis.linear(low: min(0, values.min() ?? 0), high: values.max() ?? 1, label: label)
    return start > end ? axis.reversed : axis
  }
}
