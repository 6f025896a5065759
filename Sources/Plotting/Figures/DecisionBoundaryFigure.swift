import Analysis
import Foundation
import NeuralNetwork
import Study

/// The class that each model gives to every point of the plane, with the training samples, for data with two features.
enum DecisionBoundaryFigure {
  static let kind = FigureKind(
    name: .decisionBoundary, summary: "the class regions of each model with the training samples in them",
    mayApply: { $0.facts.inputs == 2 }, build: figure)

  /// The most points in all panels together; more make larger files and hide each other.
  private static let maximumPoints = 1200

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let all = analysis.portraits.filter { $0.decisions != nil }
    let named = NamedConfigurations(all.map(\.configuration.setting), atMost: 12, in: source)
    let shown = named.entries.compactMap { entry in
      all.first { $0.configuration.setting == entry.setting }.flatMap { portrait in
        portrait.decisions.map { (entry: entry, portrait: portrait, map: $0.withReadableAxes) }
      }
    }
    guard let first = shown.first else { return nil }
    let size = first.portrait.configuration.size
    let columns = named.columns(atMost: shown.count == 4 ? 2 : shown.count == 9 ? 3 : 4)
    let width = [560, 560, 880, 1240, 1400][columns]
    let length = Double(width - 100) / Double(columns) - 40
    let points = min(500, maximumPoints / shown.count)
    let classes = shown.map { classCount($0.map) }.max() ?? 1
    let colours = classes <= Palette.categorical.count ? Palette.categorical : Palette.ordered(classes)

    let metric = analysis.study.metric
    var panels: [Panel] = []
    var tables: [FigureTable] = []
    for (entry, portrait, map) in shown {
      let table = tables.count
      tables += [pixels(map), boundary(map), samples(map, points, classes: classes)]
      let markers = (0..<classes).map { label in
        Layer.scatter(
          table: table + 2, x: "x", y: "class_\(label)_y", marker: .shape(label),
          colour: colours[label].mixed(with: .ink, 0.25))
      }
      let test = portrait.record.test[metric].map { value in
        ": \(String(format: "%.\(metric.unit.decimals)f", value * metric.unit.factor))\(metric.unit.suffix(after: "\u{A0}"))"
      }
      panels.append(
        Panel(
          title: entry.label + (test ?? ""),
          x: axis(map.x, axisName(map, 0, length), length), y: axis(map.y, axisName(map, 1, length), length),
          layers: [
            .image(
              table: table, x: .init(map.x.lowerBound, map.x.upperBound), y: .init(map.y.lowerBound, map.y.upperBound),
              colours: .list((0..<classes).map { colours[$0].mixed(with: .white, 0.75) })),
            .outline(table: table + 1, x: "x", y: "y", colour: .softInk),
          ] + markers, of: StudyPart(entry.setting)))
    }
    let count = min(points, first.map.points.count)
    let caption = CaptionText(source: source)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "Class regions after training at n = \(NumberText.count(size)), with training "
          + "samples; above each panel, \(named.labelParts) and test \(metric.words)", shared: named.shared),
      caption: CaptionText.joined(
        "Replicate 1, after its last epoch. Marks: "
          + (count < size
            ? "\(NumberText.count(count)) of the training samples" : "the training samples")
          + ", a shape and colour for each class\(key(first.map)).",
        caption.networks(named.models), caption.settings, caption.shown([named.omission]),
        missing(analysis, all)),
      columns: columns, width: width, panelHeight: 100, panels: panels, tables: tables
    ).withPanelHeight(ofWidth: 1)
  }

  /// Which sign stands for which class, with a colon before it; empty where the classes are more than there are signs, or have
  /// no names.
  private static func key(_ map: DecisionMap) -> String {
    guard let names = map.classNames, names.count <= Palette.signs.count else { return "" }
    let size = FigureLayout.FontSize.caption
    return ": "
      + zip(Palette.signs, names).map { "\($0) \(TextMetrics.elided($1, to: 160, size: size))" }.joined(separator: ", ")
  }

  private static func classCount(_ map: DecisionMap) -> Int {
    max(Int(map.classes.max() ?? 0), map.points.map(\.label).max() ?? 0) + 1
  }

  /// The class of each point of the grid, row by row from the least second feature.
  private static func pixels(_ map: DecisionMap) -> FigureTable {
    let side = DecisionMap.side
    let classes = [UInt8](map.classes)
    guard classes.count == side * side else { return FigureTable([]) }
    return FigureTable(
      (0..<side).map { column in
        FigureTable.Column("c\(column + 1)", (0..<side).map { Double(classes[$0 * side + column]) })
      })
  }

  /// The boundary's lines one after the other, a missing y after each.
  private static func boundary(_ map: DecisionMap) -> FigureTable {
    var (x, y): ([Double?], [Double?]) = ([], [])
    func position(_ step: Double, _ range: ClosedRange<Double>) -> Double {
      range.lowerBound + (range.upperBound - range.lowerBound) * step / Double(DecisionMap.side - 1)
    }
    for line in ClassBoundary(map).lines {
      x += line.map { position($0.x, map.x) } + [line.last.map { position($0.x, map.x) }]
      y += line.map { position($0.y, map.y) } + [nil]
    }
    return FigureTable([.init("x", x), .init("y", y)])
  }

  /// The first samples, the second feature in the column of their class.
  private static func samples(_ map: DecisionMap, _ count: Int, classes: Int) -> FigureTable {
    let points = map.points.prefix(count)
    return FigureTable(
      [.init("x", points.map(\.x))]
        + (0..<classes).map { label in
          .init("class_\(label)_y", points.map { $0.label == label ? $0.y : nil })
        })
  }

  /// The name of a feature (from 0), or which it is.
  private static func axisName(_ map: DecisionMap, _ feature: Int, _ length: Double) -> String {
    let names = map.featureNames ?? []
    guard names.indices.contains(feature) else { return "feature \(feature + 1)" }
    return TextMetrics.elided(names[feature], to: length, size: FigureLayout.FontSize.axis)
  }

  /// As far as the pixels reach, half a step beyond the grid.
  private static func axis(_ range: ClosedRange<Double>, _ label: String, _ length: Double) -> Axis {
    let half = (range.upperBound - range.lowerBound) / Double(2 * (DecisionMap.side - 1))
    return Axis(label: label, scale: .linear, start: range.lowerBound - half, end: range.upperBound + half, ticks: [])
      .withRoundTicks(length)
  }

  /// Names the models whose first replicate has no map, because it diverged.
  private static func missing(_ analysis: StudyAnalysis, _ drawn: [ModelPortrait]) -> String {
    guard let size = drawn.first?.configuration.size else { return "" }
    let all = Set(analysis.curves.filter { $0.size == size }.map { [$0.key.model] + $0.key.varied })
    let missing = all.count - Set(drawn.map { [$0.configuration.model] + $0.configuration.varied }).count
    return missing > 0
      ? "\(NumberText.count(missing)) of \(all.count) diverged or \(missing == 1 ? "is" : "are") not trained yet." : ""
  }
}
