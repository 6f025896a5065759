import Analysis
import Study

/// The share of dead neurons of each hidden layer before and after training, and its course.
enum DeadNeuronsFigure {
  static let kind = FigureKind(
    name: .deadNeurons, summary: "share of dead hidden neurons by layer, before, during and after training",
    build: figure)

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let all = analysis.deadNeuronCurves.filter { !$0.shares.isEmpty }
    var settings: [ModelSetting] = []
    for curve in all where !settings.contains(curve.configuration.setting) {
      settings.append(curve.configuration.setting)
    }
    let named = NamedConfigurations(settings, atMost: FigureSource.maximumCurves, in: source)
    let namedCurves = all.filter { named.entry(of: $0.configuration.setting) != nil }
    let choice = Choice(Set(namedCurves.map(\.layer)).sorted(), atMost: 5, noun: "hidden layers")
    let layers = choice.shown
    let shown = namedCurves.filter { layers.contains($0.layer) }
    guard let first = shown.first else { return nil }
    let columns = layers.count
    let names = named.entries.map { name($0, of: shown) }
    let rows = Axis.categories(names, label: named.axisName, downwards: true)
    let shares = shown.flatMap { $0.shares + ($0.final.map { [$0] } ?? []) }
    let highest = max(min((shares.map(\.high).max() ?? 1) * 100, 100), 5)
    let share = Axis.linear(low: 0, high: highest, label: "dead neurons (%)", ceiling: 100)
    let epochs = shown.map { $0.shares.count - 1 }.max() ?? 1
    let room = names.map { TextMetrics.width($0, size: FigureLayout.FontSize.axis) }.max() ?? 0
    let length = PageWidth.axis(columns: columns, margin: 40 + room / Double(columns))
    let x = Axis.linear(low: 0, high: Double(epochs), label: "epoch", length: length)

    var upper: [Panel] = []
    var lower: [Panel] = []
    var tables: (dots: [FigureTable], courses: [FigureTable]) = ([], [])
    for (index, layer) in layers.enumerated() {
      var dots = RowDots(
        table: index, rows: named.entries.count, shifts: [("row_before", -0.12), ("row_after", 0.12)])
      let courses = shown.filter { $0.layer == layer }.map { $0.shares.map { Optional($0.mean) } }
      let length = max(epochs, 1) + 1
      // From 0, before training.
      let drawn = DrawnEpochs.chosen(of: length) {
        courses.map { $0 + Array(repeating: nil, count: length - $0.count) }
      }.map { $0 - 1 }
      var course = CurveLayers(table: layers.count + index, x: "epoch", values: drawn.map(Double.init))
      for (row, entry) in named.entries.enumerated() {
        guard let curve = shown.first(where: { $0.configuration.setting == entry.setting && $0.layer == layer }) else {
          continue
        }
        dots.add(entry.stem + "_before", curve.shares.first, row: row, line: 0, filled: false, colour: entry.colour)
        dots.add(entry.stem + "_after", curve.final, row: row, line: 1, filled: true, colour: entry.colour)
        dots.link(entry.stem + "_before", entry.stem + "_after", colour: entry.colour)
        course.add(
          entry.stem, drawn.map { curve.shares.indices.contains($0) ? curve.shares[$0] : nil }, factor: 100,
          dash: .solid, points: false, band: true, colour: entry.colour,
          label: named.entries.count > 1 ? entry.label : "")
      }
      let widths = Set(shown.filter { $0.layer == layer }.map(\.units)).sorted().map { NumberText.count($0) }
      upper.append(
        Panel(
          title: "layer \(layer), \(widths.joined(separator: " or ")) neurons", x: share, y: rows, layers: dots.layers))
      lower.append(Panel(title: "", x: x, y: share, layers: course.layers))
      tables.dots.append(dots.figureTable)
      tables.courses.append(course.figureTable)
    }
    let caption = CaptionText(source: source)
    let drawn = DrawnWords(upper + lower, tables.dots + tables.courses)
    let dots = DrawnWords(upper, tables.dots)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "Dead hidden neurons at n = \(NumberText.count(first.configuration.size)): before training (open)"
          + (dots.hasPoints(filled: true) ? ", after it (filled)" : "") + " and by epoch", shared: named.shared),
      caption: CaptionText.joined(
        "A neuron is dead if it is active on none of \(NumberText.range(shown.map(\.probes))) test samples.",
        replicates(shown, drawn, caption), caption.networks(named.models), caption.settings,
        caption.shown([named.omission, choice.omission]),
        caption.inOneGo),
      columns: columns, width: PageWidth.of(columns: columns), panelHeight: max(200, 34 * names.count),
      panels: upper + lower,
      tables: tables.dots + tables.courses)
  }

  /// With the number of replicates that finished where some diverged.
  private static func name(_ entry: NamedConfigurations.Entry, of curves: [DeadNeuronCurve]) -> String {
    let curve = curves.first { $0.configuration.setting == entry.setting }
    guard let curve, let begun = curve.counts.first, curve.finalCount < begun else { return entry.label }
    return "\(entry.label) (\(NumberText.count(curve.finalCount)) of \(NumberText.count(begun)))"
  }

  private static func replicates(_ curves: [DeadNeuronCurve], _ drawn: DrawnWords, _ caption: CaptionText) -> String {
    let hasDiverged = curves.contains { $0.finalCount < $0.counts.first ?? 0 }
    return caption.means(of: curves.compactMap(\.counts.first), intervals: drawn.intervals())
      + (hasDiverged ? " In brackets: replicates that did not diverge; after training, means of these alone." : "")
  }
}
