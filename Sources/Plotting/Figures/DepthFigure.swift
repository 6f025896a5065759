import Analysis
import NeuralNetwork
import Study

/// Test and train accuracy against the number of hidden layers, a curve for each of a few sizes.
enum DepthFigure {
  static let kind = FigureKind(
    name: .depth, summary: "test and train accuracy against the number of hidden layers",
    requirement: "models of at least two different depths", build: figure)

  private struct Family {
    var title: String
    /// Ascending by depth, one for each.
    var series: [FigureSource.Series]
    var depths: [Int] { series.compactMap(\.depth) }
  }

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let families = families(source.networks)
    guard !families.isEmpty else { return nil }
    let sizes = source.sizes.evenlyChosen(4)
    let colours = Palette.ordered(sizes.count)
    let rules = source.chosenRules(3)
    let variants = source.variants.evenlyChosen(families.count > 1 ? 1 : 3)
    let depths = families.flatMap(\.depths)
    let columns = rules.count

    var curves: [(title: String, layers: CurveLayers)] = []
    var means: [Double] = []
    var lows: [Double] = []
    var shown: [CurvePoint] = []
    for family in families {
      for varied in variants {
        for rule in rules {
          var layers = CurveLayers(
            table: curves.count, x: "hidden_layers", values: family.depths.map(Double.init))
          for measure in [Measure.trainAccuracy, .testAccuracy] {
            let isTest = measure == .testAccuracy
            for (size, colour) in zip(sizes, colours) {
              let points = family.series.map { source.point($0, varied, rule, size) }
              if isTest { shown += points.compactMap { $0 } }
              let intervals = points.map { $0?[measure] }
              let measured = intervals.compactMap { $0 }
              guard !measured.isEmpty else { continue }
              means += measured.map { $0.mean * 100 }
              if isTest { lows += measured.map { $0.low * 100 } }
              layers.add(
                "n\(size)_\(measure.shortName)", intervals, factor: 100, dash: isTest ? .solid : .dashed,
                points: isTest,
                band: isTest, colour: colour, label: isTest ? "n = \(NumberText.count(size))" : "")
            }
          }
          let setting = source.variants.count > 1 ? source.title(ofVariant: varied) : ""
          let parts = [RuleText.short(rule), families.count > 1 ? family.title : "", setting]
          let title = parts.filter { !$0.isEmpty }.joined(separator: ", ")
          curves.append((parts.filter { !$0.isEmpty }.count == 1 ? RuleText.title(rule) : title, layers))
        }
      }
    }
    guard !means.isEmpty else { return nil }
    let x = axis(depths)
    let y = Axis.accuracy(means: means, lows: lows)
    let caption = CaptionText(source: source)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: "Accuracy on test data (solid) and on the training subset (dashed) by number of hidden layers"
        + (families.count == 1 ? ", \(families[0].title)" : ""),
      caption: CaptionText.joined(
        caption.means(shown, intervals: "bands (test)"), caption.failures(shown), caption.networks(source.series),
        caption.settings, omission(source, rules: rules.count, sizes: sizes.count, variants: variants)),
      columns: columns, width: PageWidth.of(columns: columns), panelHeight: curves.count > columns ? 250 : 320,
      panels: curves.map { Panel(title: $0.title, x: x, y: y, layers: $0.layers.layers) },
      tables: curves.map(\.layers.figureTable))
  }

  /// Models of equal width, and those whose width shrinks as they get deeper so that the parameters stay about equal.
  ///
  /// The shallowest model of equal width stands at the start of both. Models of one depth that fit neither are left to the
  /// other figures; if no two depths are of one family, all models are taken together.
  private static func families(_ networks: [FigureSource.Series]) -> [Family] {
    func byDepth(_ members: [FigureSource.Series]) -> [FigureSource.Series] {
      var depths: Set<Int?> = []
      return members.sorted { ($0.depth ?? 0, $0.modelIndex) < ($1.depth ?? 0, $1.modelIndex) }
        .filter { depths.insert($0.depth).inserted }
    }
    let ordered = byDepth(networks)
    guard ordered.count > 1, let base = ordered.first(where: { $0.depth != 0 }), let width = base.hidden?.first,
      let parameters = base.parameters
    else { return [] }
    var families: [Family] = []
    let equalWidth = byDepth(networks.filter { $0.depth != 0 && $0.hidden?.allSatisfy { $0 == width } == true })
    if equalWidth.count > 1 {
      families.append(
        Family(title: "width \(NumberText.count(width))", series: equalWidth))
    }
    let others = networks.filter { !equalWidth.contains($0) || $0 == base }
    let nearest = others.filter { abs(Double(($0.parameters ?? 0) - parameters)) <= 0.15 * Double(parameters) }
    let equalParameters = byDepth(nearest)
    if equalParameters.count > 1 {
      families.append(
        Family(
          title: "equal parameters", series: equalParameters))
    }
    return families.isEmpty ? [Family(title: "all models", series: ordered)] : families
  }

  private static func axis(_ depths: [Int]) -> Axis {
    let (low, high) = (depths.min() ?? 0, depths.max() ?? 1)
    let step = max(1, (high - low + 9) / 10)
    return Axis(
      label: "hidden layers", scale: .linear, start: Double(low) - 0.15, end: Double(high) + 0.15,
      ticks: stride(from: low, through: high, by: step).map { Axis.Tick(Double($0), NumberText.count($0)) })
  }

  private static func omission(_ source: FigureSource, rules: Int, sizes: Int, variants: [[String]]) -> String {
    var parts: [String] = []
    if rules < source.rules.count { parts.append("\(rules) of \(source.rules.count) stopping rules") }
    if sizes < source.sizes.count { parts.append("\(sizes) of \(source.sizes.count) sizes") }
    if variants.count < source.variants.count { parts.append("\(variants.count) of \(source.variants.count) settings") }
    return parts.isEmpty ? "" : "Shown: \(parts.joined(separator: ", "))."
  }
}
