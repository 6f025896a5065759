import Analysis
import NeuralNetwork
import Study

/// The leading metric of every network against its number of hidden layers.
enum DepthFigure {
  static let kind = FigureKind(
    name: .depth, summary: "the metric on test and training data against the number of hidden layers",
    build: figure)

  /// The most models marked side by side; the names of more would not fit.
  private static let maximumLoose = 16

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    // Of models that were trained elsewhere the number of layers may not be known.
    let source = FigureSource(analysis).withDepths
    let metric = analysis.study.metric
    let factor = metric.unit.factor
    let depths = source.networks.compactMap(\.depth)
    guard Set(depths).count > 1 else { return nil }
    let groups = DepthGroup.groups(source, maximumLoose: maximumLoose)
    let sizes = source.sizeChoice(4)
    let colours = Palette.ordered(sizes.shown.count)
    let rules = source.ruleChoice(3)
    let hasFamilies = groups.count > 1
    let settings = source.variantChoice(hasFamilies ? (rules.shown.count == 1 ? 2 : 1) : 3)
    // Families below each other, two settings or rules beside each other.
    let columns =
      hasFamilies && rules.shown.count == 1
      ? min(2, max(settings.shown.count, groups.count - 1)) : rules.shown.count
    let hasOneRule = rules.shown.count == 1 && groups.count * settings.shown.count > 1

    var curves: [(title: String, marks: [Layer], layers: CurveLayers, part: StudyPart)] = []
    var means: [Double] = []
    var lows: [Double] = []
    var shown: [CurvePoint] = []
    for group in groups {
      for varied in settings.shown.map(\.varied) {
        for rule in rules.shown {
          var layers = CurveLayers(table: curves.count, x: "hidden_layers", values: group.positions)
          var highest: [Double?] = group.members.map { _ in nil }
          for measure in [Measure.train(metric), .test(metric)] {
            let isTest = measure == .test(metric)
            for (index, (size, colour)) in zip(sizes.shown, colours).enumerated() {
              let points = group.members.map { source.point($0, varied, rule, size) }
              if isTest { shown += points.compactMap { $0 } }
              let measured = points.compactMap { $0?[measure] }
              means += measured.map { $0.mean * factor }
              if isTest { lows += measured.map { $0.low * factor } }
              for (member, point) in points.enumerated() {
                guard let value = point?[measure] else { continue }
                highest[member] = max(highest[member] ?? -.infinity, (isTest ? value.high : value.mean) * factor)
              }
              group.add(
                points.map { $0?[measure] }, name: "n\(size)_\(measure.shortName)", factor: factor, isTest: isTest,
                shift: sizes.shown.count > 1 ? 2 * Double(index) / Double(sizes.shown.count - 1) - 1 : 0,
                colour: colour,
                label: "n = \(NumberText.count(size))", to: &layers)
            }
          }
          let parts =
            (hasOneRule ? [] : [RuleText.short(rule)]) + (hasFamilies ? [group.title] : [])
            + source.words(ofVariant: varied, keys: settings.keys)
          curves.append(
            (
              parts.count == 1 && !hasOneRule ? RuleText.title(rule) : parts.joined(separator: ", "),
              group.marks(above: highest),
              layers,
              StudyPart(rules: [rule], models: group.members.map(\.modelIndex), varied: varied)
            ))
        }
      }
    }
    guard !means.isEmpty else { return nil }
    let x = axis(groups.flatMap(\.positions), depths: depths)
    let y = Axis.metric(metric, means: means, lows: lows)
    let caption = CaptionText(source: source)
    let shared =
      (hasOneRule ? rules.shown.map(RuleText.short) : []) + (groups.count == 1 ? [groups[0].title] : [])
      + source.sharedWords(settings.shown.first?.varied ?? [], differing: settings.keys)
    let panels = curves.map { Panel(title: $0.title, x: x, y: y, layers: $0.marks + $0.layers.layers, of: $0.part) }
    let tables = curves.map(\.layers.figureTable)
    let drawn = DrawnWords(panels, tables)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        CaptionText.parts(metric.title, drawn) + " by number of hidden layers",
        shared: shared.filter { !$0.isEmpty }.joined(separator: ", ")),
      caption: CaptionText.joined(
        caption.means(shown, intervals: drawn.intervals("test")), DepthGroup.words(groups), caption.failures(shown),
        caption.networks(source.networks), caption.settings,
        caption.shown(groups.map(\.omission) + [rules.omission, sizes.omission, settings.omission]),
        withoutDepth(source)),
      columns: columns, width: PageWidth.of(columns: columns), panelHeight: curves.count > columns ? 250 : 320,
      panels: panels, tables: tables)
  }

  private static func axis(_ positions: [Double], depths: [Int]) -> Axis {
    let (low, high) = (depths.min() ?? 0, depths.max() ?? 1)
    let present = Set(depths).sorted()
    let step = max(1, (present.count + 9) / 10)
    return Axis(
      label: "hidden layers", scale: .linear, start: min(Double(low) - 0.15, (positions.min() ?? 0) - 0.1),
      end: max(Double(high) + 0.15, (positions.max() ?? 0) + 0.1),
      ticks: stride(from: 0, to: present.count, by: step).map {
        Axis.Tick(Double(present[$0]), NumberText.count(present[$0]))
      })
  }

  /// Names the models that have no depth.
  private static func withoutDepth(_ source: FigureSource) -> String {
    let names = source.series.filter { $0.kind == .oneShot }.map(\.fullName)
    return names.isEmpty ? "" : "Not shown, because they have no layers: \(names.joined(separator: ", "))."
  }
}
