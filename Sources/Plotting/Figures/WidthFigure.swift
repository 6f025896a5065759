import Analysis
import NeuralNetwork
import Study

/// The leading metric and the loss of networks of one depth against the width of their layers, with the width at which a
/// network has a parameter for each output of each training sample, and that from which train error is 0.
enum WidthFigure {
  static let kind = FigureKind(
    name: .width, summary: "the metric and the loss on test and training data against the width of the layers",
    build: figure)

  /// The most columns of panels.
  private static let maximum = 3

  /// A column: a family of networks with one setting under one rule.
  private struct Column {
    var family: WidthFamily
    var varied: [String]
    var rule: StoppingRule
    var title: String

    var part: StudyPart {
      StudyPart(rules: [rule], models: family.members.map(\.modelIndex), varied: varied)
    }
  }

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let all = WidthFamily.all(analysis.curves.map(\.key), of: analysis.study)
    guard !all.isEmpty else { return nil }
    let families = Choice(all, atMost: maximum, noun: "families of one depth")
    let hasOneFamily = families.shown.count == 1
    let rules = hasOneFamily ? source.ruleChoice(maximum) : source.lastRule
    let settings = source.variantChoice(hasOneFamily && rules.shown.count == 1 ? maximum : 1)
    let columns = families.shown.flatMap { family in
      settings.shown.map(\.varied).flatMap { varied in
        rules.shown.map { rule in
          let parts =
            (hasOneFamily ? [] : [name(family)]) + (rules.shown.count > 1 ? [RuleText.title(rule)] : [])
            + source.words(ofVariant: varied, keys: settings.keys)
          return Column(family: family, varied: varied, rule: rule, title: parts.joined(separator: ", "))
        }
      }
    }
    let sizes = source.sizeChoice(3)
    guard let largest = source.sizes.last else { return nil }
    let metric = analysis.study.metric
    // A metric that is the loss needs no second row.
    let hasLosses =
      !metric.losses.contains(analysis.study.training.loss) && analysis.curves.contains { $0[.testLoss] != nil }
    let rows: [(test: Measure, train: Measure, factor: Double)] =
      [(.test(metric), .train(metric), metric.unit.factor)] + (hasLosses ? [(.testLoss, .trainLoss, 1)] : [])
    var panels: [[CurveLayers]] = []
    var points: [CurvePoint] = []
    for (row, measures) in rows.enumerated() {
      panels.append(
        columns.enumerated().map { index, column in
          let shown = sizes.shown.map { size in members(column, size, source) }
          if row == 0 { points += shown.joined().compactMap { $0 } }
          return layers(
            shown, sizes.shown, measures, table: row * columns.count + index, widths: column.family.members.map(\.width)
          )
        })
    }
    guard points.contains(where: { $0[.test(metric)] != nil }) else { return nil }

    let length = PageWidth.axis(columns: columns.count)
    let x = axis(columns.flatMap { $0.family.members.map(\.width) }, length: length)
    func values(_ measure: Measure, _ value: (Interval) -> Double) -> [Double] {
      points.compactMap { $0[measure].map(value) }
    }
    let factor = metric.unit.factor
    let both = [Measure.test(metric), .train(metric)]
    let y = [
      Axis.metric(
        metric, means: both.flatMap { values($0) { $0.mean * factor } },
        lows: values(.test(metric)) { $0.low * factor }),
      Axis.losses(train: values(.trainLoss, \.mean), heldOut: values(.testLoss, \.mean), length: 250),
    ]
    let marks = columns.map { Marks($0.family, points: members($0, largest, source), size: largest, metric: metric) }
    let caption = CaptionText(source: source)
    let shared =
      (hasOneFamily ? families.shown.map(name) : []) + (rules.shown.count == 1 ? rules.shown.map(RuleText.short) : [])
      + source.sharedWords(settings.shown.first?.varied ?? [], differing: settings.keys)
    let tables = panels.joined().map(\.figureTable)
    let drawn = DrawnWords(panels.joined().flatMap(\.layers), tables)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        CaptionText.parts(metric.title + (hasLosses ? " (above) and loss (below)" : ""), drawn)
          + " by width of the layers", shared: shared.filter { !$0.isEmpty }.joined(separator: ", ")),
      caption: CaptionText.joined(
        caption.means(points, intervals: drawn.intervals("test")),
        zip(columns, marks).map { $1.words(columns.count > 1 ? $0.title : "") }.joined(separator: " "),
        columns.contains { !drops($0, sizes.shown, source).isEmpty }
          ? "\(metric.worseningArrow): significantly worse there than some narrower network." : "",
        models(families.shown, source), caption.failures(points), caption.settings,
        caption.shown([families.omission, rules.omission, sizes.omission, settings.omission])),
      columns: columns.count, width: PageWidth.of(columns: columns.count), panelHeight: 250,
      panels: panels.enumerated().flatMap { row, layers in
        layers.enumerated().map { index, layers in
          Panel(
            title: row == 0 ? columns[index].title : "", x: x, y: y[row],
            layers: marks[index].layers(on: x, named: row == 0) + layers.layers
              + (row == 0 ? drops(columns[index], sizes.shown, source).compactMap { mark($0, source, y[row]) } : []),
            of: columns[index].part)
        }
      },
      tables: tables)
  }

  /// The points of a family at one size, from the narrowest network to the widest.
  private static func members(_ column: Column, _ size: Int, _ source: FigureSource) -> [CurvePoint?] {
    column.family.members.map { member in
      source.series(member.modelIndex).flatMap { source.point($0, column.varied, column.rule, size) }
    }
  }

  /// The drops over widths of a column.
  private static func drops(_ column: Column, _ sizes: [Int], _ source: FigureSource) -> [WidthDrop] {
    source.analysis.widthDrops.filter { drop in
      drop.to.rule == column.rule && drop.to.varied == column.varied && sizes.contains(drop.size)
        && column.family.members.contains { $0.modelIndex == drop.to.modelIndex }
    }
  }

  private static func mark(_ drop: WidthDrop, _ source: FigureSource, _ y: Axis) -> Layer? {
    let metric = source.analysis.study.metric
    guard let width = drop.to.hidden?.first, let series = source.series(drop.to.modelIndex),
      let value = source.point(series, drop.to.varied, drop.to.rule, drop.size)?[.test(metric)]
    else { return nil }
    return .worsening(metric, x: Double(width), value: value.mean, on: y)
  }

  private static func layers(
    _ points: [[CurvePoint?]], _ sizes: [Int], _ measures: (test: Measure, train: Measure, factor: Double), table: Int,
    widths: [Int]
  ) -> CurveLayers {
    var layers = CurveLayers(table: table, x: "width", values: widths.map(Double.init))
    let colours = Palette.ordered(sizes.count)
    for (measure, isTest) in [(measures.train, false), (measures.test, true)] {
      for (index, size) in sizes.enumerated() {
        layers.add(
          "n\(size)_\(measure.name)", points[index].map { $0?[measure] }, factor: measures.factor,
          dash: isTest ? .solid : .dashed, points: isTest, band: isTest, colour: colours[index],
          label: isTest ? "n = \(NumberText.count(size))" : "")
      }
    }
    return layers
  }

  private static func axis(_ widths: [Int], length: Double) -> Axis {
    let values = widths.map(Double.init)
    return Axis.values(
      values, label: "units of each hidden layer", logarithmic: Axis.isWide(values), length: length, isVertical: false)
  }

  private static func name(_ family: WidthFamily) -> String {
    (["\(NumberText.count(family.depth)) hidden layer\(family.depth == 1 ? "" : "s")"] + family.structure.words)
      .joined(separator: ", ")
  }

  /// What lines join, and the models that are not shown.
  private static func models(_ families: [WidthFamily], _ source: FigureSource) -> String {
    func name(_ member: WidthFamily.Member) -> String { source.series(member.modelIndex)?.name ?? "" }
    let lines = families.map { "\(self.name($0)) (\($0.members.map(name).joined(separator: ", ")))" }
    let shown = Set(families.flatMap { $0.members.map(\.modelIndex) })
    let others = source.series.filter { !shown.contains($0.modelIndex) }.map(\.name)
    return CaptionText.joined(
      "Lines join \(lines.joined(separator: " and ")).",
      others.isEmpty
        ? "" : "Not shown, because they do not differ from these in width alone: \(others.joined(separator: ", ")).")
  }

  /// Two widths to mark, at one size.
  private struct Marks {
    let size: Int
    let outputs: Int?
    /// Where parameters are as many as samples times outputs.
    let threshold: Double?
    /// The narrowest network from which on all have no train error in any replicate.
    let fitting: Int?
    /// Whether train error is measured, and can be 0.
    let canFit: Bool

    init(_ family: WidthFamily, points: [CurvePoint?], size: Int, metric: Metric) {
      self.size = size
      outputs = family.outputs
      threshold = outputs.flatMap { family.width(ofParameters: Double(size) * Double($0)) }
      let measure = Measure.train(metric)
      let isPerfect = points.map { point in
        point.map { $0.diverged == 0 && $0[measure]?.mean == metric.best && metric.best != nil } ?? false
      }
      let first = isPerfect.lastIndex(of: false).map { $0 + 1 } ?? 0
      fitting = family.members.indices.contains(first) ? family.members[first].width : nil
      canFit = metric.best != nil && points.contains { $0?[measure] != nil }
    }

    func layers(on axis: Axis, named: Bool) -> [Layer] {
      [(threshold, "P = n·k"), (fitting.map(Double.init), "train error 0")].compactMap { place, label in
        guard let place, let fraction = axis.fraction(of: place), (0...1).contains(fraction) else { return nil }
        return .verticalMark(at: place, label: named ? label : "")
      }
    }

    func words(_ title: String) -> String {
      let start = title.isEmpty ? "At n = \(NumberText.count(size))" : "\(title), n = \(NumberText.count(size))"
      let first: String? =
        if let threshold, let outputs {
          "as many parameters P as samples n times outputs k = \(NumberText.count(outputs)) at width "
            + NumberText.rounded(threshold)
        } else {
          outputs == nil ? "where there are as many parameters as samples times outputs is not known" : nil
        }
      let second =
        !canFit
        ? nil
        : fitting.map { "train error 0 in all replicates from width \(NumberText.count($0)) on" }
          ?? "train error above 0 in some replicate of the widest network"
      let parts = [first, second].compactMap(\.self)
      return parts.isEmpty ? "" : "\(start): \(parts.joined(separator: "; "))."
    }
  }
}
